from odoo import api, fields, models


class ApplicationLetter(models.Model):
    """The letter as a draft: who wrote, initialled and signed which revision (steps 11 to 14)."""

    _inherit = "ptsp.application"

    decision = fields.Selection(
        [("recommended", "Recommended"), ("refused", "Refused")],
        copy=False,
        editable_in="letter",
        groups="ptsp_exhibition.group_reader",
        help="What the letter says. It is drafted in step 11 and decided with the signature in step 14.",
    )
    refusal_reason = fields.Text(
        copy=False,
        editable_in="letter",
        groups="ptsp_exhibition.group_reader",
        help="Why no recommendation is given. It stands in the letter of refusal.",
    )
    letter_body = fields.Html(
        "Text of the Letter",
        copy=False,
        editable_in="letter",
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

    @api.model
    def _text_fields(self):
        return [*super()._text_fields(), "refusal_reason"]

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

    def _letter_initials(self):
        """Return who wrote and initialled the letter, as the verification copy shows: role, user, when."""
        self.ensure_one()
        submitted = self.revision_ids.filtered(lambda revision: revision.number == self.draft_revision)
        # Read together: each comes by a field of its own, and would be read by itself.
        (submitted.user_id | self.section_initial_id | self.division_initial_id | self.signatory_id).mapped("name")
        return [
            (self._official_role("Pemrosesan", "submit_draft"), submitted.user_id, submitted.submitted_at),
            (
                self._official_role("Kepala Seksi", "section_approve"),
                self.section_initial_id,
                self.section_initialled_at,
            ),
            (
                self._official_role("Kepala Bidang", "division_approve"),
                self.division_initial_id,
                self.division_initialled_at,
            ),
        ]

    def _official_role(self, role, action):
        """Return the role as it stands beside an initial: marked where somebody acted for its holder.

        :param str role: its official name
        :param str action: the transition with which it was initialled
        """
        return self._document_closing_line(action)._acting_as() or role

    # Guards

    def _guard_separate_person(self):
        """Whoever drafted or initialled this revision does neither initial nor sign it."""
        if not self.company_id.ptsp_separation_of_duties or self.env.user not in self._people_on_revision():
            return None
        return self.env._(
            "You have drafted or initialled this revision of %(name)s. Another officer must do this step.",
            name=self.name,
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

    def _guard_initials_current(self):
        """Both initials are on the current revision."""
        revision = self.draft_revision
        section_is_current = self.section_initial_id and self.section_initial_revision == revision
        division_is_current = self.division_initial_id and self.division_initial_revision == revision
        if section_is_current and division_is_current:
            return None
        return self.env._(
            "Revision %(revision)s of %(name)s lacks an initial. Return the draft to the section head.",
            revision=revision,
            name=self.name,
        )

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

    def _effect_reopen_draft(self):
        """A returned draft becomes the next revision (steps 12 and 13)."""
        self._effect_clear_initials()
        self._start_revision()

    def _start_revision(self):
        """Forget who drafted the revision before: the next one has drafters of its own."""
        self.filtered("drafter_ids").write({"drafter_ids": [fields.Command.clear()]})

    def _effect_close_revision(self, now):
        """Submit the draft as the next revision, in the name of whoever submits it (step 11)."""
        self.write({"drafter_ids": [fields.Command.link(self.env.uid)]})
        for application in self:
            application.draft_revision += 1
        self._keep_revisions(now)

    def _effect_initial_section(self, now):
        """Initial this revision (step 12)."""
        for application in self:
            application.write(
                {
                    "section_initial_id": self.env.uid,
                    "section_initialled_at": now,
                    "section_initial_revision": application.draft_revision,
                }
            )

    def _effect_initial_division(self, now):
        """Initial this revision (step 13)."""
        for application in self:
            application.write(
                {
                    "division_initial_id": self.env.uid,
                    "division_initialled_at": now,
                    "division_initial_revision": application.draft_revision,
                }
            )

    def _effect_clear_initials(self):
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

    def _effect_sign(self, now):
        """Sign the letter (step 14). From now on its text is frozen."""
        for application in self:
            office = application._office_of_signatory(now)
            application.write({"signatory_id": self.env.uid, "signatory_office_id": office.id, "signed_at": now})

    def _office_of_signatory(self, moment):
        """Return the entry under which the current user signs at a moment, possibly none."""
        self.ensure_one()
        if not self._holds_own_role(("agency_head",)):
            # Whoever acts signs as such, under no other entry.
            acting = self.env.user._ptsp_acting(self.company_id).get("agency_head")
            return self.env["ptsp.deputation"].sudo().browse(acting).signatory_ids
        day = self.service_id._local_day(moment)
        return self.env["ptsp.signatory"].sudo()._in_office(self.company_id, day, self.env.user)
