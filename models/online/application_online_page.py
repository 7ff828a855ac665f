import hashlib
import json

from odoo import models

from .application_online_submit import CHECK_STEP


class ApplicationOnlinePage(models.Model):
    """What the pages of filing ask an application, beside its questions and answers."""

    _inherit = "ptsp.application"

    @staticmethod
    def _online_version(answers):
        """Return a mark of what stands on a page so far: another window has changed the page where it differs.

        :param dict answers: see :meth:`_online_answers`
        """
        said = json.dumps(answers, sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def _changed_meanwhile(self, step, seen, entered):
        """Return what another window has changed on a page since it was shown, and what was entered otherwise here.

        :param str step: key of a page
        :param str seen: the mark of the page as it was shown, see :meth:`_online_version`
        :param dict entered: from names of questions to what was entered
        :return: list of pairs of ``Question`` and what is kept; empty where nobody has changed anything
        """
        questions = self._online_questions(step)
        kept = self._online_answers(questions)
        if seen == self._online_version(kept):
            return []
        return [
            (question, kept[question.name])
            for question in questions
            if question.name in entered and self._reads_otherwise(question, entered[question.name], kept[question.name])
        ]

    def _reads_otherwise(self, question, entered, kept):
        """Tell whether what was entered is another answer than the one that is kept.

        :param Question question: the question
        :param entered: as a page sends it
        :param kept: as a page has it
        """
        value, problem = self._online_value(question, entered)
        return bool(problem) or self._as_typed(question, value) != kept

    def _step_to_go_on(self):
        """Return the key of the page on which the applicant goes on: the first on which something is missing."""
        return next((missing.step for missing in self._missing_online()), CHECK_STEP)

    def _way_to_hand_in(self):
        """Return the transition with which the applicant hands the file in now, or None."""
        self.ensure_one()
        rows = [row for row in self._available_rows() if row.primary and self._is_offered(row)]
        return rows[0] if rows and self._is_open_online() else None

    def _weight_of_papers(self, lines):
        """Return how many papers are attached, how many bytes they have, and how much both may be.

        :param lines: the lines of the checklist
        :return: dict
        """
        papers_sudo = lines.sudo().attachment_ids
        company = self.company_id
        return {
            "files": len(papers_sudo),
            "bytes": sum(papers_sudo.mapped("file_size")),
            "files_limit": company._ptsp_online_limit("files"),
            "bytes_limit": company._ptsp_online_limit("megabytes") * 1024 * 1024,
            "file_limit": company._ptsp_largest_paper(),
        }
