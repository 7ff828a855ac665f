from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools import hash_chain
from .. import workflow


class PtspApplication(models.Model):
    """The machine that executes the table of ``workflow``: check, move, write the control sheet."""

    _inherit = "ptsp.application"

    def _transition(self, key, note=None):
        """Make one transition on all applications, or on none.

        :param str key: key of the transition
        :param str note: what the actor writes into the control sheet
        :return: True
        :raises AccessError: the transition is not of the user's roles, or an application is not for the user's eyes
        :raises UserError: the state, a missing note or a guard forbids it; the message says what to do
        """
        transition = workflow.TRANSITIONS[key]
        note = (note or "").strip()
        self.check_access("read")
        self._check_role(transition)
        self._lock_for_procedure()
        self._check_state(transition)
        if transition.note and not note:
            raise UserError(self.env._("%(action)s needs a note that says why.", action=self.env._(transition.label)))
        for guard in transition.guards:
            getattr(self, f"_guard_{guard}")(transition)
        now = fields.Datetime.now()
        applications = self._as_procedure()
        for effect in transition.effects:
            getattr(applications, f"_effect_{effect}")(transition, now)
        applications._close_control_lines(transition, note, now)
        applications.write({"state": transition.target})
        applications._open_control_lines(now)
        if transition.clock:
            applications._recompute_clock()
        applications._schedule_alerts()
        applications._leave_to_dos()
        if transition.notice:
            applications._send_notice(transition.notice)
        return True

    def _check_role(self, transition):
        """Refuse whoever does not hold a role of the transition.

        :raises AccessError: naming the roles that may
        """
        for application in self:
            if not application._holds_any_role(transition.roles):
                raise AccessError(
                    self.env._(
                        "%(action)s is done by: %(roles)s. Ask a colleague of that role.",
                        action=self.env._(transition.label),
                        roles=", ".join(self._role_label(role) for role in transition.roles),
                    )
                )

    def _check_state(self, transition):
        """Refuse applications that are not where the transition begins: somebody else has moved them on.

        :raises UserError: saying where the application is
        """
        for application in self:
            if application.state not in transition.sources:
                raise UserError(
                    self.env._(
                        "%(name)s is at %(state)s now, so %(action)s is not possible. "
                        "Reload the page to see who has moved it on.",
                        name=application.name,
                        state=application._state_label(),
                        action=self.env._(transition.label),
                    )
                )

    def _lock_for_procedure(self):
        """Hold the applications until the transaction ends, so that two people cannot act on one at once.

        :raises UserError: somebody else is acting on one of them at this very moment
        """
        records_sudo = self.sudo()
        locked = records_sudo.try_lock_for_update(allow_referencing=True)
        for application in records_sudo - locked:
            raise UserError(
                self.env._(
                    "Somebody else is working on %(name)s at this very moment. Reload the page and look again.",
                    name=application.name,
                )
            )

    @api.model
    def _role_label(self, role):
        """Return the name of a role in the user's language."""
        if role == workflow.APPLICANT:
            return self.env._("the applicant")
        return self.env.ref(f"ptsp_exhibition.group_{role}").sudo().name

    # The control sheet

    def _current_step(self):
        """Return the SOP step of the state in which the application stands, possibly none."""
        self.ensure_one()
        return self.service_id._step(workflow.STATES[self.state].step)

    def _close_control_lines(self, transition, note, now):
        """Close the open line of each control sheet with the actor's name, and tie it into the chain."""
        lines = self.env["ptsp.control.line"].search_fetch(
            [("application_id", "in", self.ids), ("ended_at", "=", False)]
        )
        for line in lines:
            application = line.application_id
            minutes = round(application.service_id._working_minutes(line.started_at, now), 2)
            line.write(
                {
                    "action": transition.key,
                    "user_id": self.env.uid,
                    "deputation_id": application._deputation_of_actor(transition),
                    "ended_at": now,
                    "working_minutes": minutes,
                    "within_norm": not line.norm_minutes or minutes <= line.norm_minutes,
                    "note": note,
                    "document_sha256": application.letter_sha256,
                }
            )
            line.line_hash = hash_chain.link(application.chain_hash or hash_chain.GENESIS, line._hash_content())
            application.chain_hash = line.line_hash
            application.control_count = line.sequence
        # The database allows one open line for each sheet, so these are closed there before the next are opened.
        lines.flush_recordset()

    def _deputation_of_actor(self, transition):
        """Return the id of the deputation by which the user makes a transition; nothing for who holds the role."""
        if self._holds_own_role(transition.roles):
            return False
        acting = self.env.user._ptsp_acting(self.company_id)
        return next((acting[role] for role in transition.roles if role in acting), False)

    def _open_control_lines(self, now):
        """Open the line of the state that was entered. The line of a final state is closed at once."""
        vals_list = []
        for application in self:
            step = application._current_step()
            vals = {
                "application_id": application.id,
                "sequence": application.control_count + 1,
                "step_id": step.id,
                "state": application.state,
                "started_at": now,
                "norm_minutes": step.norm_max,
            }
            vals_list.append(vals)
            application.waiting_since = now
            application.step_due_at = application._step_due(now, step.norm_max)
        lines = self.env["ptsp.control.line"].create(vals_list)
        for line in lines:
            application = line.application_id
            if workflow.STATES[line.state].final:
                line.write({"user_id": self.env.uid, "ended_at": now, "within_norm": True})
                line.line_hash = hash_chain.link(application.chain_hash, line._hash_content())
                application.chain_hash = line.line_hash
                application.control_count = line.sequence

    def _broken_control_line(self):
        """Verify the control sheet.

        :return: number of the first line that is missing or not as the procedure left it; 0 where the sheet is sound
        """
        self.ensure_one()
        application_sudo = self.sudo()
        lines = application_sudo.control_ids.sorted("sequence")
        if broken := lines._first_broken():
            return broken
        closed = lines.filtered("ended_at")
        last = lines[-1:]
        ended = workflow.STATES[self.state].final
        complete = last.state == self.state and bool(last.ended_at) == ended
        if closed[-1:].line_hash != application_sudo.chain_hash or not complete:
            # Lines at the end are missing: the sheet ends before what the application remembers.
            return min(len(closed) + 1, application_sudo.control_count + (not ended)) or 1
        return 0

    def action_verify_control_sheet(self):
        """Verify the chain of the control sheet and tell the result.

        :return: a notification that names the first broken line, if any
        """
        self.ensure_one()
        self.check_access("read")
        broken = self._broken_control_line()
        if broken:
            message = self.env._(
                "Line %(sequence)s of the control sheet of %(name)s has been changed outside the procedure. "
                "Inform the manager.",
                sequence=broken,
                name=self.name,
            )
        else:
            message = self.env._("The control sheet of %(name)s is complete and unchanged.", name=self.name)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": "danger" if broken else "success", "sticky": bool(broken)},
        }


def _make_action(transition):
    """Return the public method ``action_<key>`` of a transition."""

    def action(self, note=None):
        return self._transition(transition.key, note)

    action.__name__ = f"action_{transition.key}"
    action.__doc__ = f"""{transition.label} (SOP step {transition.step or "any"}).

        Leads from {", ".join(transition.sources)} to {transition.target}, on one or many applications.

        :param str note: goes into the control sheet{"; required" if transition.note else ""}
        :return: True
        :raises AccessError: the user is none of {", ".join(transition.roles)}
        :raises UserError: state, note or guard forbid it; nothing has changed then
        """
    return action


# One public method for each row of the table, so that the two cannot differ.
for _transition in workflow.TRANSITIONS.values():
    setattr(PtspApplication, f"action_{_transition.key}", _make_action(_transition))
