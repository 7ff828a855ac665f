from odoo import models
from odoo.exceptions import AccessError, UserError

from .. import workflow


class PtspApplication(models.Model):
    """The checklist, filled in by three desks one after the other (steps 4, 6 and 7)."""

    _inherit = "ptsp.application"

    def action_mark_checklist_ok(self):
        """Mark every applicable line OK in the column of the current desk.

        :return: True
        :raises UserError: the application is on a desk without a column of the checklist
        :raises AccessError: it is not the user's turn
        """
        self.check_access("read")
        for application in self:
            column = workflow.CHECKLIST_COLUMNS.get(application.state)
            if not column:
                raise UserError(
                    self.env._(
                        "The checklist is filled in by Customer Service, registration and verification only. "
                        "%(name)s is at %(state)s.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
            if not application.my_turn:
                raise AccessError(
                    self.env._("The checklist of %(name)s is on another desk now.", name=application.name)
                )
            application.checklist_ids.filtered("applicable").write({column: "ok"})
        return True

    def _guard_checklist_ok(self, transition):
        """Every applicable mandatory line is marked OK by this desk."""
        for application in self.sudo():
            column = workflow.CHECKLIST_COLUMNS[application.state]
            missing = application.checklist_ids.filtered(
                lambda line, column=column: line.applicable and line.mandatory and line[column] != "ok"
            )
            if missing:
                raise UserError(
                    self.env._(
                        "The checklist of %(name)s is not in order yet. Check and mark as OK: %(papers)s.",
                        name=application.name,
                        papers="; ".join(missing.requirement_id.mapped("name")),
                    )
                )

    def _guard_deficiency_explained(self, transition):
        """At least one line is marked deficient by this desk, and every such line says why."""
        for application in self.sudo():
            column = workflow.CHECKLIST_COLUMNS[application.state]
            deficient = application.checklist_ids.filtered(lambda line, column=column: line[column] == "deficient")
            if not deficient:
                raise UserError(
                    self.env._(
                        "Nothing in the checklist of %(name)s is marked as deficient. "
                        "Mark what is wrong and write in the note what the applicant shall do.",
                        name=application.name,
                    )
                )
            silent = deficient.filtered(lambda line: not (line.note or "").strip())
            if silent:
                raise UserError(
                    self.env._(
                        "Write in the note of the checklist of %(name)s what is wrong with: %(papers)s.",
                        name=application.name,
                        papers="; ".join(silent.requirement_id.mapped("name")),
                    )
                )

    def _effect_clear_deficient_verification(self, transition, now):
        """Verification looks anew at the papers that it had found deficient (step 8)."""
        self.checklist_ids.filtered(lambda line: line.verification_result == "deficient").write(
            {"verification_result": False}
        )
