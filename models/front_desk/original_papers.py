from odoo import fields, models
from odoo.exceptions import UserError


class RequirementOriginal(models.Model):
    """A paper that comes as a copy online, and whose original the agency looks at when the letter is collected."""

    _inherit = "ptsp.requirement"

    original_at_pickup = fields.Boolean(
        "Original at Pick-up",
        help="Who collects the letter shows the original of this paper: the pick-up desk ticks that it has seen it.",
    )

    def _asked_for(self):
        return {**super()._asked_for(), "original_at_pickup": self.original_at_pickup}


class ChecklistLineOriginal(models.Model):
    """The original of a paper, seen by the pick-up desk (step 16)."""

    _inherit = "ptsp.checklist.line"

    original_at_pickup = fields.Boolean(
        "Original at Pick-up",
        readonly=True,
        procedure=True,
        help="Whether its original is to be shown at pick-up, as the service said when the application was filed.",
    )
    original_seen = fields.Boolean(
        copy=False, groups="base.group_user", help="Who collects the letter has shown the original of this paper."
    )

    def _check_may_fill_in(self, vals):
        result = super()._check_may_fill_in(vals)
        if "original_seen" not in vals:
            return result
        for application in self.application_id:
            if "handover" not in application._state().opens:
                raise UserError(
                    self.env._(
                        "%(name)s is at %(state)s: originals are looked at when the letter is collected.",
                        name=application.name,
                        state=application._state_label(),
                    )
                )
        return result


class ApplicationOriginals(models.Model):
    """Before the letter is handed over, the originals have been seen that the service wants to see (step 16)."""

    _inherit = "ptsp.application"

    original_line_ids = fields.One2many(
        "ptsp.checklist.line",
        "application_id",
        "Originals to Be Shown",
        domain=[("original_at_pickup", "=", True), ("applicable", "=", True)],
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    def _originals_at_pickup(self):
        """Return the checklist lines whose originals are shown at pick-up, as superuser."""
        self.ensure_one()
        # Whoever is told of the papers may know which of them.
        return self.sudo().original_line_ids

    def _guard_originals_seen(self):
        """The pick-up desk has seen the originals that the service wants to see."""
        missing = self._originals_at_pickup().filtered(lambda line: not line.original_seen)
        if not missing:
            return None
        return self.env._(
            "Ask who collects the letter of %(name)s for the originals, and tick each that you have seen: %(papers)s.",
            name=self.name,
            papers=", ".join(missing.mapped("name")),
        )

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        seen = self._originals_at_pickup() if "originals_seen" in transition.guards else None
        if seen:
            evidence["originals"] = seen.with_context(lang=self._lang_of_changes()).mapped("name")
        return evidence
