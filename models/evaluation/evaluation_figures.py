from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.comma import with_comma


class EvaluationFigures(models.Model):
    """The figures of all officers of an agency in a semester, each by one query for all of them."""

    _inherit = "ptsp.evaluation"

    @api.model
    def _figures_of(self, company, semester):
        """Return the figures of a semester as they are now.

        :param company: a ``res.company``
        :param str semester: such as ``2026-I``
        :return: dict from ids of users to values of the fields of an evaluation; who has signed nothing and caused
            nothing is missing in it
        """
        figures = defaultdict(dict)
        worked = self._count_steps(company, semester, figures)
        for user_id, count in self._count_returns(company, semester).items():
            figures[user_id]["corrections_caused"] = count
        for user_id, count in self._count_complaints(company, semester).items():
            figures[user_id]["complaints_about"] = count
        indices = self._indices(company, semester)
        for user_id, steps in worked.items():
            counted = {service: count for service, count in steps.items() if service in indices}
            if total := sum(counted.values()):
                weighted = sum(indices[service].index * count for service, count in counted.items())
                figures[user_id] |= {
                    "counts_satisfaction": True,
                    "satisfaction": weighted / total,
                    "satisfaction_text": "; ".join(
                        f"{service.code} {with_comma(indices[service].index, 2)} {indices[service].grade}"
                        for service in sorted(counted, key=lambda service: (service.code, service.id))
                    ),
                }
        return figures

    @api.model
    def _count_steps(self, company, semester, figures):
        """Count what officers have signed, and how much of it within the norm.

        :param company: a ``res.company``
        :param str semester: such as ``2026-I``
        :param dict figures: takes the values, by ids of users
        :return: dict from ids of users to numbers of steps by ``ptsp.service``
        """
        worked, within_norm = defaultdict(Counter), Counter()
        groups = (
            self.env["ptsp.figure.step"]
            .sudo()
            ._read_group(
                [("company_id", "=", company.id), ("semester", "=", semester)],
                ["user_id", "service_id"],
                ["line_count:sum", "normed_count:sum", "within_count:sum"],
            )
        )
        for user, service, steps, normed, within in groups:
            values = figures[user.id]
            values["steps_signed"] = values.get("steps_signed", 0) + steps
            values["steps_normed"] = values.get("steps_normed", 0) + normed
            within_norm[user.id] += within
            worked[user.id][service] += steps
        for user_id, within in within_norm.items():
            if normed := figures[user_id]["steps_normed"]:
                figures[user_id]["norm_kept"] = 100 * within / normed
        return worked

    @api.model
    def _count_returns(self, company, semester):
        """Count how often what officers had passed on came back from a later desk of the agency.

        It counts for whoever had last worked in the state to which the file went back.

        :param company: a ``res.company``
        :param str semester: in which it came back
        :return: dict from ids of users to numbers
        """
        rows = [
            SQL("(%s, %s, %s)", key, action, target)
            for key, procedure in self.env["ptsp.service"]._procedures().items()
            for action, target in procedure.returns.items()
        ]
        if not rows:
            return {}
        self.env.flush_all()
        Step = self.env["ptsp.figure.step"]
        query = SQL(
            """SELECT cause.user_id, COUNT(*)
                 FROM (
                          SELECT line.application_id, line.sequence, turn.target
                            FROM (VALUES %(turns)s) turn (procedure, action, target), %(lines)s
                             AND turn.procedure = service.procedure
                             AND turn.action = line.action
                             AND application.company_id = %(company)s
                             AND %(of_line)s = %(semester)s
                      ) back
                 JOIN LATERAL (
                          SELECT earlier.user_id
                            FROM ptsp_control_line earlier
                           WHERE earlier.application_id = back.application_id
                             AND earlier.sequence < back.sequence
                             AND earlier.state = back.target
                        ORDER BY earlier.sequence DESC
                           LIMIT 1
                      ) cause ON TRUE
                WHERE cause.user_id IS NOT NULL
             GROUP BY cause.user_id""",
            turns=SQL(", ").join(rows),
            lines=Step._sql_done_lines(),
            company=company.id,
            of_line=Step._sql_semester(SQL("line.ended_at")),
            semester=semester,
        )
        return dict(self.env.execute_query(query))

    @api.model
    def _count_complaints(self, company, semester):
        """Count the complaints about officers that were answered, as numbers only.

        Who is complained of learns nothing of a complaint that is still open, or that its manager has not looked at.

        :param company: a ``res.company``
        :param str semester: in which they were answered first
        :return: dict from ids of users to numbers; empty where the agency does without that part
        """
        if not company.ptsp_uses_complaints:
            return {}
        since, until = self._semester_span_of(company, semester)
        domain = (
            Domain("company_id", "=", company.id)
            & Domain("kind", "=", "complaint")
            & Domain("is_screened", "=", True)
            & Domain("first_answered_at", ">=", since)
            & Domain("first_answered_at", "<", until)
            & Domain("officer_ids", "!=", False)
        )
        groups = self.env["ptsp.complaint"].sudo()._read_group(domain, ["officer_ids"], ["__count"])
        return {user.id: count for user, count in groups}

    @api.model
    def _indices(self, company, semester):
        """Return the satisfaction index of the services of an agency, as a dict from services to their figures."""
        if not company.ptsp_uses_satisfaction:
            return {}
        found_sudo = (
            self.env["ptsp.figure.satisfaction"]
            .sudo()
            .search([("company_id", "=", company.id), ("semester", "=", semester), ("grade", "!=", False)])
        )
        return {figure.service_id: figure for figure in found_sudo}

    @api.model
    def _semester_span_of(self, company, semester):
        """Return when a semester begins at an agency, and when the next one does, as naive UTC.

        :param company: a ``res.company``
        :param str semester: such as ``2026-I``
        """
        return company._ptsp_semester_span(semester)
