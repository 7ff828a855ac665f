from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...tools.boolean_search import positive

#: Where an opinion stands that is with its OPD.
WITH_OPD = ("with_opd", "visit_planned")


class ReviewContacts(models.Model):
    """What is with an OPD, for those who deal with OPD: last contact, next contact, and whether anybody answers."""

    _inherit = "ptsp.technical.review"

    contact_ids = fields.One2many(
        "ptsp.opd.contact",
        "review_id",
        "Contacts",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    last_contact_at = fields.Datetime(
        "Last Contact",
        compute="_compute_last_contact",
        store=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="When an officer has asked the OPD last. Warnings that the system wrote by itself do not count.",
    )
    next_contact_on = fields.Date(
        "Next Contact",
        compute="_compute_last_contact",
        store=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="When the OPD is asked again, as the last contact says.",
    )
    followed_up = fields.Boolean(
        "With an OPD",
        compute="_compute_followed_up",
        search="_search_followed_up",
        compute_sudo=True,
        groups="ptsp_exhibition.group_reader",
        help="The OPD has the file and owes its opinion.",
    )
    opd_has_user = fields.Boolean(related="agency_id.has_user", groups="ptsp_exhibition.group_reader")
    opd_answers_by_link = fields.Boolean(related="agency_id.answers_by_link", groups="ptsp_exhibition.group_reader")
    may_note_contact = fields.Boolean(
        compute="_compute_may_note_contact",
        groups="ptsp_exhibition.group_reader",
        help="The current user follows up opinions with OPD.",
    )

    @api.depends("contact_ids.contacted_at", "contact_ids.next_on")
    def _compute_last_contact(self):
        for review in self:
            # A warning that went out by itself spares nobody the call.
            by_people = review.contact_ids.filtered("user_id")
            last = by_people.sorted(lambda contact: (contact.contacted_at, contact.id))[-1:]
            review.last_contact_at = last.contacted_at
            review.next_contact_on = last.next_on

    @api.depends("stage", "state")
    def _compute_followed_up(self):
        for review in self:
            review.followed_up = review.state == "sent" and review.stage in WITH_OPD

    def _search_followed_up(self, operator, values):
        return positive(operator, values, lambda: Domain("state", "=", "sent") & Domain("stage", "in", WITH_OPD))

    @api.depends("application_id")
    @api.depends_context("uid")
    def _compute_may_note_contact(self):
        for review in self:
            review.may_note_contact = review._is_followed_up_by_me()

    def _is_followed_up_by_me(self):
        """Tell whether the user is of a desk that brings files to OPD or receives opinions."""
        self.ensure_one()
        application_sudo = self.sudo().application_id
        desks = application_sudo._procedure().opd_desks
        return bool(self.env.user._ptsp_roles(application_sudo.company_id).intersection(desks))

    def _check_follows_up(self):
        """Refuse who does not deal with OPD.

        :raises AccessError: naming the roles that do
        """
        for review in self:
            if not review._is_followed_up_by_me():
                label = self.env["res.groups"]._ptsp_role_label
                raise AccessError(
                    self.env._(
                        "Contacts with an OPD are noted by: %(roles)s. Ask a colleague of that role.",
                        roles=", ".join(map(label, review.sudo().application_id._procedure().opd_desks)),
                    )
                )

    def action_open_contact(self):
        """Open the dialog in which a contact with the OPD is noted.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.opd_contact_note_action")
        return {**action, "context": {"default_review_id": self.id}}
