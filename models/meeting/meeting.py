from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

KINDS = [("meeting", "Meeting"), ("presentation", "Presentation by the Applicant")]
STATES = [("proposed", "Proposed"), ("agreed", "Agreed"), ("held", "Held"), ("called_off", "Called Off")]
#: The longest meeting, in days, and how many applications it is about.
LONGEST_DAYS, APPLICATIONS_LIMIT = 3, 20


class Meeting(models.Model):
    """A meeting with applicants and OPD about one or several applications (steps 10d, 12d, 13d and 14a).

    An OPD or a head proposes it, a head agrees. Members of an OPD see what they are invited to, and not who else is.
    """

    _name = "ptsp.meeting"
    _description = "Meeting"
    _inherit = "ptsp.appointment.mixin"
    _order = "starts_at desc, id desc"
    _check_company_auto = True

    kind = fields.Selection(KINDS, "Kind of Meeting", default="meeting", required=True, copy=False)
    application_ids = fields.Many2many(
        "ptsp.application",
        "ptsp_meeting_application_rel",
        "meeting_id",
        "application_id",
        "About",
        copy=False,
        check_company=True,
        groups="ptsp_exhibition.group_reader",
        help="The applications that the meeting is about. The invitation is numbered by the service of the first.",
    )
    about = fields.Char(
        "About the Applications",
        compute="_compute_about",
        help="What of it the reader may see: members of an OPD those that were sent to their OPD.",
    )
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, default=lambda self: self.env.company, index=True, copy=False
    )
    state = fields.Selection(
        STATES, default="proposed", required=True, readonly=True, copy=False, procedure=True, index=True
    )
    agenda = fields.Text(copy=False, max_chars=2000, max_lines=40, help="It stands in the invitation.")
    proposed_by_id = fields.Many2one(
        "res.users",
        "Proposed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index=True,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    proposed_by_agency_id = fields.Many2one(
        "ptsp.agency",
        "Proposed by the OPD",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    proposed_at = fields.Datetime("Proposed", readonly=True, copy=False, procedure=True)
    agreed_by_id = fields.Many2one(
        "res.users",
        "Agreed by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    agreed_at = fields.Datetime("Agreed", readonly=True, copy=False, procedure=True)

    @api.depends("application_ids")
    @api.depends_context("uid")
    def _compute_about(self):
        for meeting in self:
            # As the user finds them, whatever of them is in memory.
            numbers = meeting.sudo().application_ids.ids
            applications = self.env["ptsp.application"].search([("id", "in", numbers)], order="id")
            meeting.about = ", ".join(applications.mapped("name")) or False

    @api.depends("kind", "starts_at", "about")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for meeting in self:
            service_sudo = meeting._lead_sudo().service_id
            moment = service_sudo._moment_in_words(meeting.starts_at) if meeting.starts_at and service_sudo else ""
            meeting.display_name = ", ".join(filter(None, (kinds.get(meeting.kind), meeting.about, moment))) or False

    @api.constrains("starts_at", "ends_at")
    def _check_period(self):
        for meeting in self:
            if not meeting.starts_at or not meeting.ends_at:
                continue
            if meeting.ends_at <= meeting.starts_at:
                raise ValidationError(self.env._("The meeting ends before it begins. Correct its time."))
            if meeting.ends_at - meeting.starts_at > timedelta(days=LONGEST_DAYS):
                raise ValidationError(
                    self.env._("A meeting takes at most %(days)s days. Correct its end.", days=LONGEST_DAYS)
                )
            if meeting.starts_at > fields.Datetime.now() + timedelta(days=366):
                raise ValidationError(self.env._("The meeting lies more than a year ahead. Correct its time."))

    @api.constrains("application_ids", "company_id")
    def _check_application_ids(self):
        for meeting in self:
            applications_sudo = meeting.sudo().application_ids
            if not applications_sudo:
                raise ValidationError(self.env._("Choose which application the meeting is about."))
            if len(applications_sudo) > APPLICATIONS_LIMIT:
                raise ValidationError(
                    self.env._("A meeting is about at most %(limit)s applications.", limit=APPLICATIONS_LIMIT)
                )

    def _lead_sudo(self):
        """Return the application by whose service the meeting is numbered and signed, as superuser."""
        return self.sudo().application_ids.sorted("id")[:1]
