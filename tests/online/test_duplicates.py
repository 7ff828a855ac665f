"""What was applied for already is shown before the same is asked again: to each only what is his."""

from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_online import OnlineCase, details


@tagged("post_install", "-at_install")
class TestDuplicates(OnlineCase):
    """The same exhibition, or another one at the same place on the same days."""

    def test_own(self):
        """The applicant is shown what the own company has filed, and nothing of others."""
        own = self.bring_to(self.file(venue="Gedung Lain"), "verification")
        foreign = self.bring_to(self.file(partner_id=self.other_portal_user.partner_id.id), "cs_check")
        draft = self.begin()
        draft._save_online("details", details())
        self.assertEqual(draft._own_duplicates(), own)
        officer = self.as_role(draft, "customer_service")
        self.assertEqual(officer.duplicate_ids, own | foreign)
        self.assertEqual(self.as_role(own, "customer_service").duplicate_ids, foreign)

    def test_what_is_the_same(self):
        """Days that overlap, and the same venue or name, whatever the case of letters; no drafts, nothing cancelled."""
        days = {"date_start": date.today() + timedelta(40), "date_end": date.today() + timedelta(41)}
        application = self.file()
        self.bring_to(self.file(**days), "cs_check")
        self.bring_to(self.file(event_name="Lain", city="Bontang"), "cs_check")
        self.bring_to(self.file(), "cancelled")
        self.file()
        self.assertFalse(application.duplicate_ids)
        by_name = self.bring_to(self.file(event_name=" KALTIM expo ", venue="Lain"), "cs_check")
        by_place = self.bring_to(self.file(event_name="Lain", venue="convention hall"), "cs_check")
        application.invalidate_recordset()
        self.assertEqual(application.duplicate_ids, by_name | by_place)

    def test_many_at_once(self):
        """Many applications are compared by one question to the database."""
        applications = self.bring_to(self.file(6), "cs_check").with_user(self.users["customer_service"])
        self.env.flush_all()
        applications.invalidate_recordset()
        applications.mapped("state")
        with self.assertQueryCount(2):
            applications.mapped("duplicate_ids")
        self.assertEqual(applications[0].duplicate_ids, applications[1:])


@tagged("post_install", "-at_install")
class TestDuplicatesDecided(OnlineCase):
    """Customer Service compares the two side by side, and links or refuses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.bring_to(cls.file(), "verification").with_env(cls.env)
        cls.second = cls.bring_to(cls.file(venue="convention hall", booth_count=5), "cs_check").with_env(cls.env)

    def compare(self, role="customer_service"):
        action = self.as_role(self.second, role).action_compare_duplicates()
        return Form(self.env[action["res_model"]].with_user(self.users[role]).with_context(**action["context"]))

    def test_side_by_side(self):
        """Both stand beside each other, and what differs is marked."""
        form = self.compare()
        self.assertEqual(form.other_id, self.first)
        self.assertIn("Convention Hall", form.comparison)
        self.assertIn("convention hall", form.comparison)
        self.assertIn("table-warning", form.comparison)
        self.second.sudo().event_theme = "<script>x</script>"
        self.assertNotIn("<script>", self.compare().comparison)

    def test_link(self):
        """A link is kept, and the control sheet says it with the next step; it may be taken off again."""
        wizard = self.compare().save()
        wizard.action_link()
        self.assertEqual(self.second.duplicate_of_id, self.first)
        self.assertTrue(self.compare().linked)
        self.as_role(self.second, "customer_service").action_mark_checklist_ok()
        self.as_role(self.second, "customer_service").action_accept()
        line = self.second.control_ids.filtered(lambda line: line.action == "accept")
        self.assertEqual(line._evidence_of("same_matter_as"), self.first.name)
        self.assertIn(self.first.name, "".join(self.second.message_ids.mapped("body")))
        wizard.action_separate()
        self.assertFalse(self.second.duplicate_of_id)

    def test_refuse(self):
        """What is refused is cancelled with a note that names the other one."""
        action = self.compare().save().action_refuse()
        dialogs = self.env[action["res_model"]].with_user(self.users["customer_service"])
        dialog = Form(dialogs.with_context(**action["context"]))
        self.assertIn(self.first.name, dialog.note)
        dialog.save().action_confirm()
        self.assertEqual(self.second.state, "cancelled")

    def test_who(self):
        """Other desks compare and decide nothing; nobody links what does not seem to be the same, nor by hand."""
        wizard = self.compare("verification").save()
        for call in (wizard.action_link, wizard.action_separate):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                call()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            wizard.action_refuse()
        other = self.bring_to(self.file(event_name="Lain", venue="Lain"), "cs_check")
        officer = self.as_role(self.second, "customer_service")
        for call in (
            lambda: officer._link_to(other.with_env(officer.env)),
            lambda: officer.write({"duplicate_of_id": self.first.id}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                call()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.as_role(self.second, "applicant").action_compare_duplicates()
