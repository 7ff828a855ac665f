from odoo import api, models

from ..details.application_applicant import HEAD_OF_COMPANY
from ..details.fact import Fact
from ..documents.application_document import DOTS
from .application_exhibition import EXHIBITION_FIELDS

#: What stands at the head of internal forms, and what anybody may know who has the letter.
_BRIEF = ("organizer_name", "event_name", "days")
_PUBLIC = ("organizer_name", "event_name", "place", "days")


class ApplicationFacts(models.Model):
    """An exhibition in the words of the documents, the portal and the public page."""

    _inherit = "ptsp.application"

    @api.depends("event_name")
    def _compute_subject(self):
        return super()._compute_subject()

    def _declared_subject(self):
        if self.about == "exhibition":
            return self.event_name or ""
        return super()._declared_subject()

    def _ends_on(self):
        return self.date_end if self.about == "exhibition" else super()._ends_on()

    def _facts_under(self, service, public=False, brief=False):
        facts = super()._facts_under(service, public=public, brief=brief)
        # The application knows it without its service being read; a form that is handed out empty does not.
        if (self.about or service.about) != "exhibition":
            return facts
        of_exhibition = self._facts_of_exhibition()
        if brief:
            return [of_exhibition[key] for key in _BRIEF]
        if public:
            return [*(of_exhibition[key] for key in _PUBLIC), *facts]
        return [*(fact for fact in of_exhibition.values() if fact.key != "place"), *facts]

    def _facts_of_exhibition(self):
        """Return a dict from keys to the facts of the exhibition, in the order of the application form.

        ``place`` says in one line what venue and city say.
        """
        text = self._fact_text
        facts = (
            Fact("organizer_name", self.env._("Organiser (EO)"), text(self.organizer_name)),
            Fact("event_name", self.env._("Name of the exhibition"), text(self.event_name)),
            Fact("event_theme", self.env._("Theme"), text(self.event_theme)),
            Fact("venue", self.env._("Place"), text(self.venue)),
            Fact("venue_address", self.env._("Address of the place"), text(self.venue_address)),
            Fact("city", self.env._("City or Regency"), text(self.city)),
            Fact("place", self.env._("Place"), self._place("venue", "city")),
            Fact("days", self.env._("Days of the exhibition"), self._days_of_exhibition()),
            Fact("expected_visitors", self.env._("Expected visitors"), text(self.expected_visitors or "")),
            Fact("booth_count", self.env._("Number of booths"), text(self.booth_count or "")),
        )
        return {fact.key: fact for fact in facts}

    def _place(self, *names):
        """Return what stands in these fields as one line."""
        return ", ".join(filter(None, (self[name] for name in names)))

    def _days_of_exhibition(self):
        """Write the days of the exhibition, as one day or from first to last; nothing where they are not known."""
        first, last = self._fact_text(self.date_start), self._fact_text(self.date_end)
        if first == last:
            return first
        return self.env._("%(first)s to %(last)s", first=first or DOTS, last=last or DOTS)

    @api.model
    def _public_fields(self):
        return [*super()._public_fields(), *EXHIBITION_FIELDS]

    def _letter_values(self):
        """Return what the placeholders of a letter stand for, see ``application_letter_text``."""
        values = super()._letter_values()
        if self.about == "exhibition":
            official = self._officially()
            values |= {name: official._fact_text(self[name]) for name in ("date_start", "date_end")}
        return values

    def _letter_blocks(self):
        """Let ``[[exhibition]]`` stand for the exhibition in a few lines, see ``application_letter_text``."""
        blocks = super()._letter_blocks()
        if self.about != "exhibition":
            return blocks
        facts = self._officially()._facts_of_exhibition()
        facts["place"] = facts["place"]._replace(value=self._place("venue", "venue_address", "city"))
        order = ("event_name", "event_theme", "organizer_name", "place", "days", "booth_count", "expected_visitors")
        rows = [facts[key] for key in order]
        return {**blocks, "exhibition": self._letter_table(rows)}

    def _invited_party(self):
        return f"{HEAD_OF_COMPANY} {self.organizer_name}" if self.organizer_name else super()._invited_party()

    def _city_of_applicant(self):
        return super()._city_of_applicant() or self.city or ""
