"""What was applied for already is shown before the same is asked again: to each only what is his."""

from datetime import date, timedelta

from odoo.tests import tagged

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
