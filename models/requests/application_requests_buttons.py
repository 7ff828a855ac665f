from copy import deepcopy

from odoo import api, fields, models


class ApplicationRequestsButtons(models.Model):
    """The way forward is offered once each request is answered: to the applicant, and to the OPD that has asked."""

    _inherit = "ptsp.application"

    has_unanswered = fields.Boolean(
        compute="_compute_has_unanswered",
        groups="ptsp_exhibition.group_reader",
        help="The applicant is asked something that is not answered yet.",
    )

    @api.depends("state", "request_ids.state")
    def _compute_has_unanswered(self):
        for application in self:
            asked = application._is_asked_of_applicant()
            application.has_unanswered = asked and bool(application._unanswered_requests())

    @api.depends("review_ids.request_ids.state")
    def _compute_may_issue_opinion(self):
        # An OPD that waits for the applicant cannot give its opinion yet.
        return super()._compute_may_issue_opinion()

    @api.model
    def _transition_buttons(self):
        buttons = super()._transition_buttons()
        named = {self._call_of_button(row)["name"] for row in self._rows_handing_in()}
        for button in [button for button in buttons if button.get("name") in named]:
            hidden = button.get("invisible")
            later = deepcopy(button)
            later.attrib.pop("class", None)
            later.set("invisible", f"{hidden} or not has_unanswered")
            button.set("invisible", f"{hidden} or has_unanswered")
            buttons.insert(buttons.index(button) + 1, later)
        return buttons

    @api.model
    def _rows_handing_in(self):
        """Return the transitions of the user's roles with which the file comes back from the applicant."""
        return [
            row
            for procedure, row in self._rows_for_user()
            if row.primary
            and any(
                sending.target in row.sources
                for sending in procedure.transitions.values()
                if "send_requests" in sending.effects
            )
        ]
