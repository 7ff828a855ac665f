"""The archive of the demo: files of former years whose terms have ended, and where those of this year lie."""

import base64
from datetime import timedelta

from odoo import api, fields, models

from ..tools import working_time
from . import papers
from .histories import Exhibition

#: Files of former years: how many days ago they were filed, and what was asked.
FORMER = (
    (
        2280,
        Exhibition(
            state="done",
            route="direct",
            ago=0,
            partner="organiser_sepinggan",
            event="Balikpapan Craft & Food Fair",
            theme="Oleh-Oleh Khas Kalimantan",
            city="Balikpapan",
            venue="BSCC Dome",
            address="Jl. Ruhui Rahayu",
            days=(20, 4),
            visitors=7000,
            booths=64,
            papers=True,
        ),
    ),
    (
        2020,
        Exhibition(
            state="done",
            route="direct",
            ago=0,
            partner="organiser_etam",
            event="Pameran Anggrek Tenggarong",
            theme="Anggrek Hutan Kalimantan",
            city="Kutai Kartanegara",
            venue="Planetarium Jagad Raya",
            address="Jl. Diponegoro, Tenggarong",
            days=(18, 3),
            visitors=2500,
            booths=30,
            papers=True,
        ),
    ),
    (
        1180,
        Exhibition(
            state="cancelled",
            route="cancelled",
            ago=0,
            partner="organiser_bontang",
            event="Bontang Gadget Expo",
            theme="Teknologi Terkini",
            city="Bontang",
            venue="Gedung Koperasi",
            address="Jl. Ahmad Yani",
            days=(25, 3),
            visitors=3000,
            booths=35,
        ),
    ),
    (
        960,
        Exhibition(
            state="cancelled",
            route="cancelled",
            ago=0,
            partner="organiser_sangatta",
            event="Kutai Timur Expo Pertanian",
            theme="Panen Raya",
            city="Kutai Timur",
            venue="Lapangan Heliped",
            address="Jl. Soekarno-Hatta, Sangatta",
            days=(30, 4),
            visitors=5000,
            booths=50,
        ),
    ),
    (
        800,
        Exhibition(
            state="done",
            route="direct",
            ago=0,
            partner="organiser_derawan",
            event="Festival Kopi Berau",
            theme="Kopi dari Hulu",
            city="Berau",
            venue="Lapangan Pemuda",
            address="Jl. Pemuda, Tanjung Redeb",
            days=(22, 3),
            visitors=4000,
            booths=42,
            papers=True,
        ),
    ),
)
#: Places from the largest to the smallest, each in the one before.
PLACES = (("building", "Gedung Arsip"), ("cabinet", "Lemari 2"), ("box", "Boks 503-07"))
#: What is lent: which of the files, whom to, days ago, for how many days, when it came back, and what for.
LOANS = (
    (0, "Siti Rahmah, Inspektorat", None, 40, 14, 31, "Pemeriksaan berkala"),
    (1, "Rudi Hartono", "agency_transport", 20, 10, None, "Evaluasi rekayasa lalu lintas"),
    (2, "Maya Sari, Bagian Hukum Setda", None, 2, 12, None, "Bahan jawaban gugatan"),
)


