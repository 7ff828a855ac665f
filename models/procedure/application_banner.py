from markupsafe import Markup

from odoo import api, fields, models

from .types import DRAFT


class ApplicationBanner(models.Model):
    """What the form says first: whose turn it is, what is to be done, and why the file came back."""

    _inherit = "ptsp.application"

    waits_for = fields.Char(compute="_compute_step_now", help="The roles whose turn it is.")
    step_now = fields.Char("To Do Now", compute="_compute_step_now", help="The step of the SOP that is to be done now.")
    why_here = fields.Text(
        compute="_compute_why_here",
        groups="ptsp_exhibition.group_reader",
        help="Who sent the file back, or for advice, and why. Empty where it goes its way.",
    )
    work_page = fields.Char(compute="_compute_work_page", help="Name of the page of the form on which the step works.")

    @api.depends("state", "service_id")
    @api.depends_context("lang")
    def _compute_step_now(self):
        label = self.env["res.groups"]._ptsp_role_label
        for application in self:
            application.waits_for = ", ".join(map(label, application._state().roles))
            # Whoever reads an application is told its step, as its state.
            application.step_now = application.sudo()._current_step().display_name or application._state_label()

    @api.depends("control_ids.action", "state")
    @api.depends_context("lang")
    def _compute_why_here(self):
        for application in self:
            line = application._line_off_the_way()
            application.why_here = (
                self.env._(
                    "%(name)s (%(action)s): %(words)s",
                    name=line.user_id.name,
                    action=dict(line._selection_action()).get(line.action, line.action),
                    words="\n".join(application._words_of(line)),
                )
                if line
                else False
            )

    @api.depends("state", "service_id")
    def _compute_work_page(self):
        pages = self._pages_by_part()
        for application in self:
            state = application._state()
            parts = [part for part in state.opens if part in pages]
            # A draft is filled in from its first page on.
            application.work_page = pages[parts[0]] if parts and state.key != DRAFT else False

    @api.model
    def _pages_by_part(self):
        """Return on which page of the form is worked on what a state opens. A room adds the pages of its theme.

        :return: dict from parts, as fields name them by ``editable_in``, to names of pages
        """
        return {}

    def _line_off_the_way(self):
        """Return the control line with which the file left its way forward, to lie here; none where it goes its way."""
        self.ensure_one()
        closed = self.sudo().control_ids.filtered("action").sorted("sequence")
        row = self._procedure().transitions.get(closed[-1:].action)
        return closed[-1:] if row and not row.primary and not self._state().final else closed.browse()

    def _words_of(self, line):
        """Return what was said as the file was sent off its way. A room adds what its theme says.

        :param line: the ``ptsp.control.line``
        :return: list of texts
        """
        self.ensure_one()
        return [line.note] if line.note else []

    def _to_do_note(self, row):
        """Return why the file came back, as the to-do says it.

        :param Transition row: with which it came here
        :return: Markup; False where the file goes its way, or has come to an OPD, which is told nothing of it
        """
        if row.primary or self._state().at_opd:
            return False
        line = self._line_off_the_way()
        words = self._words_of(line)
        return Markup("<br>").join([f"{line.user_id.name}:", *words]) if words else False
