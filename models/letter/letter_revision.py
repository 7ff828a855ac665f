from odoo import api, fields, models

from ...tools.letter_html import LetterHtml


class LetterRevision(models.Model):
    """A draft of a letter as it was submitted (step 11). It is kept as it was, whatever becomes of the letter."""

    _name = "ptsp.letter.revision"
    _description = "Revision of a Letter"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, number desc"
    _rec_name = "number"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    number = fields.Integer("Revision", required=True, readonly=True, aggregator=None)
    decision = fields.Selection([("recommended", "Recommended"), ("refused", "Refused")], required=True, readonly=True)
    refusal_reason = fields.Text(readonly=True)
    body = LetterHtml("Text", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Submitted by", required=True, readonly=True, ondelete="restrict")
    submitted_at = fields.Datetime("Submitted", required=True, readonly=True)

    _number_unique = models.UniqueIndex("(application_id, number)", "This revision was submitted already.")

    @api.depends("number", "submitted_at")
    def _compute_display_name(self):
        for revision in self:
            revision.display_name = self.env._("Revision %(number)s", number=revision.number)

    def action_compare(self):
        """Compare this revision with the one before.

        :return: the action that opens the comparison
        """
        self.ensure_one()
        previous = self.search([("application_id", "=", self.application_id.id), ("number", "<", self.number)], limit=1)
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.letter_comparison_action")
        return {
            **action,
            "context": {
                "default_application_id": self.application_id.id,
                "default_newer_id": self.id,
                "default_older_id": (previous or self).id,
            },
        }


class ApplicationRevisions(models.Model):
    """Every draft that was submitted is kept."""

    _inherit = "ptsp.application"

    revision_ids = fields.One2many(
        "ptsp.letter.revision",
        "application_id",
        "Revisions",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )

    def _keep_revisions(self, now):
        """Keep the drafts as they are submitted."""
        self.env["ptsp.letter.revision"].create(
            [
                {
                    "application_id": application.id,
                    "number": application.draft_revision,
                    "decision": application.decision,
                    "refusal_reason": application.refusal_reason,
                    "body": application.letter_body,
                    "user_id": self.env.uid,
                    "submitted_at": now,
                }
                for application in self
            ]
        )
