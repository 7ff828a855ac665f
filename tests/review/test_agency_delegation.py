"""A member of an OPD who is away lets a colleague answer for a period, and not a second longer."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Datetime
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestAgencyDelegation(PtspCase):
    """For the period the colleague is a member; before and afterwards nothing is there for him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = new_test_user(
            cls.env, "test_colleague", "base.group_user,ptsp_exhibition.group_technical", tz="Asia/Makassar"
        )
        cls.member = cls.users["technical"]
        cls.application = cls.bring_to(cls.file(), "technical")
        cls.review = cls.application.sudo().review_ids
        cls.now = Datetime.now()

    def delegate(self, user=None, **values):
        """Delegate as the member for the week that begins now."""
        return (
            self.env["ptsp.agency.delegation"]
            .with_user(user or self.member)
            .create(
                {
                    "agency_id": self.agency.id,
                    "member_id": self.member.id,
                    "deputy_id": self.colleague.id,
                    "starts_at": self.now,
                    "ends_at": self.now + timedelta(days=7),
                    **values,
                }
            )
        )

    def sees(self):
        """Tell whether the colleague finds the review and the application, and reads them."""
        self.env.invalidate_all()
        found = self.review.with_user(self.colleague).search([("id", "=", self.review.id)])
        application = self.application.with_user(self.colleague).search([("id", "=", self.application.id)])
        self.assertEqual(bool(found), bool(application))
        return bool(found)

    def test_period(self):
        """The colleague sees and answers within the period only."""
        self.assertFalse(self.sees())
        delegation = self.delegate()
        self.assertTrue(self.sees())
        self.assertTrue(self.application.with_user(self.colleague).my_turn)
        with freeze_time(self.now + timedelta(days=7)):
            self.assertFalse(self.sees())
            with self.assertRaises(AccessError):
                self.review.with_user(self.colleague).action_issue("Baik")
        self.env.invalidate_all()
        self.review.with_user(self.colleague).action_issue("Baik")
        self.assertEqual(self.review.issued_by_id, self.colleague)
        delegation.ends_at = Datetime.now()
        self.assertFalse(self.sees())

    def test_member_removed(self):
        """With the member who has delegated the colleague goes, too."""
        self.delegate()
        self.agency.with_user(self.users["manager"]).write({"member_ids": [Command.unlink(self.member.id)]})
        self.assertFalse(self.sees())

    def test_who(self):
        """A member delegates the own work only; nobody delegates for an OPD of which he is no member."""
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.delegate(user=self.other_opd_user)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.delegate(agency_id=self.other_agency.id)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.delegate(user=self.users["verification"])
        for values in ({"deputy_id": self.member.id}, {"deputy_id": self.users["processing"].id}):
            with self.subTest(values), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.delegate(**values)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.delegate(ends_at=self.now - timedelta(days=1), starts_at=self.now)
        self.assertTrue(self.delegate(user=self.users["manager"]))

    def test_begun(self):
        """A delegation that has begun keeps who and since when, and is not deleted."""
        delegation = self.delegate()
        with self.assertRaises(UserError):
            delegation.deputy_id = self.other_opd_user
        with self.assertRaises(UserError):
            delegation.unlink()

    def test_walls(self):
        """A member of another OPD learns nothing of a delegation."""
        delegation = self.delegate()
        self.assertFalse(delegation.with_user(self.other_opd_user).search([]))
        self.assertTrue(delegation.with_user(self.colleague).search([]))
