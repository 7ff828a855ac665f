import io
from urllib.parse import quote

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.modules.registry import Registry

from ...tools import pdf_stream, zip_stream
from ...tools.file_blocks import BLOCK, file_blocks, fingerprint
from .bundle_row import Late, Plan, Row, note_page, opener, size_in_words

#: Kinds of the whole file, with their media types.
KINDS = {"zip": "application/zip", "pdf": "application/pdf"}
#: Seconds of the day begin here for what has no moment of its own.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


class ArchiveRecordBundle(models.Model):
    """The whole file of an application as one ZIP or one PDF, sent piece by piece: none of it stands whole in memory.

    What needs the database is done before: rights, log, prints, index with the fingerprint of each file. Then the
    papers are read from the file store in blocks while they are sent.
    """

    _inherit = "ptsp.archive.record"

    def action_take_zip(self):
        """Take the whole file as ZIP.

        :return: the action that downloads it
        """
        return self._take_action("zip")

    def action_take_pdf(self):
        """Take the whole file as one PDF.

        :return: the action that downloads it
        """
        return self._take_action("pdf")

    def _take_action(self, kind):
        self.ensure_one()
        self._check_may_take()
        return {"type": "ir.actions.act_url", "url": f"/ptsp/archive/{self.id}/{kind}", "target": "self"}

    def _check_may_take(self):
        """Refuse whoever may not take the whole file.

        :raises AccessError: saying who may
        :raises UserError: the agency does without the archive
        """
        self.check_access("read")
        for record in self:
            if not record._may_take_whole_file():
                raise AccessError(
                    self.env._("The whole file is taken by the auditor, the registry or a manager. Ask one of them.")
                )
            record.sudo().company_id._ptsp_refuse_without_archive()

    def _take_bundle(self, kind):
        """Prepare the whole file for the user, and write down who took it.

        :param str kind: ``zip`` or ``pdf``
        :return: pair of the name of the file and a generator of bytes, which needs no database
        :raises AccessError: the user may not take it
        """
        self.ensure_one()
        self._check_may_take()
        rows = self._bundle_rows(self._bundle_parts())
        stream = self._zip_of(rows) if kind == "zip" else self._pdf_of(rows)
        self._hold_records()
        self._note_event("downloaded", kind.upper(), {"files": len(rows)})
        name = zip_stream.safe_name(f"Arsip {self.name}".replace("/", "-"))
        return f"{name}.{kind}", stream

    def _bundle_rows(self, parts):
        """Return the lines of the index.

        :param list parts: of ``Part``
        :return: list of ``Row``
        """
        names, rows = zip_stream.Names(), []
        service_sudo = self.sudo().service_id
        papers_sudo = self.env["ir.attachment"].sudo().union(*(part.attachment for part in parts if part.attachment))
        kept = self._destroyed_files(papers_sudo)
        for part in parts:
            if part.attachment:
                row = self._row_of_attachment(part, service_sudo, kept.get(part.attachment.id))
            else:
                row = self._row_of_content(part, service_sudo)
            rows.append(row._replace(path=names.take(row.folder, row.name)) if not row.note else row)
        return rows

    def _row_of_content(self, part, service_sudo):
        digest, size = fingerprint([part.content])
        moment = self._six_numbers(service_sudo, fields.Datetime.now())
        kind = "application/pdf" if part.name.endswith(".pdf") else "text/plain"
        content = part.content
        return Row("", part.folder, part.label, part.name, size, digest, "", moment, kind, lambda: [content])

    def _row_of_attachment(self, part, service_sudo, kept=None):
        """Return the line of a paper.

        :param Part part: what it is
        :param service_sudo: the ``ptsp.service`` by whose clock its moment is written
        :param str kept: the fingerprint that was kept when it was destroyed, or nothing
        :return: ``Row``
        """
        attachment = part.attachment
        moment = self._six_numbers(service_sudo, attachment.create_date)
        digest, size = kept or attachment._ptsp_fingerprint(), attachment.file_size
        path, note = attachment._ptsp_path(), ""
        if kept:
            note, source = "musnah", list
        elif path:
            source = self._reader_of(path)
        elif attachment.store_fname:
            note, source = "hilang", list
        else:
            source = self._database_reader_of(attachment)
        return Row(
            "",
            part.folder,
            part.label,
            attachment.name if note == "musnah" else part.name or attachment.name or "",
            size,
            digest,
            note,
            moment,
            attachment.mimetype or "",
            source,
            "" if note else path,
        )

    def _destroyed_files(self, attachments):
        """Return which files have lost their content by a disposal. A file of this room extends it.

        :param attachments: ``ir.attachment`` records
        :return: dict from their ids to the fingerprints that were kept
        """
        return {}

    @staticmethod
    def _six_numbers(service_sudo, moment):
        """Return a moment in the agency's time as a ZIP keeps it.

        :param service_sudo: the ``ptsp.service``
        :param datetime moment: naive, UTC, or nothing
        """
        if not moment:
            return _NO_MOMENT
        local = service_sudo._local_time(moment)
        return (max(local.year, 1980), local.month, local.day, local.hour, local.minute, local.second)

    @staticmethod
    def _reader_of(path):
        return lambda: file_blocks(path)

    def _database_reader_of(self, attachment):
        """Return what reads a file that lies in the database, in blocks and by a cursor of its own.

        :param attachment: an ``ir.attachment``
        """
        number, database = attachment.id, self.env.cr.dbname

        def read():
            with Registry(database).cursor() as cr:
                start = 1
                while True:
                    cr.execute(
                        "SELECT substring(db_datas FROM %s FOR %s) FROM ir_attachment WHERE id = %s",
                        (start, BLOCK, number),
                    )
                    [block] = cr.fetchone() or [None]
                    if not block:
                        return
                    yield bytes(block)
                    start += BLOCK

        return read

    def _zip_of(self, rows):
        """Return the ZIP: the parts, the index for people and ``SHA256SUMS`` for programs.

        :param list rows: of ``Row``
        :return: generator of bytes
        """
        moment = self._six_numbers(self.sudo().service_id, fields.Datetime.now())
        page = str(self.env["ir.qweb"]._render("ptsp_exhibition.archive_index_page", self._index_values(rows)))
        index = f"<!DOCTYPE html>\n{page}".encode()
        sent = [row for row in rows if row.path]
        sums = [f"{row.sha256}  {row.path}" for row in sent] + [f"{fingerprint([index])[0]}  INDEKS.html"]
        entries = [
            ("INDEKS.html", moment, [index]),
            *((row.path, row.moment, Late(row.source)) for row in sent),
            ("SHA256SUMS", moment, ["".join(f"{line}\n" for line in sums).encode()]),
        ]
        return zip_stream.stream(entries)

    def _pdf_of(self, rows):
        """Return all pages as one PDF: the index with the fingerprints, then each part, images as pages.

        :param list rows: of ``Row``
        :return: generator of bytes
        """
        report = self.env["ir.actions.report"].with_context(ptsp_archive_plan=Plan(rows))
        index, _kind = report._ptsp_render_pdf("ptsp_exhibition.report_archive_index", self.ids)
        shown = [row for row in rows if row.path and row.mimetype in ("application/pdf", "image/jpeg", "image/png")]
        sources = [(lambda: io.BytesIO(index), None), *((opener(row), note_page(row)) for row in shown)]
        return pdf_stream.Merger().stream(sources)

    def _index_values(self, rows=None):
        """Return what the index shows.

        :param list rows: of ``Row``; those of the plan that was handed on, or else made anew, where none are given
        :return: dict for the templates
        """
        self.ensure_one()
        record_sudo = self.sudo()
        application_sudo = record_sudo.application_id._officially()
        if rows is None:
            plan = self.env.context.get("ptsp_archive_plan")
            if isinstance(plan, Plan):
                rows = plan.rows
            else:
                self._check_may_take()
                rows = self._bundle_rows(self._attached_parts(application_sudo) + self._written_parts(application_sudo))
        return {
            "record": record_sudo,
            "application": application_sudo,
            "rows": rows,
            "texts": [
                *self._opinions_in_words(application_sudo),
                *self._meetings_in_words(application_sudo),
            ],
            "sound": self._chains_in_words(),
            "destroyed": self._destroyed_on_paper(application_sudo),
            "taken_by": self.env.user.name,
            "taken_at": application_sudo._official_moment(fields.Datetime.now()),
            "size_of": size_in_words,
            "link_to": lambda path: quote(f"./{path}"),
        }

    def _destroyed_on_paper(self, application_sudo):
        """Return when and by whose approval the file was destroyed; empty of one that is whole. A file extends it.

        :param application_sudo: the ``ptsp.application``, as superuser
        """
        return ""

    def _chains_in_words(self):
        """Return what the verification of control sheet and archive says, as it stands in the index: Indonesian."""
        application_sudo = self.sudo().application_id
        if broken := application_sudo._broken_control_line():
            return f"TIDAK UTUH: baris {broken} lembar pengendali proses diubah di luar prosedur."
        if broken := self._broken_event():
            return f"TIDAK UTUH: baris {broken} catatan arsip diubah di luar prosedur."
        lines = application_sudo.control_ids.filtered("ended_at").sorted("sequence")
        if differences := application_sudo._officially()._differences_from_sheet(lines):
            return f"TIDAK UTUH: berbeda dari lembar pengendali proses: {', '.join(dict.fromkeys(differences))}."
        return "Utuh: lembar pengendali proses, berkas dan catatan arsip sesuai rantai nilai hash."
