from odoo import models


class RequestEntry(models.Model):
    """How a detail is entered that the applicant was asked for, and the dialogs of a request."""

    _inherit = "ptsp.request"

    def _entered_as(self):
        """Return of what kind the detail is that was asked for.

        :return: its type, as fields and details of services name it, and among what one chooses: lists of key and label
        """
        self.ensure_one()
        application = self.application_id
        name, _comma, detail = (self.field_name or "").partition(",")
        if detail:
            declared = {each.name: each for each in application.sudo().service_id._details()}
            found = declared.get(detail)
            return (found.kind, [list(option) for option in found.options]) if found else (False, [])
        field = application._fields.get(name)
        if field is None:
            return False, []
        options = field._description_selection(self.env) if field.type == "selection" else []
        return field.type, [list(option) for option in options]

    def action_open_again(self):
        """Open the dialog that asks why the answer does not do.

        :return: the action
        """
        return self._dialog("ptsp_exhibition.request_again_action", default_reason=self.again_reason)

    def action_open_reply(self):
        """Open the dialog in which an answer is entered that came on paper.

        :return: the action
        """
        return self._dialog("ptsp_exhibition.request_reply_action")

    def _dialog(self, action, **context):
        """Return the action of a dialog about the request.

        :param str action: its external id
        :param context: what it is filled in with
        """
        self.ensure_one()
        self.check_access("read")
        values = self.env["ir.actions.act_window"]._for_xml_id(action)
        return {**values, "context": {"default_request_id": self.id, **context}}


class ReviewAsking(models.Model):
    """The dialog in which an OPD asks the applicant."""

    _inherit = "ptsp.technical.review"

    def action_open_ask(self):
        """Open the dialog in which the OPD asks the applicant something for its opinion (remark to step 10).

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.request_ask_action")
        return {**action, "context": {"default_review_id": self.id}}
