from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .checklist_mark import RESULTS

#: The columns of the three desks, the latest first. Which one is filled in where, the states of a procedure say.
COLUMNS = ("verification_result", "registration_result", "service_result")


class ChecklistLine(models.Model):
    """A requirement of one application, with the finding of the three desks that check it."""

    _name = "ptsp.checklist.line"
    _description = "Checklist Line"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "application_id, sequence, id"

    application_id = fields.Many2one(
        "ptsp.application", required=True, ondelete="cascade", index=True, readonly=True, procedure=True
    )
    requirement_id = fields.Many2one(
        "ptsp.requirement", required=True, ondelete="restrict", readonly=True, index=True, procedure=True
    )

    # What was asked for, as the service said on the day of filing: what it says later is for later applications.
    name = fields.Char(
        "Paper",
        translate=True,
        readonly=True,
        procedure=True,
        help="The paper as the service called it when the application was filed.",
    )
    sequence = fields.Integer(readonly=True, procedure=True)
    mandatory = fields.Boolean(
        readonly=True, procedure=True, help="Whether the service called for it when the application was filed."
    )
    only_if_represented = fields.Boolean(
        "Only if Represented",
        readonly=True,
        procedure=True,
        help="Whether it was asked of representatives only when the application was filed.",
    )
    applicable = fields.Boolean(
        compute="_compute_applicable",
        store=True,
        procedure=True,
        help="A power of attorney is asked for only when a representative files the application.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_checklist_attachment_rel",
        "line_id",
        "attachment_id",
        "Papers",
        help="Scanned papers (PDF, JPEG or PNG). Not needed where the paper lies on the counter.",
    )
    # Applicants read what was found once it is asked of them: see the room of requests.
    service_result = fields.Selection(
        RESULTS, "Customer Service", help="Finding of Customer Service (step 4).", groups="base.group_user"
    )
    registration_result = fields.Selection(
        RESULTS, "Registration", help="Finding of the registration desk (step 6).", groups="base.group_user"
    )
    verification_result = fields.Selection(
        RESULTS, "Verification", help="Finding of verification (step 7).", groups="base.group_user"
    )
    paper_seen = fields.Boolean(
        help="The paper lies on the counter: the desk has it before it without a scan.", groups="base.group_user"
    )
    current_result = fields.Selection(
        RESULTS,
        "Finding",
        compute="_compute_current_result",
        groups="base.group_user",
        help="The latest finding: of verification, else of registration, else of Customer Service. "
        "While Customer Service has the file, its own finding counts.",
    )

    _requirement_unique = models.UniqueIndex(
        "(application_id, requirement_id)", "Each requirement stands once in a checklist."
    )

    @api.depends("only_if_represented", "application_id.is_represented")
    def _compute_applicable(self):
        for line in self:
            line.applicable = not line.only_if_represented or line.application_id.is_represented

    @api.depends("service_result", "registration_result", "verification_result", "application_id.state")
    def _compute_current_result(self):
        for line in self:
            # A file that registration has sent back bears older findings of registration.
            column = line.application_id._state().finding
            latest = line.verification_result or line.registration_result or line.service_result
            line.current_result = line[column] if column else latest

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        self._check_may_fill_in(vals)
        result = super().write(vals)
        self.application_id._work_begun()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("A checklist line cannot be deleted. Mark the paper as not mandatory in the service instead.")
        )

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("A checklist line cannot be copied: every application gets its own checklist."))

    def _check_may_fill_in(self, vals):
        """Each desk fills in its own column, while the application is on that desk.

        :param dict vals: what is about to be written
        :raises AccessError: the column belongs to another desk
        :raises UserError: the application is elsewhere by now
        """
        applications = self.application_id
        applications._lock_for_procedure()
        columns = set(COLUMNS).intersection(vals)
        for application in applications:
            state = application._state()
            if columns - {state.column}:
                raise UserError(
                    self.env._(
                        "%(name)s is at %(state)s: only the column of that desk can be filled in now.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
            roles = self.env.user._ptsp_roles(application.company_id)
            if columns and not roles.intersection(state.roles):
                raise AccessError(
                    self.env._(
                        "The column %(column)s is filled in by that desk only.",
                        column=self._fields[state.column]._description_string(self.env),
                    )
                )
            if {"note", "paper_seen"}.intersection(vals) and "findings" not in state.opens:
                raise UserError(
                    self.env._(
                        "%(name)s is at %(state)s: notes on its papers are written while a desk checks them.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
            if "attachment_ids" in vals and "file" not in state.opens:
                raise UserError(
                    self.env._(
                        "The papers of %(name)s can no longer be changed, because it has been declared complete. "
                        "Ask for a correction first.",
                        name=application.name,
                    )
                )
