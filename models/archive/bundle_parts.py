import logging
from ast import literal_eval
from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)
#: Folders of the whole file, as they stand in the ZIP and in the index: Indonesian, like all official documents.
PAPERS, ANSWERS, OPINIONS, MINUTES, LETTER, SCANS, PRINTS, TALK = (
    "1 Berkas permohonan",
    "2 Jawaban pemohon",
    "3 Pertimbangan teknis",
    "4 Berita acara",
    "5 Surat",
    "6 Salinan bertanda tangan",
    "7 Cetakan",
    "8 Percakapan",
)
#: The official documents that are printed into the whole file, in their order; the control sheet is the last.
_PRINTS = (
    "application_form",
    "checklist",
    "receipt",
    "requests",
    "verification_form",
    "cover_letter",
    "handover",
    "control_sheet",
)


class Part(NamedTuple):
    """A part of the whole file.

    :param str folder: where it stands
    :param str name: as it is called
    :param attachment: the ``ir.attachment`` as superuser, or None
    :param bytes content: what is no attachment
    :param str label: what it is, in words
    :param bool of_letter: it goes or stays with the letter, when the file is destroyed
    """

    folder: str
    name: str
    attachment: object = None
    content: bytes = b""
    label: str = ""
    of_letter: bool = False


class ArchiveRecordParts(models.Model):
    """Of what the whole file of an application consists: papers, answers, opinions, minutes, letter, scans, prints."""

    _inherit = "ptsp.archive.record"

    def _bundle_parts(self):
        """Return the parts of the whole file, for whoever may take it.

        :return: list of ``Part``
        """
        self.ensure_one()
        # Who takes it was checked by whoever calls.
        application_sudo = self.sudo().application_id._officially()
        return [
            *self._attached_parts(application_sudo),
            *self._written_parts(application_sudo),
            *self._printed_parts(application_sudo),
        ]

    def _attached_parts(self, application_sudo):
        """Return what was attached to the application, as parts. A room adds what it keeps.

        :param application_sudo: the ``ptsp.application``, as superuser
        """
        parts = [
            Part(PAPERS, file.name, file, label=line.name)
            for line in application_sudo.checklist_ids
            for file in line.attachment_ids
        ]
        seen = application_sudo.checklist_ids.attachment_ids
        said = application_sudo.request_ids.exchange_ids
        parts += [Part(ANSWERS, file.name, file) for file in (said.attachment_ids | said.replaced_ids) - seen]
        for review in application_sudo.review_ids:
            parts += [Part(OPINIONS, file.name, file, label=review.kind) for file in review.opinion_file_ids]
            parts += [
                Part(MINUTES, visit.minutes_file_id.name, visit.minutes_file_id, label=review.kind)
                for visit in review.visit_ids
                if visit.minutes_file_id
            ]
        if letter := application_sudo.letter_attachment_id:
            number = application_sudo.letter_number or ""
            parts.append(Part(LETTER, letter.name, letter, label=number, of_letter=True))
        for voided in application_sudo.voided_letter_ids:
            if voided.attachment_id:
                file, label = voided.attachment_id, f"Batal: {voided.letter_number}"
                parts.append(Part(LETTER, f"BATAL {file.name}", file, label=label, of_letter=True))
        kinds = {"letter": "Surat bertanda tangan", "receipt": "Tanda terima"}
        for copy in application_sudo.signed_copy_ids.sorted("id"):
            file, of_letter = copy.attachment_id, copy.kind == "letter"
            parts.append(Part(SCANS, file.name, file, label=kinds[copy.kind], of_letter=of_letter))
        for file in application_sudo.conversation_ids.sorted("id").attachment_ids - seen:
            parts.append(Part(TALK, file.name, file))
        return parts

    def _written_parts(self, application_sudo):
        """Return what stands in the application in words alone, as texts.

        :param application_sudo: the ``ptsp.application``, as superuser
        """
        parts = []
        for title, text in self._opinions_in_words(application_sudo):
            parts.append(Part(OPINIONS, f"{title}.txt", content=text.encode(), label=title))
        for title, text in self._meetings_in_words(application_sudo):
            parts.append(Part(MINUTES, f"{title}.txt", content=text.encode(), label=title))
        if application_sudo.conversation_ids:
            lines = [
                f"{application_sudo._official_moment(message.written_at)} · {message.from_name or ''}\n{message.body}"
                for message in application_sudo.conversation_ids.sorted("id")
            ]
            parts.append(Part(TALK, "Percakapan.txt", content="\n\n".join(lines).encode(), label="Percakapan"))
        return parts

    def _opinions_in_words(self, application_sudo):
        """Return pairs of a title and the text of each opinion, in Indonesian.

        :param application_sudo: the ``ptsp.application``, as superuser
        """
        said = {"recommended": "Direkomendasikan", "conditional": "Bersyarat", "not_recommended": "Tidak"}
        for review in application_sudo.review_ids.filtered("opinion"):
            rows = (
                ("Instansi", review.agency_id.name),
                ("Pertimbangan", review.kind),
                ("Nomor", review.advice_number),
                ("Tanggal", application_sudo._official_text(review.advice_date)),
                ("Kesimpulan", said.get(review.opinion_kind)),
                ("Isi", review.opinion),
                ("Syarat", review.conditions),
            )
            yield (
                f"{review.agency_id.name} - {review.kind}",
                "\n".join(f"{label}: {value}" for label, value in rows if value),
            )

    def _meetings_in_words(self, application_sudo):
        """Return pairs of a title and the minutes of each meeting that was held, in Indonesian.

        :param application_sudo: the ``ptsp.application``, as superuser
        """
        for meeting in application_sudo.meeting_ids.filtered(lambda meeting: meeting.state == "held").sorted("id"):
            rows = [
                f"Waktu: {application_sudo._official_moment(meeting.held_at)}",
                f"Tempat: {meeting.place or ''}",
                f"Acara: {meeting.agenda or ''}",
                f"Hadir: {', '.join(meeting.participant_ids.filtered('attended').mapped('name'))}",
                f"Notulen: {meeting.minutes or ''}",
                *(f"Keputusan: {decision.name}" for decision in meeting.decision_ids),
            ]
            yield f"Rapat {fields.Date.to_string(application_sudo._official_day(meeting.held_at))}", "\n".join(rows)

    def _printed_parts(self, application_sudo):
        """Print the official documents of the application that belong into its file.

        One that cannot be printed is said so in its place, and holds up no other.

        :param application_sudo: the ``ptsp.application``, as superuser
        """
        parts = []
        for name in _PRINTS:
            report_sudo = self.env.ref(f"ptsp_exhibition.action_report_{name}").sudo()
            if not application_sudo.filtered_domain(literal_eval(report_sudo.domain or "[]")):
                continue
            if not self._is_printed(name, application_sudo):
                continue
            title = f"{report_sudo.ptsp_code} {report_sudo.ptsp_title}"
            try:
                content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(
                    f"ptsp_exhibition.report_{name}", application_sudo.ids
                )
                parts.append(Part(PRINTS, f"{title}.pdf", content=content, label=title))
            except UserError as error:
                _logger.warning("%s of application %s: %s", name, application_sudo.id, error)
                parts.append(
                    Part(PRINTS, f"{title}.txt", content=f"Tidak dapat dicetak: {error}".encode(), label=title)
                )
        return parts

    def _is_printed(self, name, application_sudo):
        """Tell whether a document says something about an application.

        :param str name: of the report
        :param application_sudo: the ``ptsp.application``, as superuser
        """
        needed = {
            "checklist": application_sudo.checklist_ids,
            "requests": application_sudo.request_ids.filtered("round"),
            "verification_form": application_sudo.registration_number,
            "cover_letter": application_sudo.review_ids.filtered("cover_letter_number"),
            "handover": application_sudo.handed_over_at,
        }
        return bool(needed.get(name, True))
