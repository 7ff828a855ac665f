"""Who of an applicant's people is written to, and writes, as far as they may follow the application."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_members import MembersCase


@tagged("post_install", "-at_install")
class TestPeopleTold(MembersCase):
    """The agency writes to whom the application concerns, and to nobody who has left."""

    def speaks(self, partner):
        return self.application._people_of_applicant(partner) == partner

    def test_people(self):
        """The applicant, colleagues and invited people are told; strangers are not."""
        self.assertTrue(self.speaks(self.applicant))
        self.assertTrue(self.speaks(self.colleague.partner_id))
        self.assertFalse(self.speaks(self.friend.partner_id))
        self.assertFalse(self.speaks(self.other_portal_user.partner_id))
        line = self.let_in("read")
        self.assertTrue(self.speaks(self.friend.partner_id))
        self.members()._change(line.id, "none")
        self.env.invalidate_all()
        self.assertFalse(self.speaks(self.friend.partner_id))

    def test_closed_out(self):
        """A colleague who was closed out is not told any more."""
        self.members()._change_colleague(self.colleague.id, "none")
        self.env.invalidate_all()
        self.assertFalse(self.speaks(self.colleague.partner_id))

    def test_representative(self):
        """Who represents the applicant is told while the power of attorney lasts, with an account or without."""
        today = self.service._today()
        without = self.env["res.partner"].create({"name": "Rahmat", "email": "rahmat@example.com"})
        for person in (self.friend.partner_id, without):
            for days, told in ((1, True), (0, True), (-1, False)):
                until = today.fromordinal(today.toordinal() + days)
                self.application._as_procedure().write(
                    {"is_represented": True, "representative_id": person.id, "power_of_attorney_until": until}
                )
                self.env.invalidate_all()
                with self.subTest(person=person.name, days=days):
                    self.assertEqual(self.speaks(person), told)


@tagged("post_install", "-at_install")
class TestNoticesChosen(MembersCase):
    """Of what a company is told, nobody chooses who may only read."""

    def test_reader(self):
        """A colleague who may only read does not choose for the company."""
        self.portal_user.partner_id.with_user(self.portal_user)._ptsp_choose_notices("needed")
        self.members()._change_colleague(self.colleague.id, "read")
        self.env.invalidate_all()
        with self.assertRaisesRegex(AccessError, "who may edit"):
            self.colleague.partner_id.with_user(self.colleague)._ptsp_choose_notices("all")
        self.assertEqual(self.applicant.ptsp_notices, "needed")
