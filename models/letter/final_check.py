from odoo import api, fields, models
from odoo.exceptions import UserError


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
