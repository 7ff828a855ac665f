"""An agency that does without evaluations has no menus and no job; what was written stays."""

from odoo.tests import tagged

from .common_evaluation import EvaluationCase

MENUS = ("evaluation_menu", "self_assessment_menu", "evaluation_criterion_menu", "assessment_criterion_menu")


@tagged("post_install", "-at_install")
class TestSwitchedOff(EvaluationCase):
    """Off, and on again."""

    def visible(self, role):
        """Return the menus of evaluations that a role sees."""
        menus = self.env["ir.ui.menu"].with_user(self.users[role]).load_menus(False).keys()
        records = {name: self.env.ref(f"ptsp_exhibition.{name}") for name in MENUS}
        return {name for name, menu in records.items() if {menu.id, menu.parent_id.id} <= menus}

    def test_off(self):
        """Off: no menu, nothing opened. On again: all is there as it was."""
        self.open_evaluations()
        before = self.env["ptsp.evaluation"].search_count([])
        self.assertEqual(self.visible("processing"), {"evaluation_menu"})
        self.assertEqual(self.visible("auditor"), {"evaluation_menu", "self_assessment_menu"})
        self.assertEqual(self.visible("manager"), set(MENUS) - {"evaluation_menu"})
        self.assertEqual(self.visible("technical"), set())
        settings = self.env["ptsp.agency.settings"].with_user(self.users["manager"])
        settings.create({"ptsp_uses_evaluation": False}).action_save()
        self.assertFalse(self.company.ptsp_uses_evaluation)
        for role in ("processing", "auditor", "manager", "section_head"):
            self.assertEqual(self.visible(role), set())
        self.env.cr.execute("DELETE FROM ptsp_evaluation WHERE officer_id = %s", (self.users["registry"].id,))
        self.run_job()
        self.assertEqual(self.env["ptsp.evaluation"].search_count([]), before - 1)
        self.assertFalse(self.env["ptsp.self.assessment"].search([("company_id", "=", self.company.id)]))
        self.company.ptsp_uses_evaluation = True
        self.assertEqual(self.visible("processing"), {"evaluation_menu"})
        self.run_job()
        self.assertEqual(self.env["ptsp.evaluation"].search_count([]), before)

    def test_nothing_is_held_up(self):
        """Applications go their way, whatever is evaluated or not."""
        self.env["ptsp.evaluation.criterion"].search([]).unlink()
        self.company.ptsp_uses_evaluation = False
        self.assertEqual(self.bring_to(self.file(), "done").sudo().state, "done")
