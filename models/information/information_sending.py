from datetime import timedelta

from odoo import api, fields, models

#: How many e-mails with forms one officer may send in an hour.
OFFICER_LIMIT = 20


class InformationSending(models.Model):
    """One e-mail with the forms of a service: who has sent it to which address, and when. It is only ever inserted."""

    _name = "ptsp.information.sending"
    _description = "Forms Sent by E-mail"
    _inherit = ["ptsp.append.only.mixin", "ptsp.counted.mixin", "ptsp.confined.mixin"]
    _order = "id desc"
    _rec_name = "address"
    _visitor = "user_id"

    contact_id = fields.Many2one(
        "ptsp.information.contact", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="contact_id.company_id")
    service_id = fields.Many2one("ptsp.service", required=True, readonly=True, ondelete="restrict", index=True)
    user_id = fields.Many2one("res.users", "Officer", required=True, readonly=True, ondelete="restrict")
    create_date = fields.Datetime("Sent")
    address = fields.Char(
        "E-mail Address", readonly=True, index="btree_not_null", help="Forgotten together with who has asked."
    )
    lang = fields.Char("Language", readonly=True)
    mail_id = fields.Many2one(
        "mail.mail", readonly=True, ondelete="set null", index="btree_not_null", groups="base.group_system"
    )
    state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Not Delivered")],
        compute="_compute_state",
        compute_sudo=True,
    )

    _number_unique = models.UniqueIndex("(user_id, number)", "This e-mail was counted already.")

    @api.model
    def _visits_allowed(self):
        return OFFICER_LIMIT, timedelta(hours=1)

    @api.depends("mail_id.state")
    def _compute_state(self):
        for sending in self:
            # What was sent is deleted from the queue.
            states = {False: "sent", "sent": "sent", "outgoing": "waiting"}
            sending.state = states.get(sending.mail_id.state, "failed")
