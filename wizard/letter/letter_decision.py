import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.letter.application_for_signature import READING
from ...tools.client_action import notification


class PtspLetterDecision(models.TransientModel):
    """The dialog in which a head reads letters and then initials or signs them (steps 12 to 14)."""

    _name = "ptsp.letter.decision"
    _description = "Decision on Letters"

    application_ids = fields.Many2many("ptsp.application", string="Letters", required=True, readonly=True)
    transition = fields.Selection(selection="_selection_transition", required=True, readonly=True)
    is_signature = fields.Boolean(compute="_compute_is_signature")
    question = fields.Char(compute="_compute_question")
    letters = fields.Binary(
        "Letter",
        attachment=False,
        readonly=True,
        max_bytes=100 * 1024 * 1024,
        help="The letters as they will be, one after the other.",
    )
    revisions = fields.Json(readonly=True, help="Which revision of each letter is shown.")
    note = fields.Text(
        "For the Control Sheet",
        max_chars=2000,
        max_lines=50,
        help="Where it is empty, each letter takes along what stands in the box of its form.",
    )

    @api.model
    def _selection_transition(self):
        return self.env["ptsp.control.line"]._selection_action()

    @api.depends("application_ids", "transition")
    def _compute_is_signature(self):
        for wizard in self:
            signing = {
                row.key for application in wizard.application_ids for row in application._rows_with_effect("sign")
            }
            wizard.is_signature = wizard.transition in signing

    @api.depends("application_ids", "is_signature")
    @api.depends_context("lang")
    def _compute_question(self):
        for wizard in self:
            count = len(wizard.application_ids)
            if wizard.is_signature:
                wizard.question = self.env._(
                    "Letters that you sign here: %(count)s. Nothing that they say can be changed afterwards.",
                    count=count,
                )
            else:
                wizard.question = self.env._("Letters that you initial here: %(count)s.", count=count)

    @api.model
    def _open(self, applications, transition):
        """Return the action that shows letters beside the decision on them.

        :param applications: ``ptsp.application`` that the user may read
        :param str transition: key of the transition with which they go on
        """
        report = self.env["ir.actions.report"].with_context(ptsp_letter=READING)
        content, _extension = report._ptsp_render_pdf("ptsp_exhibition.report_letter", applications.ids)
        wizard = self.create(
            {
                "application_ids": [fields.Command.set(applications.ids)],
                "transition": transition,
                "letters": base64.b64encode(content),
                "revisions": applications._letter_revisions(),
                "note": applications._note_for_sheet(None) if len(applications) == 1 else False,
            }
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.letter_decision_action")
        return {**action, "name": dict(self._selection_transition())[transition], "res_id": wizard.id}

    def action_confirm(self):
        """Initial or sign the letters.

        :return: a notification that names each letter, after which the dialog closes
        :raises UserError: a letter is not the one that was shown
        """
        self.ensure_one()
        applications = self.application_ids
        if self.revisions != applications._letter_revisions():
            raise UserError(
                self.env._("The letters have changed since you opened them. Close this and read them anew.")
            )
        note = (self.note or "").strip()
        # The selection knows the keys of the procedures, and nothing else.
        press = getattr(applications, f"action_{self.transition}")
        # Of one letter the box was shown here; of several each keeps its own.
        press(note or ("" if len(applications) == 1 else None))
        decisions = dict(applications._fields["decision"]._description_selection(self.env))
        message = self.env._(
            "%(action)s: %(letters)s.",
            action=dict(self._selection_transition())[self.transition],
            letters=", ".join(
                f"{application.name} ({decisions.get(application.decision, '')})" for application in applications
            ),
        )
        close = {"type": "ir.actions.act_window_close"}
        return notification(message, sticky=len(applications) > 1, next_action=close)
