"""Every draft that was submitted is kept, and two of them can be compared."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import text_comparison
from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestLetterRevisions(PtspCase):
    """The second draft does not wipe out the first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "drafting")
        draft = cls.as_role(cls.application, "processing")
        draft.decision = "recommended"
        draft.letter_body = "<p>Kalimat pertama.</p><p>Kalimat kedua.</p>"
        draft.action_submit_draft()
        cls.as_role(cls.application, "section_head").action_section_return("Perbaiki kalimat kedua")
        draft.letter_body = "<p>Kalimat pertama.</p><p>Kalimat <b>lain</b>.</p>"
        draft.action_submit_draft()
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.revisions = cls.application.sudo().revision_ids

    def test_kept(self):
        """Each submission is kept with its text, decision, officer and time."""
        self.assertEqual(self.revisions.mapped("number"), [2, 1])
        self.assertEqual(self.revisions.user_id, self.users["processing"])
        newer, older = self.revisions
        self.assertIn("kedua", older.body)
        self.assertNotIn("kedua", newer.body)
        self.assertEqual(set(self.revisions.mapped("decision")), {"recommended"})

    def test_what_nobody_sees_is_no_difference(self):
        """Characters that an editor leaves behind and nobody sees are not shown as a difference."""
        shown = text_comparison.compare("<p>Dasar:</p><p>Satu</p>", "<p>\ufeffDasar:\u200b</p><p>Dua</p>")
        self.assertIn("<p>Dasar:</p>", shown)
        self.assertEqual(re.findall("<(?:del|ins)[^>]*>([^<]*)", shown), ["Satu", "Dua"])

    def test_unchangeable(self):
        """Nobody changes, adds, copies or deletes a revision, not even the superuser."""
        revision = self.revisions[0]
        for attempt in (
            lambda: revision.write({"body": "<p>Lain</p>"}),
            lambda: revision.sudo().write({"number": 7}),
            lambda: revision.copy(),
            lambda: revision.sudo().unlink(),
            lambda: revision.create({"application_id": self.application.id, "number": 9}),
            lambda: self.application.sudo().write({"revision_ids": [(5, 0, 0)]}),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()

    def test_who_reads(self):
        """Officers and auditors read them, applicants and OPD do not."""
        self.assertTrue(self.revisions.with_user(self.users["auditor"]).mapped("body"))
        for user in (self.portal_user, self.users["technical"]):
            with self.assertRaises(AccessError):
                self.revisions.with_user(user).mapped("body")

    def test_compare(self):
        """The comparison marks what was left out and what is new, and opens with the revision before."""
        action = self.revisions[0].with_user(self.users["section_head"]).action_compare()
        Wizard = self.env["ptsp.letter.comparison"].with_user(self.users["section_head"])
        wizard = Wizard.with_context(**action["context"]).create({})
        self.assertEqual(wizard.older_id | wizard.newer_id, self.revisions)
        left_out, new = (
            "".join(re.findall(rf"<{mark}[^>]*>(.*?)</{mark}>", wizard.comparison)) for mark in ("del", "ins")
        )
        self.assertIn("kedua", left_out)
        self.assertIn("lain", new)
        self.assertIn("Kalimat pertama.", wizard.comparison)

    def test_compare_first(self):
        """The first revision is compared with itself: nothing is marked."""
        action = self.revisions[1].action_compare()
        wizard = self.env["ptsp.letter.comparison"].with_context(**action["context"]).create({})
        self.assertNotIn("<del", wizard.comparison)

    def test_comparison_is_safe(self):
        """Markup that somebody writes into a letter does nothing in the comparison."""
        self.as_role(self.application, "section_head").action_section_return("Lagi")
        draft = self.as_role(self.application, "processing")
        draft.letter_body = "<p>Kalimat</p><script>alert(1)</script><img src='x' onerror='alert(1)'/>"
        draft.action_submit_draft()
        newest = self.application.sudo().revision_ids.sorted("number")[-1]
        action = newest.action_compare()
        wizard = self.env["ptsp.letter.comparison"].with_context(**action["context"]).create({})
        for danger in ("<script", "onerror"):
            self.assertNotIn(danger, wizard.comparison)
