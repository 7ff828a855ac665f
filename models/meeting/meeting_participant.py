from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: How many take part in a meeting.
PARTICIPANTS_LIMIT = 60
CAPACITIES = [("applicant", "Applicant"), ("opd", "OPD"), ("office", "One-Stop Service"), ("other", "Other")]


class MeetingParticipant(models.Model):
    """Who is invited to a meeting: an applicant, an OPD, an officer, or a guest. The agency alone reads it."""

    _name = "ptsp.meeting.participant"
    _description = "Participant of a Meeting"
    _inherit = "ptsp.participant.mixin"
    _order = "meeting_id, sequence, id"

    _takes_part_in = "meeting_id"
    _known_by = frozenset(("user_id", "agency_id"))

    meeting_id = fields.Many2one("ptsp.meeting", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id")
    sequence = fields.Integer(default=50)
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, required=True, precompute=True, max_chars=150
    )
    capacity = fields.Selection(CAPACITIES, "Takes Part As", required=True, default="other")
    agency_id = fields.Many2one("ptsp.agency", "OPD", ondelete="restrict", index="btree_not_null")
    user_id = fields.Many2one(
        "res.users",
        "Officer",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Sees the meeting in the calendar.",
    )
    application_id = fields.Many2one(
        "ptsp.application",
        "Applicant of",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        procedure=True,
        copy=False,
    )
    office = fields.Char("Position", max_chars=150)
    email = fields.Char(help="Where the invitation goes to, where the contact has no address.")
    attended = fields.Boolean("Was There", copy=False)

    @api.depends("agency_id", "user_id")
    def _compute_name(self):
        for participant in self:
            participant.name = participant.name or participant.agency_id.name or participant.user_id.name

    @api.constrains("capacity", "agency_id", "user_id")
    def _check_capacity(self):
        for participant in self:
            if participant.capacity == "opd" and not participant.agency_id:
                raise ValidationError(
                    self.env._("%(name)s: choose the OPD, or let it take part as another one.", name=participant.name)
                )
            if participant.agency_id and participant.capacity != "opd":
                raise ValidationError(
                    self.env._("%(name)s: an OPD takes part as OPD. Choose it so.", name=participant.name)
                )
            company = participant.meeting_id.company_id
            if participant.agency_id.company_id - company or (
                participant.user_id and company not in participant.user_id.company_ids
            ):
                raise ValidationError(
                    self.env._("%(name)s: choose somebody of your own agency.", name=participant.name)
                )

    @api.constrains("meeting_id")
    def _check_number(self):
        for meeting in self.meeting_id:
            if len(meeting.participant_ids) > PARTICIPANTS_LIMIT:
                raise ValidationError(self.env._("At most %(limit)s take part in a meeting.", limit=PARTICIPANTS_LIMIT))

    def write(self, vals):
        if not self._is_procedure and "attended" in vals and any(one.state != "held" for one in self.meeting_id):
            self.meeting_id._check_keeper()
            raise UserError(self.env._("Who was there is entered once the meeting was held."))
        return super().write(vals)

    def _as_kept(self):
        """Return who took part as the minutes keep it, JSON-serialisable."""
        self.ensure_one()
        return {
            "name": self.name,
            "capacity": self.capacity,
            "agency": self.agency_id.id or 0,
            "user": self.user_id.id or 0,
            "office": self.office or "",
            "attended": self.attended,
        }


class ParticipantsOfMeeting(models.Model):
    """A meeting begins with who calls it, the applicants, and the OPD that were asked."""

    _inherit = "ptsp.meeting"

    participant_ids = fields.One2many(
        "ptsp.meeting.participant", "meeting_id", "Participants", copy=False, groups="ptsp_exhibition.group_reader"
    )

    def _participants(self):
        return self.participant_ids

    def _add_first_participants(self):
        """Add whom a meeting begins with, in procedure mode, where nobody was chosen yet."""
        self.ensure_one()
        if self.participant_ids:
            return
        applications = self.application_ids.sorted("id")
        vals_list = [
            {
                "sequence": 10,
                "name": application._invited_party(),
                "capacity": "applicant",
                "application_id": application.id,
            }
            for application in applications
        ]
        # An OPD proposes for itself; whom else the head invites, the head says.
        agencies = (
            self.proposed_by_agency_id
            or applications.review_ids.filtered(lambda review: review.state != "cancelled").agency_id
        )
        vals_list += [
            {"sequence": 20, "name": agency.name, "capacity": "opd", "agency_id": agency.id} for agency in agencies
        ]
        if not self.proposed_by_agency_id and self.proposed_by_id:
            user = self.proposed_by_id
            vals_list.append({"sequence": 30, "name": user.name, "capacity": "office", "user_id": user.id})
        self.env["ptsp.meeting.participant"].create([{**vals, "meeting_id": self.id} for vals in vals_list])
