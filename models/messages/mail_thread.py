from odoo import models


class IncomingEmail(models.AbstractModel):
    """E-mails about applications come to the agency: who stood beside it as a recipient gets nothing by it."""

    _inherit = "mail.thread"

    def _message_route_process(self, message, message_dict, routes):
        if any((route[0] or "") == "ptsp.application" for route in routes or ()):
            message_dict["partner_ids"] = []
        return super()._message_route_process(message, message_dict, routes)