class PtspDemoArchive(models.AbstractModel):
    """Lets the registry keep files: placed, lent, held, due, and one that was destroyed."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_archive(self):
        """Fill the archive, unless that has been done."""
        records = self.env["ptsp.archive.record"]
        if records.search_count([], limit=1):
            return
        company = self.env.ref("base.main_company")
        for number, (days, history) in enumerate(FORMER, start=40):
            self._walk_once(number, history, fields.Datetime.now() - timedelta(days=days))
        closed = self.env["ptsp.application"].search(
            self.env["ptsp.application"]._domain_of_states(lambda procedure: procedure.final_states)
        )
        for application in closed.sorted(self._closed_at):
            with self._at(self._closed_at(application) + timedelta(minutes=50)):
                records |= self._sound(records._file_applications(application))
        box = self._place_in(records, company)
        former, recent = records[: len(FORMER)], records[len(FORMER) :]
        former._mark_due()
        for record in former:
            with self._at(record.closed_at + timedelta(days=1)):
                self._registry(record).place_id = box
        self._lend(recent)
        for record, kinds in zip(recent[-3:], (("letter", "receipt"), ("letter",), ("receipt",)), strict=False):
            self._scan(record, kinds)
        self._end_terms(*former)

    def _walk_once(self, number, history, begin):
        """Walk one application of a former year through the procedure.

        :param int number: makes it differ from others
        :param Exhibition history: what was asked
        :param datetime begin: about when it was filed, naive UTC
        """
        service = self.env.ref(f"ptsp_exhibition.{history.service}")
        intervals = service._working_intervals(begin, begin + timedelta(days=90))
        spent = 45
        with self._at(working_time.advance(intervals, begin, spent)):
            application = self._file(number, history)
        for step, lag in history.lags(number):
            spent += lag
            moment = working_time.advance(intervals, begin, spent)
            with self._at(moment):
                self._make_step(application, number, history, step)
            self._date_messages(application, moment)
        if application.handed_over_at:
            with self._at(application.handed_over_at + timedelta(minutes=1)):
                application._as_procedure()._keep_proof()
        self.env["mail.mail"].search(
            [("mail_message_id", "in", application.message_ids.ids), ("state", "=", "outgoing")]
        ).cancel()
        notices = self.env["ptsp.notice"]._as_procedure()
        for notice in notices.search([("application_id", "=", application.id), ("state", "!=", "sent")]):
            notice._note("sent", address=notice.recipient_id.email or "")

    def _closed_at(self, application):
        """Return when an application was closed, naive UTC."""
        return application.control_ids.sorted("sequence")[-1:].started_at

    def _sound(self, records):
        """Return records as whoever loads the demo has them."""
        return records.with_env(self.env)

    def _registry(self, records):
        """Return records as the registry has them on the screen."""
        return self._as_user(records, self._officer("registry", 0))

    def _place_in(self, records, company):
        """Enter the places, lay the files of this year into folders of their own month, and return the box."""
        places = self._registry(self.env["ptsp.archive.place"])
        place = places
        for kind, name in PLACES:
            place = places.create({"kind": kind, "name": name, "parent_id": place.id, "company_id": company.id})
        folder = places.create(
            {"kind": "folder", "name": "Pameran, semester II", "parent_id": place.id, "company_id": company.id}
        )
        for record in records[len(FORMER) : -2]:
            with self._at(record.closed_at + timedelta(hours=2)):
                self._registry(record).place_id = folder
        return place.with_env(self.env)

    def _lend(self, records):
        """Lend files, as ``LOANS`` says."""
        now = fields.Datetime.now()
        for position, name, agency, ago, days, back, purpose in LOANS:
            with self._at(now - timedelta(days=ago)):
                loan = self._registry(self.env["ptsp.archive.loan"]).create(
                    {
                        "record_id": records[position].id,
                        "borrower_name": name,
                        "agency_id": agency and self.env.ref(f"ptsp_exhibition.{agency}").id,
                        "purpose": purpose,
                        "due_on": fields.Date.today() - timedelta(days=ago - days),
                    }
                )
            if back:
                with self._at(now - timedelta(days=back)):
                    loan.action_return()

    def _scan(self, record, kinds):
        """Attach scans of what was signed on paper."""
        titles = {"letter": "Surat bertanda tangan dan bercap", "receipt": "Tanda terima yang ditandatangani"}
        for kind in kinds:
            if kind == "letter" and not record.application_id.letter_number:
                continue
            content = papers.letter(titles[kind], [record.name, record.subject or ""])
            self._registry(record).action_attach_scan(kind, f"{titles[kind]}.pdf", base64.b64encode(content).decode())

    def _end_terms(self, destroyed, proposed, held, due, _waiting):
        """Let the terms of former files end: one is destroyed, one proposed, one held, one is due for destruction.

        The last one waits to be transferred.
        """
        heads = [self.env.ref(f"ptsp_exhibition.user_{role}") for role in ("division_head", "agency_head")]
        for record in (destroyed, proposed, held, due):
            with self._at(fields.Datetime.to_datetime(record.active_until) + timedelta(days=5, hours=2)):
                record._mark_due()
                self._registry(record).action_transfer()
        (destroyed | proposed | held | due)._mark_due()
        now = fields.Datetime.now()
        self._as_user(held, heads[0]).action_hold("Perkara Tata Usaha Negara Nomor 12/G/2026/PTUN.SMD")
        for record, ago, approving in ((destroyed, 20, heads), (proposed, 3, heads[:1])):
            with self._at(now - timedelta(days=ago)):
                action = self._registry(record).action_propose_disposal()
                disposal = self.env["ptsp.archive.disposal"].browse(action["res_id"])
            for head in approving:
                with self._at(now - timedelta(days=ago - 1)):
                    self._as_user(disposal, head).action_approve()
        with self._at(now - timedelta(days=17)):
            self._registry(destroyed.disposal_ids).action_execute()
