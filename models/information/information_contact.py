from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ...tools.phone_number import normalised

CHANNELS = [("visit", "Visit"), ("telephone", "Telephone"), ("mail", "E-mail"), ("chat", "Chat")]
#: What a contact says of the person who has asked. All of it may be empty, and is forgotten after a time.
PERSONAL = ("person_name", "phone", "email", "question", "partner_id")


class InformationContact(models.Model):
    """One time that somebody has asked the agency something: by which channel, about what, what was explained (step 2).

    Who has asked may stay unknown. What is said of the person is read by the front office, the manager and the auditor.
    """

    _name = "ptsp.information.contact"
    _description = "Contact of the Information Desk"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "begun_at desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        readonly=True,
        procedure=True,
        default=lambda self: self.env.company.id,
        ondelete="cascade",
        index=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Officer",
        required=True,
        readonly=True,
        procedure=True,
        default=lambda self: self.env.uid,
        ondelete="restrict",
        index=True,
    )
    channel = fields.Selection(CHANNELS, required=True, default="visit")
    service_id = fields.Many2one(
        "ptsp.service",
        default=lambda self: self._last_service(),
        check_company=True,
        domain="[('in_force', '=', True), ('company_id', '=', company_id)]",
        ondelete="restrict",
        index="btree_not_null",
        help="About which service. Empty where it is about none, or about all.",
    )
    topic_id = fields.Many2one(
        "ptsp.information.topic", check_company=True, ondelete="restrict", index="btree_not_null"
    )
    question = fields.Text(
        "In Their Words", max_chars=2000, max_lines=40, help="What was asked, where the topic does not say enough."
    )
    item_ids = fields.Many2many(
        "ptsp.information.item", string="Explained", help="What was done and explained (step 2, a to f)."
    )

    # Who has asked
    person_name = fields.Char("Name", max_chars=100, help="Leave it empty where the person does not say.")
    phone = fields.Char(max_chars=40)
    email = fields.Char("E-mail", max_chars=254, help="Forms are sent there.")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self._default_lang(),
        help="In which the e-mail with the forms is written. The forms themselves are Indonesian.",
    )

    @api.model
    def _default_lang(self):
        installed = dict(self.env["res.lang"].get_installed())
        wanted = (self.env.company.sudo().partner_id.lang, "id_ID", self.env.lang)
        return next((code for code in wanted if code in installed), next(iter(installed)))

    @api.model
    def _last_service(self):
        """Return the service about which the officer was asked last, as long as it is in force."""
        domain = [("user_id", "=", self.env.uid), ("company_id", "=", self.env.company.id)]
        service = self.search(domain, order="id desc", limit=1).service_id
        return service.id if service.in_force else False

    @api.constrains("service_id", "item_ids")
    def _check_items(self):
        for contact in self:
            if contact.item_ids.service_id - contact.service_id:
                raise ValidationError(
                    self.env._("What was explained belongs to another service. Tick what is explained of this one.")
                )

    @api.constrains("email")
    def _check_email(self):
        for contact in self:
            if contact.email and not email_normalize(contact.email):
                raise ValidationError(
                    self.env._(
                        "%(email)s is no e-mail address. Enter one such as siti@example.com, or none.",
                        email=contact.email,
                    )
                )

    @api.depends("topic_id", "service_id")
    def _compute_display_name(self):
        for contact in self:
            contact.display_name = contact.topic_id.name or contact.service_id.name or self.env._("Contact")

    @api.onchange("service_id")
    def _onchange_service_id(self):
        self.item_ids = self.item_ids.filtered(lambda item: item.service_id == self.service_id)

    @api.model
    def _with_one_spelling(self, vals):
        """Return values in which a telephone number has one spelling; what is none stays as it was said.

        :param dict vals: of a contact
        """
        return {**vals, "phone": normalised(vals["phone"]) or vals["phone"]} if vals.get("phone") else vals

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_one_spelling(vals) for vals in vals_list])

    def write(self, vals):
        vals = self._with_one_spelling(vals)
        if not self._is_procedure and any(contact.forgotten_at for contact in self):
            raise UserError(
                self.env._("Who has asked was forgotten, and only the figures are left. Note a new contact.")
            )
        return super().write(vals)
