"""Opinions of before: their stage, and their conditions line by line."""

from runpy import run_path

from odoo.tests import tagged

from ..common import PtspCase
from ..test_migrations import MIGRATIONS


@tagged("post_install", "-at_install")
class TestReviewsMigrated(PtspCase):
    """After the update an opinion of before stands as one of today."""

    def migrate(self, name):
        """Run a script of the update."""
        self.env.flush_all()
        run_path(str(MIGRATIONS / "19.0.7.0.0" / name))["migrate"](self.env.cr, "19.0.6.0.0")
        self.env.invalidate_all()

    def test_dispatched(self):
        """An opinion that its OPD owes is with it since the delivery was confirmed; one on its way is with nobody."""
        here = self.bring_to(self.file(), "technical").sudo().review_ids
        on_its_way = self.bring_to(self.file(), "liaison").sudo().review_ids
        since = here.dispatched_at
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_technical_review SET dispatched_at = NULL WHERE id IN %s", [(here.id, on_its_way.id)]
        )
        self.migrate("pre-review-stage.py")
        self.assertEqual((here.dispatched_at, on_its_way.dispatched_at), (since, False))

    def test_conditions(self):
        """Each line of the conditions is a condition, once."""
        review = self.bring_to(self.file(), "technical").sudo().review_ids
        review.with_user(self.users["technical"]).action_issue("Baik", conditions="Satu\n\n Dua \nTiga")
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM ptsp_review_condition WHERE review_id = %s", [review.id])
        for _again in range(2):
            self.migrate("post-conditions.py")
            self.assertEqual(review.condition_ids.mapped("text"), ["Satu", "Dua", "Tiga"])
