"""Visits on site in the demo: one that is planned, and one that was held, with its minutes."""

import base64
from datetime import timedelta

from odoo import api, fields, models

from ..tools import working_time
from . import papers

#: Who is asked, where the visit is still to come, and where it was; what was found there.
PLANNED = "agency_public_order"
HELD = "agency_tourism"
FOUND = (
    ("met", "Sesuai denah yang diajukan."),
    ("met", "Dua pintu masuk dan satu pintu darurat."),
    ("not_met", "Belum ada pos keamanan di sisi dermaga."),
    ("met", "Tempat sampah terpilah tersedia."),
)
PHOTOS = ("Dermaga dilihat dari pintu masuk", "Lokasi stan di sisi timur")


class PtspDemoVisits(models.AbstractModel):
    """Lets OPD visit the sites of applications that stand with them."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_visits(self):
        """Plan one visit on site, and hold another, unless that has been done."""
        if self.env["ptsp.survey.visit"].search_count([], limit=1):
            return
        self._plan_visit(self._awaited(PLANNED))
        self._hold_visit(self._awaited(HELD))

    def _awaited(self, agency):
        """Return the opinion that an OPD of the demo owes now, as its member has it on the screen."""
        agency = self.env.ref(f"ptsp_exhibition.{agency}")
        review = self.env["ptsp.technical.review"].search(
            [("agency_id", "=", agency.id), ("awaited", "=", True)], order="id desc", limit=1
        )
        return self._as_user(review, agency.member_ids[:1])

    def _plan_visit(self, review):
        # In the morning of the day after tomorrow that has service hours.
        starts_at = self._morning_ahead(review.sudo().service_id, 2)
        review.env["ptsp.survey.visit"].create(
            {
                "review_id": review.id,
                "starts_at": starts_at,
                "ends_at": starts_at + timedelta(hours=2),
                "purpose": "Lahan parkir, pintu masuk dan keluar, serta jalur kendaraan darurat.",
            }
        )

    def _hold_visit(self, review):
        after = self._moment_between(review.sudo().service_id, review.dispatched_at)
        with self._at(after(0.1)):
            visit = review.env["ptsp.survey.visit"].create(
                {
                    "review_id": review.id,
                    "starts_at": after(0.4),
                    "ends_at": after(0.4) + timedelta(hours=1),
                    "purpose": "Keselamatan pengunjung di dermaga dan tata letak stan.",
                }
            )
        with self._at(after(0.7)):
            visit.action_hold()
            for finding, (result, remark) in zip(visit.finding_ids, FOUND, strict=False):
                finding.write({"result": result, "remark": remark})
            visit.action_add_photos(
                [
                    {"name": f"{caption}.png", "datas": base64.b64encode(papers.place(number)).decode()}
                    for number, caption in enumerate(PHOTOS)
                ]
            )
            for number, person in enumerate(visit.person_ids):
                person.signature = base64.b64encode(papers.signature(number))
            visit.write(
                {
                    "observations": "Pemohon bersedia menambah satu pos keamanan sebelum pameran dibuka.",
                    "conclusion": "Lokasi layak digunakan dengan tambahan pos keamanan di sisi dermaga.",
                }
            )
            visit.action_close_minutes()

    def _morning_ahead(self, service, days):
        """Return a moment in the morning of a day ahead that has service hours, naive UTC.

        :param service: the ``ptsp.service``
        :param int days: how many such days ahead
        """
        now = fields.Datetime.now()
        intervals = service._working_intervals(now, now + timedelta(days=30))
        mornings = {service._local_day(since): since for since, _until in reversed(intervals)}
        return mornings[sorted(mornings)[days]] + timedelta(hours=1)

    def _moment_between(self, service, begun):
        """Return a function that gives a moment between one and now, by the part of the service hours between them.

        :param service: the ``ptsp.service``
        :param datetime begun: naive UTC
        """
        now = fields.Datetime.now()
        intervals = service._working_intervals(begun, now)
        worked = working_time.minutes_between(intervals, begun, now)
        return lambda part: working_time.advance(intervals, begun, worked * part)
