from odoo import api, fields, models
from odoo.exceptions import UserError


class PtspRequestAsk(models.TransientModel):
    """The dialog in which an OPD asks the applicant something for its opinion (remark to step 10)."""

    _name = "ptsp.request.ask"
    _description = "Asking the Applicant for an Opinion"

    review_id = fields.Many2one("ptsp.technical.review", "Opinion Asked", required=True)
    application_id = fields.Many2one(related="review_id.application_id")
    kind = fields.Selection(selection="_selection_kind", string="Asked For", default="question", required=True)
    checklist_line_id = fields.Many2one("ptsp.checklist.line", "Paper")
    paper_name = fields.Char("Additional Paper", help="What the paper is called that the service does not list.")
    text = fields.Text("What Is Asked", required=True, max_chars=2000, max_lines=50, help="As the applicant reads it.")

    @api.model
    def _selection_kind(self):
        kinds = self.env["ptsp.request"]._fields["kind"]._description_selection(self.env)
        # Details of the application are corrected by the agency.
        return [(kind, label) for kind, label in kinds if kind != "data"]

    def action_confirm(self):
        """Ask.

        :return: the action that closes the dialog
        :raises UserError: a paper is asked for and none is chosen
        """
        self.ensure_one()
        is_paper = self.kind == "paper"
        if is_paper and not self.checklist_line_id:
            raise UserError(self.env._("Choose the paper that you ask for."))
        self.review_id.action_ask(
            self.text,
            self.kind,
            self.checklist_line_id.id if is_paper else None,
            self.paper_name if self.kind == "extra_paper" else None,
        )
        return {"type": "ir.actions.act_window_close"}
