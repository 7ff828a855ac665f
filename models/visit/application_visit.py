from odoo import models


class ApplicationVisit(models.Model):
    """The control sheet holds the minutes of visits on site (step 10)."""

    _inherit = "ptsp.application"

    def _place_of_visit(self):
        """Return where a visit on site of this application meets, for a start. A subject says where it takes place."""
        return ""

    def _closed_visits(self):
        """Return the visits on site whose minutes are closed, in the order in which they were."""
        # Whoever does not have the file visits no site for it.
        visits = self.review_ids.filtered("dispatched_at").visit_ids.filtered("closed_at")
        return visits.sorted(lambda visit: (visit.closed_at, visit.id))

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        states = self._procedure().states
        # Sites are visited while the OPD has the file; what processing enters afterwards is there when it drafts.
        near = any(states[key].at_opd or "letter" in states[key].opens for key in transition.sources)
        visits = near and self._closed_visits()
        if visits:
            # The line that is being closed.
            begun = self.control_ids.sorted("sequence")[-1:].started_at
            if not begun or any(visit.closed_at >= begun.replace(microsecond=0) for visit in visits):
                evidence["survey_minutes"] = visits._minutes_for_sheet()
        return evidence

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("survey_minutes")
        now = self._closed_visits()._minutes_for_sheet()
        if said is not None and any(now.get(number) != minutes for number, minutes in said.items()):
            differences.append(self.env._("minutes of visits on site"))
        return differences

    def _visits_to_print(self, review):
        """Return the visits of a review whose minutes are printed: those that were held; an empty one to be filled in.

        :param review: the ``ptsp.technical.review``, possibly empty
        """
        held = review.visit_ids.filtered(lambda visit: visit.state == "held").sorted("held_at")
        return list(held) or [review.visit_ids.browse()]
