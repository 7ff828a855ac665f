from odoo import fields, models

from .kept_hours import KeptHours
from .promise import read_promise

#: What of a closed clock is verified against the control sheet.
_VERIFIED = ("sla_verdict", "deadline", "clock_started_at", "clock_ended_at")


class ApplicationClosedClock(models.Model):
    """A promise that has ended is counted by the hours, holidays and days that held then, for ever.

    They are kept with the control line that ended it, and its chain covers them.
    """

    _inherit = "ptsp.application"

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if self._procedure().ends_promise(transition):
            lines = self.env["ptsp.control.line"].search([("application_id", "=", self.id)], order="sequence")
            values = self._values_from_sheet(lines)
            self.write(values)
            if values["clock_started_at"]:
                evidence["promise"] = self._promise_as_ended(lines, values)
        return evidence

    def _promise_as_ended(self, lines, values):
        """Return by what the promise was counted, and how it came out, as the control sheet keeps them.

        :param lines: the control lines, in their order
        :param dict values: the fields of the clock that follow from them
        """
        since = min(values["clock_started_at"], self._receipt_given(lines) or values["clock_started_at"])
        until = max(values["deadline"], values["at_risk_at"], values["clock_ended_at"])
        return {
            **KeptHours.facts_of(self.service_id, since, until),
            "verdict": values["sla_verdict"],
            "deadline": fields.Datetime.to_string(values["deadline"]),
        }

    def _kept_hours(self, lines):
        """Return the working time by which the promise was counted when it ended.

        :param lines: the control lines
        :return: ``KeptHours``; None for what is open, or has ended before such things were kept
        """
        kept = lines._evidence_of("promise")
        return KeptHours.of(kept) if kept else None

    def _set_clock(self, lines):
        hours = self._kept_hours(lines)
        found = {name: self[name] for name in _VERIFIED}
        if not hours and not (self.clock_ended_at and read_promise(self._procedure(), lines).end):
            return super()._set_clock(lines)
        if hours:
            self.write(self._values_from_sheet(lines, hours))
        if found["clock_ended_at"]:
            present = self._values_from_sheet(lines)
            kept = {name: self[name] for name in _VERIFIED}
            if found != kept or any((kept[name] or False) != (present[name] or False) for name in _VERIFIED):
                self.env["ptsp.clock.recomputation"]._note([(self, found, kept, present)])
        return None

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        # Whither the last of them led, the line after it says.
        whole = (lines | self.control_ids).sorted("sequence")
        promise = read_promise(self._procedure(), whole)
        said = {"clock_started_at": promise.start or False, "clock_ended_at": promise.end or False}
        if hours := self._kept_hours(lines):
            values = self._values_from_sheet(lines, hours)
            said |= {name: values[name] for name in ("sla_verdict", "deadline")}
        elif not promise.end or self._state().given_up:
            said["sla_verdict"] = False
        else:
            said["sla_verdict"] = "met" if promise.end <= self.deadline else "missed"
        return [
            *differences,
            *(
                self._fields[name]._description_string(self.env)
                for name, value in said.items()
                if (self[name] or False) != (value or False)
            ),
        ]
