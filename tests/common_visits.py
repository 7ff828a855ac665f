"""What the tests of visits on site share: two OPD have a file."""

from datetime import timedelta

from odoo import fields

from .common import PtspCase


class VisitCase(PtspCase):
    """A file stands with two OPD; a member of the first plans a visit on site."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.send_to_opd()
        cls.member = cls.users["technical"]
        cls.member.email = "anggota@example.com"
        cls.own, cls.other = cls.reviews_of_two(cls.application, cls.member, cls.other_opd_user)
        cls.env.flush_all()

    @classmethod
    def plan(cls, review=None, days=2, **values):
        """Plan a visit on site as the member of the OPD."""
        review = review or cls.own
        return review.env["ptsp.survey.visit"].create(
            {"review_id": review.id, "starts_at": fields.Datetime.now() + timedelta(days=days), **values}
        )

    @classmethod
    def hold(cls, visit):
        """Let a visit have been held, with all that minutes need."""
        visit.action_hold()
        visit.person_ids.write({"present": True})
        visit.finding_ids[:1].write({"result": "met", "remark": "Sesuai denah"})
        visit.write({"conclusion": "Lokasi memadai"})
        return visit
