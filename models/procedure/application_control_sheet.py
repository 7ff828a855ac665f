from odoo import fields, models

from ...tools import hash_chain
from ...tools.client_action import notification
from ...tools.read_lines import read_lines
from .types import APPLICANT


class ApplicationControlSheet(models.Model):
    """The process control sheet of an application: opened, closed and verified line by line."""

    _inherit = "ptsp.application"

    control_ids = fields.One2many(
        "ptsp.control.line",
        "application_id",
        "Process Control Sheet",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        procedure=True,
    )
    chain_hash = fields.Char(
        "End of Chain",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        help="Hash of the last closed line of the control sheet. Printed on the sheet, it ties paper and system.",
        procedure=True,
    )
    control_count = fields.Integer(
        "Closed Lines", readonly=True, copy=False, groups="ptsp_exhibition.group_reader", procedure=True
    )

    def _current_step(self):
        """Return the SOP step of the state in which the application stands, possibly none."""
        self.ensure_one()
        return self.service_id._step_of(self.state)

    def _current_norm(self):
        """Return the longest norm of the step, in working minutes; 0 where it has none.

        While a file lies with the applicant nobody of the agency works on it, and no norm is held against them.
        """
        return 0 if self._state().holder == APPLICANT else self._current_step().norm_max

    def _is_going_on(self):
        """Tell whether the step goes on from one state to another: numbering and final check, for example, are one."""
        self.ensure_one()
        return self.service_id._is_of_several_states(self._current_step().id)

    def _control_lines(self):
        """Return the lines of the control sheets in their order, read together where they are not in memory.

        :return: the ``ptsp.control.line`` in procedure mode
        """
        applications = self._as_procedure()
        if unread := applications.browse(self._fields["control_ids"]._cache_missing_ids(applications)):
            read_lines(unread, "control_ids")
        return applications.control_ids.sorted("sequence")

    def _open_lines(self):
        """Return the open lines of the control sheets, with what their steps have taken before in another state.

        The norm of a step holds for all of its states together.

        :return: a dict from ``ptsp.control.line`` to working minutes
        """
        taken = {}
        for application, lines in self._control_lines().grouped("application_id").items():
            *earlier, line = lines
            if line.ended_at:
                continue
            taken[line] = 0
            for before in reversed(earlier if application._is_going_on() else []):
                if not line.norm_minutes or not before.norm_minutes or before.step_id != line.step_id:
                    break
                taken[line] += before.working_minutes
        return taken

    def _close_control_lines(self, transition, note, now):
        """Close the open line of each control sheet with the actor's name, and tie it into the chain.

        :param Transition transition: what closes it
        :param str note: what the actor writes; None for what each application's box says
        :param datetime now: when, naive UTC
        """
        open_lines = self._open_lines()
        for line, taken in open_lines.items():
            application = line.application_id
            values = application._closing_values(line, transition, now)
            within = not line.norm_minutes or taken + values["working_minutes"] <= line.norm_minutes
            line.write(values | {"within_norm": within, "note": application._note_for_sheet(note)})
            if evidence := application._evidence(transition):
                line.evidence = hash_chain.canonical(evidence)
            line._seal()
        # The database allows one open line for each sheet, so these are closed there before the next are opened.
        self.env["ptsp.control.line"].union(*open_lines).flush_recordset()

    def _closing_values(self, line, transition, now):
        """Return what closes a line of the control sheet. A room adds what its theme ties into the chain.

        :param line: the ``ptsp.control.line`` that is open
        :param Transition transition: what closes it
        :param datetime now: when, naive UTC
        """
        self.ensure_one()
        effective = self._effective_moment(line, transition, now)
        return {
            "action": transition.key,
            "user_id": self.env.uid,
            "deputation_id": self._deputation_of_actor(transition),
            "ended_at": now,
            "effective_at": effective if effective < now else False,
            "working_minutes": round(self.service_id._working_minutes(line.started_at, now), 2),
        }

    def _effective_moment(self, line, transition, now):
        """Return the moment of a transition that counts for the promise. A room knows what was entered later.

        :param line: the ``ptsp.control.line`` that is open
        :param Transition transition: what is being done
        :param datetime now: when it is entered, naive UTC
        :return: a moment that is not after ``now``
        """
        self.ensure_one()
        return now

    def _evidence(self, transition):
        """Return what a transition settles outside of the control sheet, to be tied into the line that it closes.

        A room adds what its theme settles with the transition: numbers, fingerprints, the verdict. Verified against
        the sheet later by :meth:`_differences_from_sheet`.

        :param Transition transition: what closes the line
        :return: JSON-serialisable dict by matters
        """
        self.ensure_one()
        return {}

    def _differences_from_sheet(self, lines):
        """Compare what the application shows with what its control sheet says.

        A room adds what its theme ties into the sheet.

        :param lines: the closed control lines in their order, as superuser
        :return: list of what differs, in the user's language
        """
        self.ensure_one()
        return []

    def _deputation_of_actor(self, transition):
        """Return the id of the deputation by which the user makes a transition; nothing for who holds the role."""
        acting = self.env.user._ptsp_acting(self.company_id)
        if not acting or self._holds_own_role(transition.roles):
            return False
        return next((acting[role] for role in transition.roles if role in acting), False)

    def _open_control_lines(self, now):
        """Open the line of the state that was entered. The line of a final state is closed at once.

        :param datetime now: when, naive UTC
        """
        vals_list = []
        for application in self:
            step = application._current_step()
            vals_list.append(
                {
                    "application_id": application.id,
                    "sequence": application.control_count + 1,
                    "step_id": step.id,
                    "state": application.state,
                    "started_at": now,
                    "norm_minutes": application._current_norm(),
                }
            )
        lines = self.env["ptsp.control.line"].create(vals_list)
        for line in lines:
            if line.application_id._state().final:
                line.write({"user_id": self.env.uid, "ended_at": now, "within_norm": True})
                line._seal()

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
        ended = self._state().final
        complete = last.state == self.state and bool(last.ended_at) == ended
        if closed[-1:].line_hash != application_sudo.chain_hash or not complete:
            # Lines at the end are missing: the sheet ends before what the application remembers.
            return min(len(closed) + 1, application_sudo.control_count + (not ended)) or 1
        return 0

    def action_verify_control_sheet(self):
        """Verify the chain of the control sheet, compare the application with it, and tell the result.

        :return: a notification that names the first broken line, or what the application shows otherwise, if any
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
            return notification(message, "danger", sticky=True)
        application_sudo = self.sudo()
        lines_sudo = application_sudo.control_ids.filtered("ended_at").sorted("sequence")
        if differences := application_sudo._differences_from_sheet(lines_sudo):
            message = self.env._(
                "The control sheet of %(name)s is unchanged, but the application shows otherwise than the sheet says: "
                "%(differences)s. Inform the manager.",
                name=self.name,
                differences=", ".join(dict.fromkeys(differences)),
            )
            return notification(message, "danger", sticky=True)
        return notification(self.env._("The control sheet of %(name)s is complete and unchanged.", name=self.name))
