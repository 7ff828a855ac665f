from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class FinalCheck(models.Model):
    """A line of the final checklist of one letter: what was checked, by whom and when (step 15).

    The lines belong to a number. Where that is voided they stay, and the next number gets lines of its own.
    """

    _name = "ptsp.final.check"
    _description = "Line of a Final Checklist"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, id"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    letter_number = fields.Char(required=True, readonly=True, help="The number under which the letter was checked.")
    item_id = fields.Many2one("ptsp.final.check.item", readonly=True, ondelete="set null", index="btree_not_null")
    name = fields.Char("To Check", required=True, translate=True, readonly=True)
    checked_by_id = fields.Many2one(
        "res.users", "Checked by", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    checked_at = fields.Datetime("Checked", readonly=True)
    is_checked = fields.Boolean(
        "In Order", compute="_compute_is_checked", inverse="_inverse_is_checked", help="Tick what you have checked."
    )

    @property
    def _protected_fields(self):
        return super()._protected_fields - {"is_checked"}

    @api.depends("checked_at")
    def _compute_is_checked(self):
        for line in self:
            line.is_checked = bool(line.checked_at)

    def _inverse_is_checked(self):
        # What was typed is in memory only; what is stored says what it is about.
        ticked = self.filtered("is_checked")
        ticked._check_off(True)
        (self - ticked)._check_off(False)

    def _keep_names(self):
        """Keep what the lines are called now, in every language: a service that calls them otherwise asks others."""
        if not self:
            return
        self.flush_recordset()
        self.item_id.flush_recordset(["name"])
        self.env.cr.execute(
            SQL(
                """UPDATE ptsp_final_check line SET name = item.name
                     FROM ptsp_final_check_item item WHERE item.id = line.item_id AND line.id IN %s""",
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["name"])

    def _check_off(self, is_checked):
        """Tick lines, or take the tick back, while the final check is under way.

        :param bool is_checked: whether they are in order
        :raises AccessError: the user is not of the registry
        :raises UserError: the application is elsewhere by now, or the number was voided
        """
        applications = self.application_id
        applications._check_final_check_open()
        for line in self:
            if line.letter_number != line.application_id.letter_number:
                raise UserError(
                    self.env._(
                        "Number %(number)s was voided, and its final checklist with it. Tick the lines of the new one.",
                        number=line.letter_number,
                    )
                )
        touched = self.filtered(lambda line: bool(line.checked_at) != is_checked)
        touched._as_procedure().write(
            {
                "checked_by_id": is_checked and self.env.uid,
                "checked_at": is_checked and fields.Datetime.now(),
            }
        )


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
        items = [(application, item) for application in self for item in application.service_id.final_check_ids]
        items = [(application, item) for application, item in items if item.active]
        lines = self.env["ptsp.final.check"].create(
            [
                {
                    "application_id": application.id,
                    "item_id": item.id,
                    "letter_number": application.letter_number,
                    "name": item.name,
                }
                for application, item in items
            ]
        )
        lines._keep_names()

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

    @api.model
    def _pages_by_part(self):
        return super()._pages_by_part() | {"final_checklist": "letter"}
