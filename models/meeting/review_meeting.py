from odoo import api, fields, models


class ReviewMeeting(models.Model):
    """A member of an OPD proposes a meeting where the opinion is worked on (step 10d)."""

    _inherit = "ptsp.technical.review"

    may_propose_meeting = fields.Boolean(
        compute="_compute_may_propose_meeting",
        groups="base.group_user",
        help="The current user can propose a meeting about the application.",
    )

    @api.depends("application_id")
    @api.depends_context("uid")
    def _compute_may_propose_meeting(self):
        for review in self:
            review.may_propose_meeting = review.application_id.may_propose_meeting

    def action_open_propose_meeting(self):
        """Open the dialog in which a meeting about the application is proposed.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return self.application_id.action_open_propose_meeting()
