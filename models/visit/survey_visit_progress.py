from odoo import fields, models
from odoo.exceptions import UserError


class SurveyVisitProgress(models.Model):
    """A visit on site is held or called off (step 10)."""

    _inherit = "ptsp.survey.visit"

    def action_hold(self, held_at=None):
        """Enter that visits on site were held. Then their minutes are kept (step 10).

        :param datetime held_at: when, naive UTC; as planned where empty, or now where it was planned for later
        :return: True
        :raises UserError: a visit is not planned, the moment lies ahead or before the OPD had the file
        """
        self.check_access("read")
        self._check_keeper()
        now = fields.Datetime.now()
        given = fields.Datetime.to_datetime(held_at)
        if given and given > now:
            raise UserError(self.env._("The visit on site cannot have been held in the future. Correct the time."))
        for visit in self:
            if visit.state != "planned":
                raise UserError(self.env._("This visit on site was held already: reload the page."))
            if given:
                visit._check_after_sending(given)
        visits = self._as_procedure()
        visits.state = "held"
        visits._note_held(given)
        return True

    def action_open_hold(self):
        """Open the dialog that asks when a visit was held.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.survey_hold_action")
        return {**action, "context": {"default_visit_id": self.id}}

    def action_open_call_off(self):
        """Open the dialog that asks why a visit is called off.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.survey_call_off_action")
        return {**action, "context": {"default_visit_id": self.id}}

    def action_call_off(self, reason=None):
        """Call visits on site off. Who was invited is told (step 10).

        :param str reason: why; who was invited reads it
        :return: True
        :raises UserError: there is no reason, or a visit is not planned any more
        """
        self.check_access("read")
        reason = self._ptsp_text("call_off_reason", reason)
        self._check_keeper()
        if any(visit.state != "planned" for visit in self):
            raise UserError(self.env._("Only a visit on site that is planned can be called off: reload the page."))
        if not reason:
            raise UserError(self.env._("Write why the visit on site is called off."))
        self._as_procedure()._call_off(reason)
        return True

    def _call_off(self, reason):
        """Call visits off, in procedure mode.

        :param str reason: why
        """
        self.state = "called_off"
        self._note_called_off(reason)
