from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.kept_names import keep_names


class ApplicationFinalCheck(models.Model):
    """The registry goes through the final checklist, line by line, before the letter is released (step 15)."""

    _inherit = "ptsp.application"

    final_check_ids = fields.One2many(
        "ptsp.final.check",
        "application_id",
        "Final Checklist",
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    def _current_final_checks(self):
        """Return the lines of the final checklist under the number that counts."""
        return self.final_check_ids.filtered(lambda line: line.letter_number == line.application_id.letter_number)

    def action_confirm_final_checklist(self):
        """Tick every line of the final checklist that is still open (step 15).

        :return: True
        :raises AccessError: the user is not of the registry
        :raises UserError: the application is not at the final check
        """
        self._check_final_check_open()
        self._current_final_checks()._check_off(True)
        return True

    def _check_final_check_open(self):
        """Hold the applications, and refuse whoever may not go through their final checklist now.

        :raises AccessError: the user is not of the role whose turn it is
        :raises UserError: an application is elsewhere
        """
        self.check_access("read")
        self._lock_for_procedure()
        for application in self:
            opening = application._procedure().states_opening("final_checklist")
            roles = {role for key in opening for role in application._procedure().states[key].roles}
            if not application._holds_any_role(tuple(roles)):
                raise AccessError(
                    self.env._(
                        "The final checklist is gone through by: %(roles)s.",
                        roles=", ".join(map(self.env["res.groups"]._ptsp_role_label, sorted(roles))),
                    )
                )
            if application.state not in opening:
                raise UserError(
                    self.env._(
                        "The final checklist of %(name)s is gone through once the letter has its number. "
                        "It is at %(state)s.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )

    def _guard_final_checklist(self):
        """Every line of the final checklist is ticked."""
        missing = self._current_final_checks().filtered(lambda line: not line.checked_at)
        if not missing:
            return None
        return self.env._(
            "Tick in the final checklist of %(name)s what is in order: %(lines)s.",
            name=self.name,
            lines="; ".join(missing.mapped("name")),
        )

    def _effect_open_final_checklist(self):
        """Give each letter the lines of its service, under its number."""
        lines = self.env["ptsp.final.check"].create(
            [
                {
                    "application_id": application.id,
                    "item_id": item.id,
                    "letter_number": application.letter_number,
                    "name": item.name,
                }
                for application in self
                for item in application.service_id.final_check_ids.filtered("active")
            ]
        )
        keep_names(lines, "item_id")

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "final_checklist" in transition.guards:
            evidence["final_checklist"] = self._final_checklist_as_ticked()
        return evidence

    def _final_checklist_as_ticked(self):
        """Return who ticked what when, as the control sheet keeps it."""
        return [
            [line.id, line.checked_by_id.id, fields.Datetime.to_string(line.checked_at)]
            for line in self._current_final_checks().sorted("id")
        ]

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("final_checklist")
        if said is not None and said != self._final_checklist_as_ticked():
            differences.append(self._fields["final_check_ids"]._description_string(self.env))
        return differences
