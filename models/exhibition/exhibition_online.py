from odoo import api, models
from odoo.tools import SQL

from ..online.application_online_steps import DETAILS_STEP
from ..procedure.types import DRAFT
from .application_exhibition import EXHIBITION_FIELDS


class ExhibitionOnline(models.Model):
    """What an applicant is asked about an exhibition online, and which exhibitions seem to be the same."""

    _inherit = "ptsp.application"

    # Days of the others at the same agency are looked up by these.
    _days = models.Index("(company_id, date_end, date_start) WHERE date_end IS NOT NULL")

    @api.model
    def _declared_at_first(self, applicant):
        organizer = applicant.commercial_partner_id.name
        return {**super()._declared_at_first(applicant), "organizer_name": organizer}

    def _online_columns(self):
        columns = super()._online_columns()
        # The application knows it, whatever the applicant reads of services.
        return [*EXHIBITION_FIELDS, *columns] if self.about == "exhibition" else columns

    def _problems_between(self, step, values):
        problems = super()._problems_between(step, values)
        if step != DETAILS_STEP or self.about != "exhibition":
            return problems
        first = values.get("date_start") or self.date_start
        last = values.get("date_end") or self.date_end
        if "date_end" in values and first and last and last < first:
            problems["date_end"] = self.env._(
                "Last Day lies before First Day: an exhibition cannot end before it begins. Correct the dates."
            )
        elif values.get("date_end") and last < self._document_day():
            problems["date_end"] = self._over_already()
        return problems

    def _problems_at_check(self, step):
        problems = super()._problems_at_check(step)
        if step == DETAILS_STEP and self._guard_still_ahead():
            problems["date_end"] = self._over_already()
        return problems

    def _over_already(self):
        return self.env._("The last day of the exhibition has passed. Enter the days on which it is held.")

    def _duplicates(self):
        """Overlapping days at the same venue, or of the same name, whoever files it; drafts and what was given up not.

        :return: dict from ids of these applications to lists of ids of others at the same agency
        """
        found = super()._duplicates()
        given_up = self._domain_of_states(lambda procedure: procedure.given_up_states | {DRAFT})
        dated = self.filtered(lambda application: application.ids and application.date_start and application.date_end)
        if not dated:
            return found
        self.env["ptsp.application"].flush_model(
            ["company_id", "date_start", "date_end", "venue", "city", "event_name", "state"]
        )
        others = self.sudo().with_context(active_test=False)._search(~given_up)
        self.env.cr.execute(
            SQL(
                """SELECT mine.id, array_agg(other.id ORDER BY other.id)
                     FROM ptsp_application mine
                     JOIN ptsp_application other
                       ON other.company_id = mine.company_id AND other.id != mine.id
                      AND other.date_end >= mine.date_start AND other.date_start <= mine.date_end
                      AND (lower(trim(other.event_name)) = lower(trim(mine.event_name))
                           OR lower(trim(other.venue)) = lower(trim(mine.venue))
                              AND lower(trim(other.city)) = lower(trim(mine.city)))
                    WHERE mine.id IN %s AND other.id IN %s
                    GROUP BY mine.id""",
                tuple(dated.ids),
                others.subselect(),
            )
        )
        return {**found, **dict(self.env.cr.fetchall())}

    @api.depends("date_start", "date_end", "event_name", "venue", "city", "state")
    def _compute_duplicate_ids(self):
        return super()._compute_duplicate_ids()
