import re

from markupsafe import Markup, escape

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty
from odoo.tools.mail import html_to_inner_content

from .application_document import OFFICIAL_LANG

_PLACEHOLDER = re.compile(r"\[\[\s*(\w+)\s*\]\]")
#: Whatever stands between double brackets in a finished letter was forgotten, also what no value could fill in.
_LEFT_OPEN = re.compile(r"\[\[\s*(.*?)\s*\]\]")


class PtspApplication(models.Model):
    """The letter as a draft: its text, its revisions, and who initialled them (steps 11 to 14)."""

    _inherit = "ptsp.application"

    decision = fields.Selection(
        [("recommended", "Recommended"), ("refused", "Refused")],
        copy=False,
        editable_in=("drafting",),
        groups="ptsp_exhibition.group_reader",
        help="What the letter says. It is drafted in step 11 and decided with the signature in step 14.",
    )
    refusal_reason = fields.Text(
        copy=False,
        editable_in=("drafting",),
        groups="ptsp_exhibition.group_reader",
        help="Why no recommendation is given. It stands in the letter of refusal.",
    )
    letter_body = fields.Html(
        "Text of the Letter",
        copy=False,
        editable_in=("drafting",),
        groups="ptsp_exhibition.group_reader",
        help="Filled in from the service's template for the decision; edit it until the draft is submitted.",
    )
    letter_body_origin = fields.Html(
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
        groups="ptsp_exhibition.group_reader",
        help="Who wrote or submitted the current revision. None of them may initial or sign it.",
    )
    section_initial_id = fields.Many2one(
        "res.users",
        "Initial of Section Head",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
    )
    section_initialled_at = fields.Datetime(
        readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    section_initial_revision = fields.Integer(
        readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    division_initial_id = fields.Many2one(
        "res.users",
        "Initial of Division Head",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
    )
    division_initialled_at = fields.Datetime(
        readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    division_initial_revision = fields.Integer(
        readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
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

    def _letter_is_untouched(self):
        """Tell whether the text of the letter is still as it was filled in."""
        self.ensure_one()
        return is_html_empty(self.letter_body) or self.letter_body == self.letter_body_origin

    def _fill_letter(self):
        """Fill the text of the letter from the service's template for the decision."""
        for application in self:
            service = application.service_id
            template = (
                service.letter_template_refused
                if application.decision == "refused"
                else service.letter_template_recommended
            )
            body = application._fill_placeholders(template)
            application.write({"letter_body": body, "letter_body_origin": body})
            # The text is sanitized as it is stored, and must be compared as it is stored.
            application.letter_body_origin = application.letter_body

    def _fill_placeholders(self, template):
        """Fill in what is known, and leave the other placeholders for the officer.

        :param Markup template: text with placeholders such as ``[[event_name]]``
        :return: Markup; the values are escaped
        """
        self.ensure_one()
        values = self._letter_values()

        def substitute(match):
            value = values.get(match.group(1))
            return str(escape(value)) if value else match.group(0)

        return Markup(_PLACEHOLDER.sub(substitute, template or ""))

    def _letter_values(self):
        """Return what the placeholders of a letter stand for, as text in the language of the documents."""
        self.ensure_one()
        return {
            "partner_name": self.partner_id.name,
            "registration_number": self.registration_number,
            "registered_on": self._official_text(self.registered_at and self.service_id._local_day(self.registered_at)),
            "refusal_reason": (self.refusal_reason or "").strip(),
            "service_name": self.with_context(lang=OFFICIAL_LANG).service_id.name,
        }

    # Guards

    def _guard_letter_complete(self, transition):
        """The decision is set and the letter has neither an empty text nor an open placeholder."""
        for application in self:
            if not application.decision:
                raise UserError(
                    self.env._("Choose the decision of %(name)s: recommended or refused.", name=application.name)
                )
            if is_html_empty(application.letter_body):
                raise UserError(self.env._("Write the text of the letter of %(name)s.", name=application.name))
            if application.decision == "refused" and not application._names_reason():
                raise UserError(
                    self.env._(
                        "Enter the reason of the refusal of %(name)s in the field Refusal Reason.",
                        name=application.name,
                    )
                )
            open_placeholders = sorted(set(_LEFT_OPEN.findall(html_to_inner_content(application.letter_body))))
            if open_placeholders:
                raise UserError(
                    self.env._(
                        "The letter of %(name)s still has something to fill in: %(placeholders)s.",
                        name=application.name,
                        placeholders=", ".join(f"[[{name}]]" for name in open_placeholders),
                    )
                )

    def _names_reason(self):
        """Tell whether a refusal gives its reason: in its field, or in a text that the officer wrote."""
        self.ensure_one()
        return bool((self.refusal_reason or "").strip()) or not self._letter_is_untouched()

    def _guard_separate_person(self, transition):
        """Whoever drafted or initialled this revision does neither initial nor sign it."""
        for application in self.sudo():
            if not application.company_id.ptsp_separation_of_duties:
                continue
            if self.env.user in application._people_on_revision():
                raise UserError(
                    self.env._(
                        "You have drafted or initialled this revision of %(name)s. Another officer must do this step.",
                        name=application.name,
                    )
                )

    def _people_on_revision(self):
        """Return the users who drafted or initialled the current revision of the draft."""
        self.ensure_one()
        people = self.drafter_ids
        if self.section_initial_revision == self.draft_revision:
            people |= self.section_initial_id
        if self.division_initial_revision == self.draft_revision:
            people |= self.division_initial_id
        return people

    def _guard_initials_current(self, transition):
        """Both initials are on the current revision."""
        for application in self.sudo():
            section_is_current = (
                application.section_initial_id and application.section_initial_revision == application.draft_revision
            )
            division_is_current = (
                application.division_initial_id and application.division_initial_revision == application.draft_revision
            )
            if not (section_is_current and division_is_current):
                raise UserError(
                    self.env._(
                        "Revision %(revision)s of %(name)s lacks an initial. Return the draft to the section head.",
                        revision=application.draft_revision,
                        name=application.name,
                    )
                )

    # Effects

    def _effect_prepare_letter(self, transition, now):
        """Fill the text of the letter on entering drafting, unless an officer has written one already."""
        self._start_revision()
        self.filtered(lambda application: application._letter_is_untouched())._fill_letter()

    def _effect_reopen_draft(self, transition, now):
        """A returned draft becomes the next revision (steps 12 and 13)."""
        self._effect_clear_initials(transition, now)
        self._start_revision()

    def _start_revision(self):
        """Forget who drafted the revision before: the next one has drafters of its own."""
        self.filtered("drafter_ids").write({"drafter_ids": [fields.Command.clear()]})

    def _effect_close_revision(self, transition, now):
        """Submit the draft as the next revision, in the name of whoever submits it (step 11)."""
        self.write({"drafter_ids": [fields.Command.link(self.env.uid)]})
        for application in self:
            application.draft_revision += 1

    def _effect_initial_section(self, transition, now):
        """Initial this revision (step 12)."""
        for application in self:
            application.write(
                {
                    "section_initial_id": self.env.uid,
                    "section_initialled_at": now,
                    "section_initial_revision": application.draft_revision,
                }
            )

    def _effect_initial_division(self, transition, now):
        """Initial this revision (step 13)."""
        for application in self:
            application.write(
                {
                    "division_initial_id": self.env.uid,
                    "division_initialled_at": now,
                    "division_initial_revision": application.draft_revision,
                }
            )

    def _effect_clear_initials(self, transition, now):
        """Strike out both initials (step 14)."""
        self.write(
            {
                "section_initial_id": False,
                "section_initialled_at": False,
                "section_initial_revision": 0,
                "division_initial_id": False,
                "division_initialled_at": False,
                "division_initial_revision": 0,
            }
        )

    def _effect_sign(self, transition, now):
        """Sign the letter (step 14). From now on its text is frozen."""
        self.write({"signatory_id": self.env.uid, "signed_at": now})
