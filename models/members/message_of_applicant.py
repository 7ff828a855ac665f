from odoo import models


class MessageOfApplicant(models.Model):
    """Who does not follow an application any more reads nothing of its thread, not even what was sent to him then."""

    _inherit = "mail.message"

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        if not self.env.user._is_portal():
            return forbidden
        about_sudo = (self - forbidden).sudo().filtered(lambda message: message.model == "ptsp.application")
        if not about_sudo:
            return forbidden
        Application = self.env["ptsp.application"]
        applications_sudo = Application.sudo().browse(about_sudo.mapped("res_id")).exists()
        followed = applications_sudo.filtered_domain(Application._domain_followed())
        closed_sudo = about_sudo.filtered(lambda message: message.res_id not in followed.ids)
        return forbidden + self.browse(closed_sudo.ids)
