"""Complaints in the demo: some of each kind, by each way, and a semester that was published."""

from datetime import timedelta
from unittest.mock import patch

from odoo import api, fields, models

#: Kind, channel, days ago, text, answer, who it is from, and what more is said of it.
CAME = (
    (
        "complaint",
        "direct",
        24,
        "Antrean di loket pendaftaran lebih dari dua jam pada hari Senin.",
        "Mohon maaf atas ketidaknyamanannya. Sejak pekan ini loket kedua dibuka setiap Senin.",
        "Hendra Wijaya",
        {},
    ),
    ("complaint", "phone", 9, "Nomor telepon informasi tidak diangkat sepanjang pagi.", None, "Lina Marlina", {}),
    ("complaint", "box", 30, "Kursi di ruang tunggu banyak yang rusak.", None, None, {}),
    (
        "complaint",
        "page",
        3,
        "Petugas meminta uang agar berkas saya diproses lebih cepat.",
        None,
        "Bambang Sutejo",
        {"confidential": True, "officer_named": "Petugas di loket pengambilan"},
    ),
    (
        "suggestion",
        "box",
        20,
        "Sediakan stopkontak di ruang tunggu.",
        "Terima kasih atas sarannya. Stopkontak dipasang bulan depan.",
        None,
        {},
    ),
    (
        "suggestion",
        "email",
        6,
        "Formulir permohonan sebaiknya dapat diisi langsung di ponsel.",
        None,
        "Yuni Kartika",
        {},
    ),
    (
        "question",
        "sms",
        12,
        "Apakah hari Jumat melayani sampai sore?",
        "Jumat kami melayani pukul 08.00 sampai 11.00 WITA.",
        "Agus Salim",
        {},
    ),
    ("question", "page", 1, "Apakah denah lokasi harus disahkan oleh konsultan?", None, None, {}),
    (
        "thanks",
        "direct",
        15,
        "Terima kasih, petugas Customer Service sangat membantu.",
        "Terima kasih kembali. Ucapan ini kami sampaikan kepada petugas.",
        "Sari Puspita",
        {},
    ),
)
#: How many came in the semester that was published: kind, channel, how many, working days until the answer.
BEFORE = (
    ("complaint", "direct", 7, 6),
    ("complaint", "phone", 5, 9),
    ("complaint", "page", 6, 16),
    ("suggestion", "box", 9, 4),
    ("question", "sms", 6, 2),
    ("question", "phone", 8, 1),
    ("thanks", "direct", 3, 1),
)


class PtspDemoComplaints(models.AbstractModel):
    """Lets people complain, suggest, ask and thank."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_complaints(self):
        """Enter the complaints, and publish the figures of the semester before, unless that has been done."""
        complaints = self.env["ptsp.complaint"]
        if complaints.search_count([], limit=1):
            return
        handler = self.env.ref("ptsp_exhibition.user_complaints")
        manager = self.env.ref("ptsp_exhibition.user_complaint_manager")
        company = self.env.ref("base.main_company")
        service = self.env["ptsp.service"].search([("company_id", "=", company.id)], limit=1)
        self._load_semester_before(company, service)
        now = fields.Datetime.now()
        for kind, channel, days, text, answer, name, more in CAME:
            moment = now - timedelta(days=days)
            values = {"kind": kind, "channel": channel, "text": text, "complainant_name": name, **more}
            values |= {"company_id": company.id, "service_id": service.id}
            with patch.object(fields.Datetime, "now", staticmethod(lambda *_args, moment=moment: moment)):
                if channel in ("page", "email"):
                    complaint = complaints._in_nobodys_name().create({**values, "received_at": moment})
                    complaint._give_code()
                    complaint = complaint.with_user(handler).sudo(False)
                else:
                    complaint = complaints.with_user(handler).create({**values, "received_at": moment})
            if answer:
                with patch.object(
                    fields.Datetime, "now", staticmethod(lambda *_args, moment=moment: moment + timedelta(days=3))
                ):
                    complaint.action_take()
                    complaint.action_answer(answer)
        complaints._in_nobodys_name().search([("company_id", "=", company.id)])._keep_due()
        self.env["ptsp.complaint.publication"].with_user(manager).action_publish(
            self.env["ptsp.complaint.publication"]._semesters_over(company)[0]
        )

    def _load_semester_before(self, company, service):
        """Let people have written in the last semester that is over."""
        records = self.env["ptsp.complaint"]._in_nobodys_name()
        year, half = self.env["ptsp.complaint.publication"]._semesters_over(company)[0].split("-")
        begin = fields.Datetime.to_datetime(f"{year}-{'02' if half == 'I' else '08'}-03 02:00:00")
        for kind, channel, count, days in BEFORE:
            for index in range(count):
                moment = begin + timedelta(days=7 * index)
                with patch.object(fields.Datetime, "now", staticmethod(lambda *_args, moment=moment: moment)):
                    one = records.create(
                        {
                            "kind": kind,
                            "channel": channel,
                            "text": "Disampaikan pada semester sebelumnya.",
                            "company_id": company.id,
                            "service_id": service.id,
                            "received_at": moment,
                        }
                    )
                with patch.object(
                    fields.Datetime,
                    "now",
                    staticmethod(lambda *_args, moment=moment, days=days: moment + timedelta(days=days)),
                ):
                    one._keep_answer(fields.Datetime.now())
                    one._note_entry("answered", "Sudah kami tindak lanjuti.", user=self.env.ref("base.user_admin"))
                    one._close_complaint(self.env["res.users"])
