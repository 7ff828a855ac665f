from odoo import fields, models

from ...tools.label import label_in
from ..documents.application_document import OFFICIAL_LANG


class ApplicationInitials(models.Model):
    """Who has initialled the letter, and who may still do so (steps 12 to 14)."""

    _inherit = "ptsp.application"

    initial_ids = fields.One2many(
        "ptsp.letter.initial",
        "application_id",
        "Initials",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )

    def _letter_initials(self):
        """Return who wrote and initialled the letter, as the verification copy shows: role, user, when.

        :return: list of tuples, one for the draft and one for each stage at which the letter is initialled
        """
        self.ensure_one()
        submitted = self.env["ptsp.letter.revision"].search_fetch(
            [("application_id", "=", self.id), ("number", "=", self.draft_revision)], ["user_id", "submitted_at"]
        )
        initials = self.initial_ids._counting(self.draft_revision)
        # Read together: each comes by a field of its own, and would be read by itself.
        (submitted.user_id | initials.user_id | self.signatory_id).mapped("name")
        keys = [row.key for row in self._rows_with_effect("close_revision")]
        written_by = self._document_closing_line(*keys)._acting_as()
        lines = [(written_by or "Pemrosesan", submitted.user_id, submitted.submitted_at)]
        official = self.with_context(lang=OFFICIAL_LANG)
        for row in self._rows_with_effect("initial"):
            initial = initials.filtered(lambda initial, row=row: initial.role in row.roles)
            # The stage is called like the head whose turn it is.
            stage = label_in(official.env, self._procedure().states[row.sources[0]].label)
            lines.append((initial._acting_as() or stage, initial.user_id, initial.initialled_at))
        return lines

    # Guards

    def _guard_separate_person(self, transition):
        """Whoever wrote the letter, or initialled any revision of it at another stage, does not do this one."""
        if self.env.user not in self._people_of_other_stages(transition):
            return None
        if not self.company_id.ptsp_separation_of_duties:
            return None
        return self.env._(
            "Another officer must initial or sign the letter of %(name)s, for you have drafted it or initialled it "
            "at another stage.",
            name=self.name,
        )

    def _guard_returned_by_another(self):
        """Whoever wrote the letter does not return it either: what was submitted is judged by somebody else."""
        if self.env.user not in self.drafter_ids or not self.company_id.ptsp_separation_of_duties:
            return None
        return self.env._(
            "Another officer must return the letter of %(name)s, for you have drafted it.", name=self.name
        )

    def _people_of_other_stages(self, transition):
        """Return who wrote or submitted a revision of the letter, or initialled one in another role, struck out or not.

        :param Transition transition: the stage
        :return: ``res.users``
        """
        self.ensure_one()
        others = self.initial_ids.filtered(lambda initial: initial.role not in transition.roles)
        return self.drafter_ids | others.user_id

    def _guard_initials_current(self):
        """The initial of each stage is on the current revision."""
        initialled = set(self.initial_ids._counting(self.draft_revision).mapped("role"))
        if all(initialled.intersection(row.roles) for row in self._rows_with_effect("initial")):
            return None
        return self.env._(
            "Revision %(revision)s of %(name)s lacks an initial. Return the draft to the section head.",
            revision=self.draft_revision,
            name=self.name,
        )

    # Effects

    def _effect_initial(self, transition, now):
        """Initial this revision in the role of the transition (steps 12 and 13)."""
        self.env["ptsp.letter.initial"].create(
            [
                {
                    "application_id": application.id,
                    "revision": application.draft_revision,
                    "role": transition.roles[0],
                    "user_id": self.env.uid,
                    "deputation_id": application._deputation_of_actor(transition),
                    "initialled_at": now,
                }
                for application in self
            ]
        )

    def _effect_clear_initials(self, now):
        """Strike out all initials, and a signature if there is one, for the draft goes back (steps 12 to 14)."""
        initials = self.initial_ids.filtered(lambda initial: not initial.struck_at)
        initials.write({"struck_at": now})
        # The database allows one that counts for each role, so these are struck there before the next are entered.
        initials.flush_recordset()
        self._withdraw_signatures(now)
