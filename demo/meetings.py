"""Meetings in the demo: one that an OPD proposes, one that is called, and one that was held, with its minutes."""

from datetime import timedelta

from odoo import api, models
from odoo.fields import Command

#: Which OPD proposes one, and what about.
PROPOSED = ("agency_public_order", "Pengaturan jam buka dan jalur keluar pengunjung bersama penyelenggara.")
#: Before which head the file lies about which a meeting was held, and is called.
HELD, CALLED = "section_review", "agency_approval"
MINUTES = (
    "Penyelenggara menjelaskan tata letak stan dan jalur darurat.\n"
    "Denah yang diajukan belum memuat lebar lorong di sisi barat.\n"
    "Peserta sepakat lorong paling sedikit 3 meter dan satu titik kumpul di halaman."
)
DECISIONS = (
    ("Memeriksa denah yang diperbaiki penyelenggara", "processing", 3),
    ("Lorong sisi barat paling sedikit 3 meter", None, None),
)


class PtspDemoMeetings(models.AbstractModel):
    """Lets heads and OPD meet about applications."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_meetings(self):
        """Propose, call and hold a meeting, unless that has been done."""
        if self.env["ptsp.meeting"].search_count([], limit=1):
            return
        self._hold_meeting(self._before_head(HELD))
        self._call_meeting(self._before_head(CALLED))
        agency, agenda = PROPOSED
        review = self._awaited(agency)
        review.application_id.action_propose_meeting(agenda)

    def _before_head(self, state):
        """Return the application of PAR-05 that lies longest before a head, as the division head sees it."""
        service = self.env.ref("ptsp_exhibition.service_par_05")
        application = self.env["ptsp.application"].search(
            [("service_id", "=", service.id), ("state", "=", state)], order="waiting_since, id", limit=1
        )
        return self._as_user(application, self._officer("division_head", 0))

    def _call_meeting(self, application):
        meeting = application.action_propose_meeting(
            "Paparan rencana pameran dan pengaturan parkir.",
            self._morning_ahead(application.service_id, 3),
            "Ruang Rapat DPMPTSP lantai 2",
            "presentation",
        )
        meeting.action_agree()
        meeting.action_number_invitation()

    def _hold_meeting(self, application):
        moment = self._moment_between(application.service_id, application.waiting_since)
        starts_at = moment(0.4).replace(minute=0, second=0, microsecond=0)
        with self._at(moment(0.05)):
            meeting = application.action_propose_meeting(
                "Lebar lorong dan titik kumpul.", starts_at, "Ruang Rapat DPMPTSP lantai 2"
            )
            meeting.action_agree()
            meeting.action_number_invitation()
        with self._at(moment(0.5)):
            meeting.action_hold()
            meeting.participant_ids.attended = True
            today = application.service_id._today()
            meeting.write(
                {
                    "minutes": MINUTES,
                    "decision_ids": [
                        Command.create(
                            {
                                "name": name,
                                "owner_id": self._officer(role, 0).id if role else False,
                                "due_on": today + timedelta(days=days) if role else False,
                            }
                        )
                        for name, role, days in DECISIONS
                    ],
                }
            )
        with self._at(moment(0.6)):
            meeting.action_close_minutes()
