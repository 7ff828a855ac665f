import inspect

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime

from ...tools.label import label_in


def _offer(method, **offered):
    """Call a method with those of some arguments that it names: guards and effects take what they use."""
    names = inspect.signature(method).parameters
    return method(**{name: value for name, value in offered.items() if name in names})


class ApplicationTransition(models.Model):
    """The machine that executes a procedure: check, move, write the control sheet.

    Guards answer: each says for one application why not, or nothing. The machine refuses: once, with what is missing
    in all applications. Effects happen to all applications of a row together.
    """

    _inherit = "ptsp.application"

    def _transition(self, key, note=None):
        """Make one transition on all applications, or on none.

        :param str key: key of the transition
        :param str note: what the actor writes into the control sheet; None for what each application's box says
        :return: True
        :raises AccessError: the transition is not of the user's roles, or an application is not for the user's eyes
        :raises UserError: the state, a missing note or a guard forbids it; the message says what to do
        """
        if note is not None:
            note = self.env["ptsp.control.line"]._ptsp_text("note", note)
        by_row = self._refuse_impossible(key, note)
        now = Datetime.now()
        for row, applications in by_row.items():
            applications._as_procedure()._move(row, note, now)
        return True

    def _refuse_impossible(self, key, note=None):
        """Refuse a transition that cannot be made now on all applications; hold them until the transaction ends.

        :param str key: key of the transition
        :param str note: what the actor writes into the control sheet; None for what each application's box says
        :return: dict from ``Transition`` to applications
        :raises AccessError: the transition is not of the user's roles, or an application is not for the user's eyes
        :raises UserError: the state, a missing note or a guard forbids it; the message says what to do
        """
        self.check_access("read")
        by_row = self._grouped_by_row(key)
        for row, applications in by_row.items():
            applications._check_role(row)
        self._lock_for_procedure()
        reasons = [
            reason
            for row, applications in by_row.items()
            for application in applications
            for reason in application._reasons_against(row, application._note_for_sheet(note))
        ]
        if reasons:
            raise UserError("\n".join(dict.fromkeys(reasons)))
        return by_row

    def _rows_with_effect(self, effect):
        """Return the transitions of the application's procedure that have an effect, in their order.

        :param str effect: its name
        """
        return [row for row in self._procedure().transitions.values() if effect in row.effects]

    def _grouped_by_row(self, key):
        """Return the applications by the row of their procedure that a key names.

        :param str key: key of the transition
        :return: dict from ``Transition`` to applications
        :raises UserError: the procedure of an application has no such row
        """
        by_row = {}
        for procedure, applications in self.grouped(lambda application: application._procedure()).items():
            row = procedure.transitions.get(key)
            if not row:
                raise UserError(
                    self.env._(
                        "%(name)s goes by a procedure that has no such step. Use the buttons of the application.",
                        name=applications[0].name,
                    )
                )
            by_row[row] = applications
        return by_row

    def _move(self, row, note, now):
        """Make a transition that nothing forbids, in procedure mode.

        :param Transition row: the row of the procedure
        :param str note: what the actor writes into the control sheet; None for what each application's box says
        :param datetime now: when, naive UTC
        """
        for effect in row.effects:
            _offer(getattr(self, f"_effect_{effect}"), transition=row, now=now, note=note)
        self._close_control_lines(row, note, now)
        desk = ("control_note", "control_note_by_id", "officer_id", "taken_at")
        self.write({"state": row.target, **dict.fromkeys(desk, False)})
        self._open_control_lines(now)
        self._state_entered(row, now)
        self._leave_to_dos(row)
        if row.notice:
            self._send_notice(row.notice)

    def _check_role(self, row):
        """Refuse whoever does not hold a role of the transition.

        :param Transition row: the row of the procedure
        :raises AccessError: naming the roles that may
        """
        for application in self:
            if not application._holds_any_role(row.roles):
                raise AccessError(
                    self.env._(
                        "%(action)s is done by: %(roles)s. Ask a colleague of that role.",
                        action=label_in(self.env, row.label),
                        roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in row.roles),
                    )
                )

    def _reasons_against(self, row, note=None, **known):
        """Tell what forbids a transition of one application now, whoever makes it.

        :param Transition row: the row of the application's procedure
        :param str note: what the actor writes into the control sheet; None where that is not asked yet
        :param known: what the caller has read for all applications, by the names under which guards take it
        :return: list of sentences, each of which says what to do; empty where nothing forbids it
        """
        self.ensure_one()
        if self.state not in row.sources:
            return [
                self.env._(
                    "%(name)s is at %(state)s now, so %(action)s is not possible. "
                    "Reload the page to see who has moved it on.",
                    name=self.name,
                    state=self._state_label(),
                    action=label_in(self.env, row.label),
                )
            ]
        if row.note and note == "":
            return [self.env._("%(action)s needs a note that says why.", action=label_in(self.env, row.label))]
        # What is missing is told to whoever may press the button, whatever they may read of it.
        application_sudo = self.sudo()
        answers = (
            _offer(getattr(application_sudo, f"_guard_{guard}"), transition=row, **known) for guard in row.guards
        )
        return [answer for answer in answers if answer]

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
