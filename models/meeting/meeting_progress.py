from odoo import fields, models
from odoo.exceptions import UserError


class MeetingProgress(models.Model):
    """A meeting is agreed by a head, held, or called off (steps 10d to 14a)."""

    _inherit = "ptsp.meeting"

    def action_agree(self):
        """Agree to meetings that were proposed. From then on participants are invited.

        :return: True
        :raises AccessError: the user is no head
        :raises UserError: a meeting is not proposed any more, or says not enough
        """
        self.check_access("read")
        self._check_heads()
        self._hold()
        for meeting in self:
            if meeting.state != "proposed":
                raise UserError(self.env._("This meeting was decided on already: reload the page."))
        self._check_still_decided()
        self._check_said()
        self._check_ahead()
        self._as_procedure()._agree()
        return True

    def _agree(self):
        """Note that a head agrees, in procedure mode."""
        self.write({"state": "agreed", "agreed_by_id": self.env.uid, "agreed_at": fields.Datetime.now()})
        self._take_proposals_away()
        self._note_in_calendar()

    def _check_said(self):
        """Refuse a meeting that does not say when, where and what about.

        :raises UserError: naming what is missing
        """
        for meeting in self:
            if missing := [name for name in ("starts_at", "place", "agenda") if not meeting._is_said(name)]:
                raise UserError(
                    self.env._(
                        "Fill in for the meeting: %(fields)s.",
                        fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
                    )
                )

    def _is_said(self, name):
        """Tell whether a field of the invitation is filled in.

        :param str name: of the field
        """
        value = self[name]
        return bool(value.strip() if isinstance(value, str) else value)

    def action_hold(self, held_at=None):
        """Enter that meetings were held. Then their minutes are kept.

        :param datetime held_at: when, naive UTC; as planned where empty, or now where it was planned for later
        :return: True
        :raises AccessError: the user is no head
        :raises UserError: a meeting is not agreed, or the moment lies ahead
        """
        self.check_access("read")
        self._check_heads()
        self._hold()
        now = fields.Datetime.now()
        given = fields.Datetime.to_datetime(held_at)
        if given and given > now:
            raise UserError(self.env._("The meeting cannot have been held in the future. Correct the time."))
        for meeting in self:
            if meeting.state != "agreed":
                raise UserError(self.env._("Only a meeting that was agreed is held: reload the page."))
            if given and given < meeting.agreed_at.replace(second=0):
                raise UserError(self.env._("The meeting cannot have been held before it was agreed. Correct the time."))
        meetings = self._as_procedure()
        meetings.state = "held"
        meetings._note_held(given)
        return True

    def _held_as_planned(self):
        # Whoever agrees late to a meeting has not held it before.
        return max(super()._held_as_planned(), self.agreed_at)

    def action_open_call_off(self):
        """Open the dialog that asks why a meeting is called off.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.meeting_call_off_action")
        return {**action, "context": {"default_meeting_id": self.id}}

    def action_call_off(self, reason=None):
        """Call meetings off, or decline them. Who was invited is told.

        :param str reason: why; who was invited reads it
        :return: True
        :raises AccessError: the user is no head, nor of the OPD that has proposed it
        :raises UserError: there is no reason, or a meeting was held or called off already
        """
        self.check_access("read")
        reason = self._ptsp_text("call_off_reason", reason)
        for meeting in self:
            # An OPD takes back what it has proposed, until a head has agreed.
            if not meeting._is_own_proposal():
                meeting._check_heads()
        self._hold()
        if any(meeting.state not in ("proposed", "agreed") for meeting in self):
            raise UserError(self.env._("Only a meeting that lies ahead can be called off: reload the page."))
        if not reason:
            raise UserError(self.env._("Write why the meeting is called off."))
        meetings = self._as_procedure()
        meetings.state = "called_off"
        meetings._take_proposals_away()
        meetings._note_called_off(reason)
        return True

    # The to-do by which the heads hear of a proposal

    def _leave_proposal(self):
        """Leave the heads a to-do for a meeting that an OPD proposes, in procedure mode."""
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_meeting", True)
        for meeting in self:
            application = meeting._lead_sudo()
            self.env["mail.activity"].create(
                {
                    "activity_type_id": type_id,
                    "automated": True,
                    "user_id": False,
                    # Which OPD it is other OPD do not read.
                    "summary": self.env._("A meeting is proposed"),
                    "note": meeting.proposed_by_agency_id.name or meeting.proposed_by_id.name,
                    "date_deadline": application.service_id._local_day(fields.Datetime.now()),
                    "res_model_id": self.env["ir.model"]._get_id(application._name),
                    "res_id": application.id,
                }
            )

    def _take_proposals_away(self):
        """Take the to-dos of proposals away once nothing more is proposed on their application, in procedure mode."""
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_meeting", True)
        applications = self.application_ids
        still = self.search([("application_ids", "in", applications.ids), ("state", "=", "proposed")]).application_ids
        self.env["mail.activity"].search(
            [
                ("res_model", "=", applications._name),
                ("res_id", "in", (applications - still).ids),
                ("activity_type_id", "=", type_id),
            ]
        ).unlink()
