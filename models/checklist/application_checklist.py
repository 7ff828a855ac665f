from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.kept_names import keep_names


class ApplicationChecklist(models.Model):
    """The checklist, filled in by three desks one after the other (steps 4, 6 and 7)."""

    _inherit = "ptsp.application"

    checklist_ids = fields.One2many("ptsp.checklist.line", "application_id", copy=False)
    checklist_column = fields.Char(
        compute="_compute_checklist_column", help="Name of the column that the present desk fills in."
    )

    asked_paper_ids = fields.Many2many(
        "ptsp.requirement",
        compute="_compute_asked_paper_ids",
        string="Papers to Hand In",
        help="What the service asks for: the checklist of the application, once it is saved.",
    )

    @api.depends("service_id")
    def _compute_asked_paper_ids(self):
        for application in self:
            application.asked_paper_ids = application.service_id.requirement_ids.filtered("active")

    @api.model
    def _pages_by_part(self):
        return {**super()._pages_by_part(), "file": "checklist", "findings": "checklist"}

    @api.depends("state", "service_id")
    def _compute_checklist_column(self):
        for application in self:
            application.checklist_column = application._state().column

    def _open_file(self):
        lines = self.env["ptsp.checklist.line"].create(
            [
                {"application_id": application.id, "requirement_id": requirement.id, **requirement._asked_for()}
                for application in self
                # Whatever the context of a client shows, papers that are no longer asked for are not asked for.
                for requirement in application.service_id.requirement_ids.filtered("active")
            ]
        )
        keep_names(lines, "requirement_id")
        return super()._open_file()

    def action_mark_checklist_ok(self):
        """Mark every applicable line OK in the column of the current desk.

        The button of the form asks first which papers lie on the counter, where some have no file: it says so by
        ``ask_papers`` in the context.

        :return: True, or the dialog that asks
        :raises UserError: the application is on a desk without a column of the checklist
        :raises AccessError: it is not the user's turn
        """
        self._check_may_mark()
        not_seen = self._papers_not_seen()
        if self.env.context.get("ask_papers") and len(self) == 1 and not_seen:
            action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.counter_papers_action")
            return {**action, "context": {"default_application_id": self.id, "default_asked_ids": not_seen.ids}}
        for application in self:
            application.checklist_ids.filtered("applicable").write({application.checklist_column: "ok"})
        return True

    def _check_may_mark(self):
        """Refuse marks in the checklist of whoever does not check papers now.

        :raises UserError: the application is on a desk without a column of the checklist
        :raises AccessError: it is not the user's turn
        """
        self.check_access("read")
        for application in self:
            if not application.checklist_column:
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

    def _papers_not_seen(self):
        """Return the applicable checklist lines without a file of which nobody has said that they are on paper."""
        return self.checklist_ids.filtered(
            lambda line: line.applicable and not line.attachment_ids and not line.paper_seen
        )

    def _mark_papers_ok(self, seen):
        """Note papers that lie on the counter, and mark every line OK whose paper is there, in the column of the desk.

        :param seen: lines whose paper lies on the counter
        """
        self.ensure_one()
        self._check_may_mark()
        (seen & self.checklist_ids).write({"paper_seen": True})
        (self.checklist_ids.filtered("applicable") - self._papers_not_seen()).write({self.checklist_column: "ok"})

    def _row_after_checklist(self):
        """Return the transition that a checklist in order opens to the user.

        :return: a ``Transition``; None where there is none, or where more than the checklist decides which one
        """
        self.ensure_one()
        rows = [row for row in self._available_rows() if "checklist_ok" in row.guards and row.primary]
        return rows[0] if len(rows) == 1 else None

    def _pass_on_after_checklist(self):
        """Make the transition that a checklist in order opens to the user.

        :raises UserError: there is none, or one of its guards says no
        """
        self.ensure_one()
        row = self._row_after_checklist()
        if not row:
            raise UserError(
                self.env._("Close this and choose on the form of %(name)s where the file goes.", name=self.name)
            )
        getattr(self, f"action_{row.key}")()

    def _guard_checklist_ok(self):
        """Every applicable mandatory line is marked OK by this desk."""
        column = self._state().column
        missing = self.checklist_ids.filtered(lambda line: line.applicable and line.mandatory and line[column] != "ok")
        if not missing:
            return None
        return self.env._(
            "The checklist of %(name)s is not in order yet. Check and mark as OK: %(papers)s.",
            name=self.name,
            papers="; ".join(missing.mapped("name")),
        )

    def _effect_clear_deficient_verification(self):
        """Verification looks anew at the papers that it had found deficient (step 8)."""
        self.checklist_ids.filtered(lambda line: line.verification_result == "deficient").write(
            {"verification_result": False}
        )
