import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize

from ...tools import phone_number
from .complaint import PERSON

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


class ComplaintPerson(models.Model):
    """Who a complaint comes from, as far as that was said: kept apart, so that it has rules of its own.

    Of a whistle-blower only the manager of complaints reads it.
    """

    _name = "ptsp.complaint.person"
    _description = "Complainant"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _rec_name = "name"

    complaint_id = fields.Many2one(
        "ptsp.complaint", required=True, readonly=True, ondelete="cascade", index=True, procedure=True
    )
    company_id = fields.Many2one(related="complaint_id.company_id")
    name = fields.Char(readonly=True, procedure=True, max_chars=100)
    phone = fields.Char(readonly=True, procedure=True, max_chars=40)
    email = fields.Char("E-mail", readonly=True, procedure=True, max_chars=200)
    application = fields.Char(
        readonly=True, procedure=True, max_chars=64, help="Of a whistle-blower: its applicant is known by it."
    )

    _complaint_unique = models.UniqueIndex("(complaint_id)", "Who the complaint comes from was entered already.")


class ComplaintOfPerson(models.Model):
    """Who a complaint comes from, for those who may know."""

    _inherit = "ptsp.complaint"

    person_ids = fields.One2many("ptsp.complaint.person", "complaint_id", readonly=True)
    complainant_name = fields.Char(
        "Complainant",
        compute="_compute_complainant",
        readonly=False,
        max_chars=100,
        help="Empty where nobody is named.",
    )
    complainant_phone = fields.Char("Telephone", compute="_compute_complainant", readonly=False, max_chars=60)
    complainant_email = fields.Char("E-mail", compute="_compute_complainant", readonly=False, max_chars=200)
    complainant_application = fields.Char(
        "Whistle-Blower's Application",
        compute="_compute_complainant",
        help="What was named, or linked, before it was confidential. Link it only where it does not tell who it is.",
    )
    shows_complainant = fields.Boolean(compute="_compute_complainant")

    @api.depends_context("uid")
    @api.depends(
        "person_ids.name",
        "person_ids.phone",
        "person_ids.email",
        "person_ids.application",
        "confidential",
        "is_screened",
    )
    def _compute_complainant(self):
        for complaint in self:
            shown = complaint._shows_complainant()
            # Whether the user may know was just asked.
            person_sudo = complaint.sudo().person_ids[:1] if shown else self.env["ptsp.complaint.person"]
            complaint.shows_complainant = shown
            complaint.complainant_name = person_sudo.name
            complaint.complainant_phone = person_sudo.phone
            complaint.complainant_email = person_sudo.email
            complaint.complainant_application = person_sudo.application

    def _shows_complainant(self):
        """Tell whether the user may know who a complaint comes from, whatever runs for the user as superuser."""
        self.ensure_one()
        if not self._origin:
            return True
        person = self.env["ptsp.complaint.person"].sudo(False)
        if not person.has_access("read") or not self.sudo(False)._origin.has_access("read"):
            return False
        # As the rule of that model says.
        complaint_sudo = self.sudo()
        return self._manages_complaints() or (not complaint_sudo.confidential and complaint_sudo.is_screened)

    def _keep_person(self, values):
        """Keep who a complaint comes from, in procedure mode.

        :param dict values: some of ``PERSON``
        :raises ValidationError: the telephone number or the address is none
        """
        self.ensure_one()
        kept = {name.removeprefix("complainant_"): (values[name] or "").strip() for name in PERSON if name in values}
        for name in kept:
            self.env["ptsp.complaint.person"]._ptsp_check_limits({name: kept[name]})
        if kept.get("phone"):
            kept["phone"] = phone_number.normalised(kept["phone"])
            if not kept["phone"]:
                raise ValidationError(
                    self.env._("This is no telephone number. Enter it with all its digits, as in 0812-3456-7890.")
                )
        if kept.get("email"):
            kept["email"] = _ADDRESS.fullmatch(kept["email"]) and email_normalize(kept["email"])
            if not kept["email"]:
                raise ValidationError(self.env._("This is no e-mail address. Enter it as in budi@example.com."))
        self._keep_of_person(kept)

    def _keep_of_person(self, kept):
        """Keep what is known of who a complaint comes from, in procedure mode.

        :param dict kept: values of a ``ptsp.complaint.person``
        """
        self.ensure_one()
        person = self.person_ids[:1]
        if person:
            person.write(kept)
        elif any(kept.values()):
            self.env["ptsp.complaint.person"]._as_procedure().create({**kept, "complaint_id": self.id})
        self.invalidate_recordset(["person_ids", "complainant_application", *PERSON])

    def _hide_applications(self):
        """Keep the application of a whistle-blower with the name, in procedure mode: its applicant is known by it."""
        for complaint in self.filtered("confidential"):
            application_sudo = complaint.application_id.sudo()
            named = application_sudo.registration_number or application_sudo.name or complaint.application_named
            if named:
                complaint._keep_of_person({"application": named[:64]})
                complaint.write({"application_id": False, "application_named": False})
