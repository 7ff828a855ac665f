from odoo import models
from odoo.tools import SQL


class ReviewOnPage(models.Model):
    """What the page without a login shows of one review: what its OPD would see with an account, and nothing else."""

    _inherit = "ptsp.technical.review"

    def _facts_for_link(self):
        """Return what the page shows, as superuser, after link and code were looked at.

        :return: dict; dates and moments are the agency's
        """
        self.ensure_one()
        application = self.application_id
        listed = self._listed_for_link()
        return {
            "number": application.registration_number,
            "service": listed["service"][0][1],
            "applicant": application._applicant().name,
            "facts": [fact for fact in application._facts() if fact.value],
            "kind_asked": self.kind,
            "opd": self.agency_id.name,
            "cover_letter": self.cover_letter_number,
            "due": self.due_at and self.service_id._moment_in_words(self.due_at),
            "returned_because": self.return_reason if self.returned_at else "",
            "papers": listed.get("paper", []),
            "criteria": listed.get("criterion", []),
            "library": listed.get("library", []),
            "results": self._fields["opinion_kind"]._description_selection(self.env),
            "findings": self.env["ptsp.opinion.finding"]._fields["result"]._description_selection(self.env),
            "limits": {name: self._ptsp_limits()[name].chars for name in ("opinion", "conditions", "control_note")},
        }

    def _listed_for_link(self):
        """Return what the page lists, asked of the database at once.

        :return: dict from ``service``, ``paper``, ``criterion`` and ``library`` to lists of tuples: id, name and, of
            papers the name of the file, of criteria what was found with its remark
        """
        self.env.flush_all()
        lang = self.env.lang or "en_US"
        rows = self.env.execute_query(
            SQL(
                """
                SELECT 'service', id, COALESCE(name->>%(lang)s, name->>'en_US'), NULL, NULL, 0
                  FROM ptsp_service WHERE id = %(service)s
                 UNION ALL
                SELECT 'paper', file.id, COALESCE(line.name->>%(lang)s, line.name->>'en_US', file.name), file.name,
                       NULL, line.sequence
                  FROM ptsp_checklist_line line
                  JOIN ptsp_checklist_attachment_rel held ON held.line_id = line.id
                  JOIN ir_attachment file ON file.id = held.attachment_id
                 WHERE line.application_id = %(application)s
                 UNION ALL
                SELECT 'paper', file.id, asked.text, file.name, NULL, 1000000
                  FROM ptsp_request asked
                  JOIN ptsp_request_exchange said ON said.request_id = asked.id
                  JOIN ptsp_request_exchange_new_rel held ON held.exchange_id = said.id
                  JOIN ir_attachment file ON file.id = held.attachment_id
                 WHERE asked.review_id = %(review)s
                 UNION ALL
                SELECT 'criterion', id, name, result, remark, sequence
                  FROM ptsp_opinion_finding WHERE review_id = %(review)s
                 UNION ALL
                SELECT 'library', id, text, NULL, NULL, sequence
                  FROM ptsp_opinion_condition WHERE agency_id = %(agency)s AND active
                 ORDER BY 1, 6, 2
                """,
                lang=lang,
                service=self.application_id.service_id.id,
                application=self.application_id.id,
                review=self.id,
                agency=self.agency_id.id,
            )
        )
        listed = {}
        for kind, *row, _sequence in rows:
            listed.setdefault(kind, []).append(tuple(row))
        return listed

    def _paper_for_link(self, paper_id):
        """Return a paper that the OPD may read by its link, ``ir.attachment``; nothing for any other number.

        :param int paper_id: its id
        """
        self.ensure_one()
        listed = self._listed_for_link().get("paper", [])
        papers = self.env["ir.attachment"]
        return papers.browse(paper_id) if paper_id in {row[0] for row in listed} else papers
