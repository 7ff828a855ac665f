from odoo import fields, models
from odoo.exceptions import UserError


class ReviewConditions(models.Model):
    """The conditions of an opinion, line by line: from the library of the OPD, or free (step 10)."""

    _inherit = "ptsp.technical.review"

    condition_ids = fields.One2many(
        "ptsp.review.condition",
        "review_id",
        "Conditions Line by Line",
        readonly=True,
        copy=False,
        procedure=True,
        help="What the applicant must observe, each for itself.",
    )

    def action_issue(
        self,
        opinion,
        advice_number=None,
        advice_date=None,
        conditions=None,
        opinion_kind=None,
        files=None,
        received_at=None,
        note=None,
        findings=None,
        condition_ids=None,
    ):
        """Issue the technical opinion, see there; with findings and with conditions of the library (step 10).

        :param list findings: dicts with ``id`` of a finding, its ``result`` and, if there is one, its ``remark``
        :param list condition_ids: ids of conditions of the OPD's library; they come before those in ``conditions``
        """
        chosen_sudo = self._conditions_of_library(condition_ids)
        if chosen_sudo:
            lines = [*chosen_sudo.mapped("text"), *self._ptsp_text("conditions", conditions).splitlines()]
            conditions = "\n".join(dict.fromkeys(filter(None, map(str.strip, lines))))
        more = {"findings": findings, "library": {one.text.strip(): one.id for one in chosen_sudo}}
        return self._issue(
            opinion, advice_number, advice_date, conditions, opinion_kind, files, received_at, note, more=more
        )

    def _conditions_of_library(self, condition_ids):
        """Return the chosen conditions of the library of the OPD, as superuser.

        :param list condition_ids: their ids, or nothing
        :raises UserError: one is of another OPD, or is no condition
        """
        library_sudo = self.env["ptsp.opinion.condition"].sudo()
        if not condition_ids:
            return library_sudo
        numbers = condition_ids if isinstance(condition_ids, (list, tuple)) else [condition_ids]
        known = all(isinstance(number, int) and not isinstance(number, bool) for number in numbers)
        chosen_sudo = library_sudo.browse(dict.fromkeys(numbers) if known else ()).exists()
        if len(chosen_sudo) != len(set(numbers)) or any(chosen_sudo.agency_id != one.sudo().agency_id for one in self):
            raise UserError(self.env._("Choose conditions of the library of the OPD."))
        return chosen_sudo

    def _opinion_kept(self, more):
        result = super()._opinion_kept(more)
        self._keep_conditions(more.get("library", {}))
        return result

    def _keep_conditions(self, library):
        """Keep the conditions line by line, in procedure mode. They take the place of those of an earlier answer.

        :param dict library: ids of conditions of the OPD's library by their texts
        """
        self.filtered("returned_at").condition_ids.unlink()
        self.env["ptsp.review.condition"].create(
            [
                {"review_id": review.id, "sequence": number, "text": text, "condition_id": library.get(text, False)}
                for review in self
                for number, text in enumerate(filter(None, map(str.strip, (review.conditions or "").splitlines())), 1)
            ]
        )
