from odoo import fields, models
from odoo.exceptions import UserError


class VisitInvitation(models.Model):
    """Who takes part in a visit on site is invited by e-mail, with the appointment for the own calendar (step 10)."""

    _inherit = "ptsp.survey.visit"

    _word = "visit"
    _ahead = "planned"

    def action_invite(self):
        """Send the invitations to whoever was not invited yet; to everybody once more where all were (step 10).

        :return: True
        :raises UserError: a visit is not planned, lies behind, or nobody of it has an e-mail address
        """
        self.check_access("read")
        self._check_keeper()
        for visit in self:
            if visit.state != "planned" or visit.starts_at < fields.Datetime.now():
                raise UserError(
                    self.env._("Invitations go to a visit on site that lies ahead. Correct its time, or plan another.")
                )
            if not visit._any_address():
                raise UserError(
                    self.env._("Nobody of this visit on site has an e-mail address. Enter one under People.")
                )
        for visit in self._as_procedure():
            visit._invite_who_is_new()
        return True

    def _has_called(self):
        return self.state == "planned" and super()._has_called()

    def _call_anew(self):
        if self.ends_at > fields.Datetime.now():
            self._invite_anew()

    def _agenda(self):
        return self.purpose
