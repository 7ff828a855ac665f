from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class InformationContactApplicant(models.Model):
    """Who has asked goes on to apply: one click makes a draft with what is known (step 3)."""

    _inherit = "ptsp.information.contact"

    partner_id = fields.Many2one(
        "res.partner",
        "Known Applicant",
        domain="[('partner_share', '=', True)]",
        check_company=True,
        ondelete="set null",
        index="btree_not_null",
        help="The officer chooses it: who has asked is an applicant whom the agency knows already.",
    )
    found_partner_id = fields.Many2one(
        "res.partner",
        "Applicant with This E-mail",
        compute="_compute_found_partner_id",
        help="An applicant whom the agency knows has the same e-mail address. It counts once the officer says so.",
    )
    application_id = fields.Many2one(
        "ptsp.application",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="set null",
        index="btree_not_null",
        help="The draft that was begun with this contact.",
    )
    led_to_application = fields.Boolean(
        "Application Begun",
        readonly=True,
        copy=False,
        procedure=True,
        help="An application was begun with this contact. It stays for the figures.",
    )
    may_begin_application = fields.Boolean(compute="_compute_may_begin_application", help="I file applications.")

    @api.depends("email", "partner_id")
    @api.depends_context("uid")
    def _compute_found_partner_id(self):
        wanted = {contact: email_normalize(contact.email) for contact in self if not contact.partner_id}
        addresses = list(filter(None, wanted.values()))
        domain = [("email_normalized", "in", addresses), ("partner_share", "=", True)]
        found = self.env["res.partner"].search(domain, order="id desc") if addresses else self.env["res.partner"]
        by_address = {partner.email_normalized: partner for partner in found}
        for contact in self:
            contact.found_partner_id = by_address.get(wanted.get(contact))

    @api.depends("application_id", "service_id", "company_id")
    @api.depends_context("uid")
    def _compute_may_begin_application(self):
        files = self.env["ptsp.application"]._is_front_office()
        for contact in self:
            contact.may_begin_application = (
                files and contact.written_by_me and contact.service_id.in_force and not contact.application_id
            )

    def action_use_found_applicant(self):
        """Say that who has asked is the applicant with the same e-mail address.

        :return: True
        :raises AccessError: the user is of no desk that people ask
        :raises UserError: there is none
        """
        self._check_at_my_desk()
        for contact in self:
            if not contact.found_partner_id:
                raise UserError(self.env._("No applicant has this e-mail address any more. Reload the page."))
            contact.partner_id = contact.found_partner_id
        return True

    def action_begin_application(self):
        """File a draft of the service with what is known of who has asked, and open it (step 3).

        :return: the action that opens the draft
        :raises AccessError: the user files no applications
        :raises UserError: service or name are missing, or the service is not in force
        """
        self.ensure_one()
        self._check_at_my_desk()
        self.lock_for_update()
        if not self.application_id:
            Application = self.env["ptsp.application"]
            if not Application._is_front_office():
                raise Application._not_front_office()
            if not self.service_id:
                raise UserError(self.env._("Choose the service, then begin the application."))
            values = {"partner_id": self._applicant_to_be().id, "service_id": self.service_id.id}
            application = Application.create(values)
            self._as_procedure().write({"application_id": application.id, "led_to_application": True})
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action_all")
        return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": self.application_id.id}

    def _applicant_to_be(self):
        """Return the applicant: the one whom the officer has chosen, or a new contact with what is known.

        :raises AccessError: the user enters no applicants
        :raises UserError: nobody has said who it is
        """
        if not self.partner_id:
            if not (self.person_name or "").strip():
                raise UserError(
                    self.env._(
                        "Enter the name of who applies, or choose a known applicant, then begin the application."
                    )
                )
            values = {"name": self.person_name.strip(), "phone": self.phone, "email": self.email, "lang": self.lang}
            self.partner_id = self.env["res.partner"].create({**values, "company_id": False})
        return self.partner_id
