"""One OPD learns nothing of the other's visits on site, whatever it asks."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common_visits import VisitCase
from ..pictures import drawn, picture, sent


@tagged("post_install", "-at_install")
class TestVisitWalls(VisitCase):
    """Both OPD have held a visit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = cls.hold(cls.plan())
        cls.hidden = cls.hold(cls.plan(cls.other))
        cls.hidden.action_add_photos(sent(picture()))
        cls.hidden.person_ids[:1].write({"signature": drawn()})
        cls.hidden.action_close_minutes()
        cls.env.flush_all()

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_records(self):
        """Neither by number, nor by a domain, nor by a count: visits, people, findings, photos, files."""
        hidden = self.hidden.sudo()
        for records in (hidden, hidden.person_ids, hidden.finding_ids, hidden.photo_ids, hidden.minutes_file_id):
            self.env.invalidate_all()
            seen = records.with_user(self.member)
            with self.subTest(records._name):
                self.assertTrue(records)
                self.assertRaises(AccessError, seen.read, ["display_name"])
                self.assertFalse(seen.search([("id", "in", records.ids)]))
        Review = self.env["ptsp.technical.review"].with_user(self.member)
        for domain in (
            [("visit_ids", "in", hidden.ids)],
            [("visit_ids.state", "=", "held"), ("id", "=", self.other.id)],
            [("application_id.review_ids.visit_ids.agency_id", "=", self.other_agency.id)],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(Review.search_count(domain))
        self.assertEqual(self.own.read(["visit_ids"])[0]["visit_ids"], self.visit.ids)

    def test_staff_reads(self):
        """The agency reads all visits, and changes those of an opinion that it receives on paper only."""
        for role in ("processing", "verification", "auditor", "manager"):
            with self.subTest(role):
                self.assertTrue(self.hidden.with_user(self.users[role]).read(["place", "conclusion"]))
        for role in ("verification", "auditor", "manager"):
            with self.subTest(role), self.undone():
                self.assertRaises(UserError, self.visit.with_user(self.users[role]).write, {"conclusion": "x"})

    def test_applicant(self):
        """The applicant reads nothing of visits beside the invitation."""
        self.assertRaises(AccessError, self.visit.with_user(self.portal_user).read, ["place"])
        event = self.visit.sudo().calendar_ids.with_user(self.other_portal_user)
        self.assertRaises(AccessError, event.read, ["start"])
