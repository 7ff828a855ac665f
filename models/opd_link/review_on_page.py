from collections.abc import Callable
from typing import NamedTuple

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

#: Number of the cover letter among the papers: no file has it.
COVER_LETTER = 0


class Paper(NamedTuple):
    """A paper as the page gives it out; ``read`` returns its bytes."""

    name: str
    mimetype: str
    read: Callable


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
            "papers": [*self._letter_for_link(), *listed.get("paper", [])],
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
        rows = self.env.execute_query(
            SQL(
                """
                SELECT 'service', id, COALESCE(name->>%(lang)s, name->>'en_US'), NULL, NULL, 0
                  FROM ptsp_service WHERE id = %(service)s
                 UNION ALL
                SELECT 'paper', file.id, COALESCE(paper.label, file.name), file.name, NULL, paper.sequence
                  FROM (%(papers)s) paper
                  JOIN ir_attachment file ON file.id = paper.id
                 UNION ALL
                SELECT 'criterion', id, name, result, remark, sequence
                  FROM ptsp_opinion_finding WHERE review_id = %(review)s
                 UNION ALL
                SELECT 'library', id, text, NULL, NULL, sequence
                  FROM ptsp_opinion_condition WHERE agency_id = %(agency)s AND active
                 ORDER BY 1, 6, 2
                """,
                lang=self.env.lang or "en_US",
                service=self.application_id.service_id.id,
                papers=self._papers_sql(),
                review=self.id,
                agency=self.agency_id.id,
            )
        )
        listed = {}
        for kind, *row, _sequence in rows:
            listed.setdefault(kind, []).append(tuple(row))
        return listed

    def _papers_sql(self):
        """Return which files the OPD may read, as a query of ``id``, ``label`` and ``sequence``.

        They are the papers of the application, and what the applicant has answered to this OPD.
        """
        return SQL(
            """
            SELECT held.attachment_id AS id, COALESCE(line.name->>%(lang)s, line.name->>'en_US') AS label, line.sequence
              FROM ptsp_checklist_line line
              JOIN ptsp_checklist_attachment_rel held ON held.line_id = line.id
             WHERE line.application_id = %(application)s
             UNION ALL
            SELECT held.attachment_id, asked.text, 1000000
              FROM ptsp_request asked
              JOIN ptsp_request_exchange said ON said.request_id = asked.id
              JOIN ptsp_request_exchange_new_rel held ON held.exchange_id = said.id
             WHERE asked.review_id = %(review)s
            """,
            lang=self.env.lang or "en_US",
            application=self.application_id.id,
            review=self.id,
        )

    def _letter_for_link(self):
        """Return the OPD's own cover letter as the page lists papers: a list of one, or of none."""
        if not self.cover_letter_number:
            return []
        name = f"Surat Pengantar {self.cover_letter_number.replace('/', '-')}.pdf"
        return [(COVER_LETTER, self.env._("Cover letter"), name)]

    def _paper_for_link(self, paper_id):
        """Return a paper that the OPD may read by its link, ``Paper``; nothing for any other number.

        :param int paper_id: id of the file, or ``COVER_LETTER``
        """
        self.ensure_one()
        if paper_id == COVER_LETTER:
            return next(
                (Paper(name, "application/pdf", self._set_letter) for _id, _label, name in self._letter_for_link()),
                None,
            )
        readable = Domain("id", "in", SQL("(SELECT paper.id FROM (%s) paper)", self._papers_sql()))
        file = self.env["ir.attachment"].search_fetch(
            Domain("id", "=", paper_id) & readable, ["name", "mimetype", "store_fname"], limit=1
        )
        return Paper(file.name, file.mimetype, lambda: file.raw or b"") if file else None

    def _set_letter(self):
        """Return the OPD's own cover letter as PDF."""
        report = self.env["ir.actions.report"]
        return report._ptsp_render_pdf("ptsp_exhibition.report_review_cover_letter", self.ids)[0]
