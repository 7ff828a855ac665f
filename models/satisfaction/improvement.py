import textwrap

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .survey_marks import ELEMENT_NAMES

#: Characters of an action on the publication sheet.
_WORDS_ON_SHEET = 140


class Improvement(models.Model):
    """What the agency does about a low element (*rencana tindak lanjut*): by whom, until when, with what result.

    It is what the ministry's evaluation (PEKPPP) asks to see.
    """

    _name = "ptsp.improvement"
    _description = "Improvement of the Service"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "semester desc, service_id, mean, id"

    publication_id = fields.Many2one(
        "ptsp.satisfaction.publication", required=True, ondelete="restrict", index=True, string="Published Index"
    )
    company_id = fields.Many2one(related="publication_id.company_id", store=True, index=True)
    service_id = fields.Many2one(related="publication_id.service_id", store=True, index=True)
    semester = fields.Char(related="publication_id.semester", store=True)
    element = fields.Selection(ELEMENT_NAMES, required=True)
    mean = fields.Float("Mean (NRR)", compute="_compute_mean", store=True, digits=(16, 3), aggregator=None)
    name = fields.Text("Action", max_chars=1000, max_lines=20, help="What is done. It stands on the public page.")
    owner_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Sees to it, and gets a to-do.",
    )
    due_on = fields.Date("Until")
    result = fields.Text(max_chars=2000, max_lines=40, help="What came of it. It stands on the public page.")
    done_on = fields.Date("Done", readonly=True, copy=False, procedure=True)
    done_by_id = fields.Many2one(
        "res.users", "Done by", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", procedure=True
    )
    is_mine = fields.Boolean(compute="_compute_is_mine")
    activity_id = fields.Many2one(
        "mail.activity", "To-Do", readonly=True, copy=False, ondelete="set null", index="btree_not_null", procedure=True
    )

    _element_unique = models.UniqueIndex(
        "(publication_id, element)", "This element has an improvement already: change that one."
    )

    @api.depends("publication_id", "element")
    def _compute_mean(self):
        for improvement in self:
            published = improvement.publication_id.element_ids
            improvement.mean = published.filtered(lambda each, one=improvement: each.element == one.element)[:1].mean

    @api.depends_context("uid")
    @api.depends("owner_id", "company_id")
    def _compute_is_mine(self):
        for improvement in self:
            improvement.is_mine = self.env.user == improvement.owner_id or self.env.user._ptsp_manages(
                improvement.company_id
            )

    @api.depends("service_id", "semester", "element")
    def _compute_display_name(self):
        for improvement in self:
            improvement.display_name = f"{improvement.publication_id.display_name}, {improvement._element_label()}"

    def _element_label(self):
        """Return the name of the element in the language of the context."""
        return dict(self._fields["element"]._description_selection(self.env)).get(self.element, "")

    def _short_name(self):
        """Return what is done in as many words as the sheet of one page has room for. The page tells all of it."""
        return textwrap.shorten(self.name, _WORDS_ON_SHEET, placeholder=" …")

    @api.constrains("owner_id", "due_on", "name")
    def _check_owner(self):
        for improvement in self:
            if improvement.owner_id and not (improvement.due_on and (improvement.name or "").strip()):
                raise ValidationError(
                    self.env._(
                        "%(name)s: enter what is done, and until when.",
                        name=improvement.display_name,
                    )
                )
            owner_sudo = improvement.owner_id.sudo()
            if owner_sudo.share or (owner_sudo and improvement.company_id not in owner_sudo.company_ids):
                raise ValidationError(self.env._("%(name)s: choose somebody of your own agency.", name=owner_sudo.name))

    @api.model_create_multi
    def create(self, vals_list):
        improvements = super().create(vals_list)
        improvements._as_procedure()._leave_to_dos()
        return improvements

    def write(self, vals):
        if not self._is_procedure:
            self._check_may_write(vals)
        result = super().write(vals)
        if not self._is_procedure:
            self._as_procedure()._leave_to_dos()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        if any(improvement.done_on for improvement in self):
            raise UserError(self.env._("What was done is kept."))
        self._as_procedure().activity_id.unlink()

    def _check_may_write(self, vals):
        """Refuse what is not the user's: managers plan, owners enter the result.

        :param dict vals: what is about to be written
        :raises AccessError: with the reason
        :raises UserError: it was done already
        """
        for improvement in self:
            manages = self.env.user._ptsp_manages(improvement.company_id)
            if not manages and (self.env.user != improvement.owner_id or vals.keys() - {"result"}):
                raise AccessError(
                    self.env._("Improvements are planned by a manager; who sees to it enters the result.")
                )
            if improvement.done_on:
                raise UserError(self.env._("%(name)s is done, and stays as it is.", name=improvement.display_name))

    def action_done(self):
        """Enter that it is done, with the result that was written.

        :return: True
        :raises AccessError: the user neither sees to it nor is a manager
        :raises UserError: there is no result yet
        """
        self.check_access("read")
        for improvement in self:
            if not improvement.is_mine:
                raise AccessError(
                    self.env._("That it is done is entered by who sees to it, or by a manager. Ask one of them.")
                )
            if not (improvement.result or "").strip():
                raise UserError(self.env._("%(name)s: write what came of it first.", name=improvement.display_name))
        for improvement in self._as_procedure().filtered(lambda one: not one.done_on):
            today = improvement.service_id._local_day(fields.Datetime.now())
            improvement.write({"done_on": today, "done_by_id": self.env.uid})
            improvement.activity_id.unlink()
        return True

    def _leave_to_dos(self):
        """Leave the owners their to-dos, or let those that are there say what is true now, in procedure mode."""
        Activity = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_improvement", True)
        for improvement in self.filtered(lambda one: not one.done_on):
            if not improvement.owner_id:
                improvement.activity_id.unlink()
                continue
            vals = {
                "user_id": improvement.owner_id.id,
                "summary": " ".join(improvement.name.split())[:200],
                "date_deadline": improvement.due_on,
            }
            if improvement.activity_id:
                improvement.activity_id.write(vals)
                continue
            improvement.activity_id = Activity.create(
                {
                    **vals,
                    "activity_type_id": type_id,
                    "automated": True,
                    "res_model_id": self.env["ir.model"]._get_id("ptsp.service"),
                    "res_id": improvement.service_id.id,
                }
            )
