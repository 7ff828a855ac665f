from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from ...tools.letter_html import LetterHtml

_lt = LazyTranslate(__name__)
#: What groups are called in which it is not there yet.
_NO_DECISION = _lt("No Decision Yet")


class ApplicationLetter(models.Model):
    """The letter as a draft: what it says, who wrote it, and who signed it (steps 11 to 14)."""

    _inherit = "ptsp.application"

    decision = fields.Selection(
        [("recommended", "Recommended"), ("refused", "Refused")],
        copy=False,
        editable_in="letter",
        groups="ptsp_exhibition.group_reader",
        falsy_value_label=_NO_DECISION,
        help="What the letter says. It is drafted in step 11 and decided with the signature in step 14.",
    )
    refusal_reason = fields.Text(
        copy=False,
        editable_in="letter",
        groups="ptsp_exhibition.group_reader",
        help="Why no recommendation is given. It stands in the letter of refusal.",
    )
    letter_body = LetterHtml(
        "Text of the Letter",
        copy=False,
        editable_in="letter",
        groups="ptsp_exhibition.group_reader",
        help="Filled in from the service's template for the decision; edit it until the draft is submitted.",
    )
    letter_body_origin = LetterHtml(
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="The text as it was filled in. While the letter still reads so, nobody has edited it.",
    )
    draft_revision = fields.Integer(
        "Revision",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="How often the draft was submitted.",
    )
    drafter_ids = fields.Many2many(
        "res.users",
        "ptsp_application_drafter_rel",
        "application_id",
        "user_id",
        "Drafted by",
        readonly=True,
        copy=False,
        procedure=True,
        context={"active_test": False},
        groups="ptsp_exhibition.group_reader",
        help="Who wrote or submitted any revision of the letter. None of them may initial or sign it.",
    )
    signatory_id = fields.Many2one(
        "res.users",
        "Signed by",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
    )
    signatory_office_id = fields.Many2one(
        "ptsp.signatory",
        "Signed as",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
        index="btree_not_null",
        help="Title, name, rank and NIP under the letter: those in office on the day of the signature.",
    )
    signed_at = fields.Datetime(readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader")

    def write(self, vals):
        touched = {"decision", "refusal_reason", "letter_body"}.intersection(vals)
        if not touched or self._is_procedure:
            return super().write(vals)
        untouched = self.filtered(lambda application: application._letter_is_untouched())
        result = super().write(vals)
        drafts = self._as_procedure()
        drafts.write({"drafter_ids": [fields.Command.link(self.env.uid)]})
        if "letter_body" not in vals:
            (drafts & untouched)._fill_letter()
        return result

    # Guards

    def _guard_signatory_in_office(self):
        """Whoever signs is entered as a signatory for today."""
        if self._office_of_signatory(fields.Datetime.now()):
            return None
        return self.env._(
            "%(user)s is no signatory of %(agency)s on %(day)s. A manager enters signatories under "
            "PTSP, Configuration, Signatories.",
            user=self.env.user.name,
            agency=self.company_id.name,
            day=self._document_day(),
        )

    # Effects

    def _effect_close_revision(self, now):
        """Submit the draft as the next revision, in the name of whoever submits it (step 11)."""
        self.write({"drafter_ids": [fields.Command.link(self.env.uid)]})
        for application in self:
            application.draft_revision += 1
        self._keep_revisions(now)

    def _effect_sign(self, now):
        """Sign the letter (step 14). From now on all that it says is frozen, but for number and date."""
        for application in self:
            office = application._office_of_signatory(now)
            application.write({"signatory_id": self.env.uid, "signatory_office_id": office.id, "signed_at": now})
        self._keep_signed_letters()

    def _forget_signatures(self):
        """Take the signatures from letters that go back."""
        self.write({"signatory_id": False, "signatory_office_id": False, "signed_at": False, "signed_letter_id": False})

    def _office_of_signatory(self, moment):
        """Return the entry under which the current user signs at a moment, possibly none."""
        self.ensure_one()
        if not self._holds_own_role(("agency_head",)):
            # Whoever acts signs as such, under no other entry.
            acting = self.env.user._ptsp_acting(self.company_id).get("agency_head")
            return self.env["ptsp.deputation"].sudo().browse(acting).signatory_ids
        day = self.service_id._local_day(moment)
        return self.env["ptsp.signatory"].sudo()._in_office(self.company_id, day, self.env.user)
