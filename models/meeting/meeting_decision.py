from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class MeetingDecision(models.Model):
    """What a meeting has decided, with who sees to it and until when: a to-do of its owner."""

    _name = "ptsp.meeting.decision"
    _description = "Decision of a Meeting"
    _inherit = "ptsp.minutes.part.mixin"
    _order = "meeting_id, id"

    _part_of = "meeting_id"

    meeting_id = fields.Many2one("ptsp.meeting", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id")
    name = fields.Text("Decision", required=True, max_chars=1000, max_lines=20)
    owner_id = fields.Many2one(
        "res.users",
        "Sees to It",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets a to-do. Empty where nothing is to be done.",
    )
    due_on = fields.Date("Until")
    done_at = fields.Datetime("Done", readonly=True, copy=False, procedure=True)
    done_by_id = fields.Many2one(
        "res.users", "Done by", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", procedure=True
    )
    activity_id = fields.Many2one(
        "mail.activity",
        "To-Do",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
    )

    @api.constrains("owner_id", "due_on", "meeting_id")
    def _check_owner(self):
        for decision in self:
            if decision.owner_id and not decision.due_on:
                raise ValidationError(
                    self.env._(
                        "%(decision)s: enter until when %(owner)s sees to it.",
                        decision=decision.name,
                        owner=decision.owner_id.name,
                    )
                )
            if decision.owner_id.share or (
                decision.owner_id and decision.meeting_id.company_id not in decision.owner_id.company_ids
            ):
                raise ValidationError(
                    self.env._("%(name)s: choose somebody of your own agency.", name=decision.owner_id.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        if not decisions._is_procedure:
            decisions._as_procedure()._leave_to_dos()
        return decisions

    def write(self, vals):
        result = super().write(vals)
        if not self._is_procedure:
            self._as_procedure()._leave_to_dos()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_with_the_to_do(self):
        if not self._is_procedure:
            self._as_procedure().activity_id.unlink()

    def _why_not_before(self):
        return self.env._("Decisions are entered once the meeting was held.")

    def _leave_to_dos(self):
        """Leave the owners their to-dos, or let those that are there say what is true now, in procedure mode."""
        Activity = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_decision", True)
        for decision in self.filtered(lambda one: not one.done_at):
            if not decision.owner_id:
                decision.activity_id.unlink()
                continue
            vals = {
                "user_id": decision.owner_id.id,
                "summary": " ".join(decision.name.split())[:200],
                "date_deadline": decision.due_on,
            }
            if decision.activity_id:
                decision.activity_id.write(vals)
                continue
            application = decision.meeting_id._lead_sudo()
            decision.activity_id = Activity.create(
                {
                    **vals,
                    "activity_type_id": type_id,
                    "automated": True,
                    "res_model_id": self.env["ir.model"]._get_id(application._name),
                    "res_id": application.id,
                }
            )

    def action_done(self):
        """Enter that what was decided is done.

        :return: True
        :raises AccessError: the user neither sees to it nor is a head
        """
        self.check_access("read")
        for decision in self:
            if self.env.user != decision.owner_id and not decision.meeting_id._is_of_head():
                raise AccessError(
                    self.env._("That it is done is entered by who sees to it, or by a head. Ask one of them.")
                )
        self._as_procedure().filtered(lambda one: not one.done_at)._note_done()
        return True

    def _note_done(self):
        """Note that decisions are done, and take their to-dos away, in procedure mode."""
        activities = self.activity_id
        self.write({"done_at": fields.Datetime.now(), "done_by_id": self.env.uid})
        activities.unlink()

    def _as_kept(self):
        """Return the decision as the minutes keep it, JSON-serialisable."""
        self.ensure_one()
        return {
            "decision": self.name,
            "owner": self.owner_id.id or 0,
            "until": fields.Date.to_string(self.due_on) or "",
        }


class ActivityOfDecision(models.Model):
    """A to-do of a meeting that is marked as done says so of its decision."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        Decision = self.env["ptsp.meeting.decision"]
        decisions_sudo = Decision.sudo().search([("activity_id", "in", self.ids), ("done_at", "=", False)])
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if decisions_sudo:
            decisions_sudo._as_procedure().write({"done_at": fields.Datetime.now(), "done_by_id": self.env.uid})
        return result
