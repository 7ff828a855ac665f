from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import workflow

#: Longest text of one line, and of several lines, that an application takes.
LINE_LIMIT = 500
TEXT_LIMIT = 10000


class PtspApplication(models.Model):
    """An application under a service: who applies, and where it stands.

    What belongs to a theme stands in a file of its own beside this one: ``application_transition`` moves
    it by the table of ``workflow``, ``application_turn`` says whose turn it is, ``application_clock``
    counts the promise, ``application_letter`` holds the draft, and ``application_exhibition`` what is
    particular to exhibitions. Guards (``_guard_*``) and effects (``_effect_*``) stand with their theme.
    """

    _name = "ptsp.application"
    _description = "Application"
    _inherit = ["ptsp.protected.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "deadline, id"
    _check_company_auto = True

    name = fields.Char(
        "Reference",
        compute="_compute_name",
        store=True,
        readonly=True,
        procedure=True,
        index="trigram",
        help="A draft reference until the application is registered, then its registration number.",
    )
    service_id = fields.Many2one(
        "ptsp.service",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_service_id(),
        domain="[('in_force', '=', True), ('company_id', '=', company_id)]",
        check_company=True,
        help="The service, under the SOP revision in force on the day of filing. It stays under that revision.",
    )
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    state = fields.Selection(
        selection="_selection_state",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        group_expand="_group_expand_state",
        procedure=True,
    )

    # Who applies
    partner_id = fields.Many2one(
        "res.partner",
        "Applicant",
        required=True,
        index=True,
        ondelete="restrict",
        help="The person or company that applies. Letters and e-mails go to its address.",
        editable_in=workflow.FILE_STATES,
    )
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, index=True, procedure=True
    )
    email = fields.Char(related="partner_id.email", string="E-mail")
    phone = fields.Char(related="partner_id.phone")
    applicant_identity = fields.Char(
        "Identity Number",
        help="Number of the applicant's valid identity card (KTP) or passport.",
        editable_in=workflow.FILE_STATES,
    )
    is_represented = fields.Boolean(
        "Filed by a Representative",
        help="A representative files the application and needs a power of attorney with duty stamp.",
        editable_in=workflow.FILE_STATES,
    )
    representative_id = fields.Many2one(
        "res.partner", ondelete="restrict", index="btree_not_null", editable_in=workflow.FILE_STATES
    )

    # The file
    checklist_ids = fields.One2many("ptsp.checklist.line", "application_id", copy=False)
    control_ids = fields.One2many(
        "ptsp.control.line",
        "application_id",
        "Control Sheet",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        procedure=True,
    )
    chain_hash = fields.Char(
        "End of Chain",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        help="Hash of the last closed line of the control sheet. Printed on the sheet, it ties paper and system.",
        procedure=True,
    )
    control_count = fields.Integer(
        "Closed Lines", readonly=True, copy=False, groups="ptsp_exhibition.group_reader", procedure=True
    )
    review_ids = fields.One2many(
        "ptsp.technical.review", "application_id", "Technical Reviews", copy=False, groups="base.group_user"
    )
    registration_number = fields.Char(readonly=True, copy=False, procedure=True)
    registered_at = fields.Datetime(
        readonly=True, copy=False, help="When the receipt was given (step 6).", procedure=True
    )

    # The handover
    recipient_name = fields.Char(
        "Recipient", copy=False, help="Who collects the letter (step 16).", editable_in=("pickup",)
    )
    recipient_identity = fields.Char(
        "Recipient's Identity Number",
        copy=False,
        help="Number of the identity card that the recipient shows.",
        editable_in=("pickup",),
    )
    recipient_is_representative = fields.Boolean(
        "Collected by a Representative",
        copy=False,
        help="Somebody else than the applicant collects the letter.",
        editable_in=("pickup",),
    )
    power_of_attorney_seen = fields.Boolean(
        copy=False,
        help="The representative has handed in a power of attorney to collect the letter.",
        editable_in=("pickup",),
    )
    handed_over_at = fields.Datetime(readonly=True, copy=False, procedure=True)

    _registration_number_unique = models.UniqueIndex(
        "(company_id, registration_number) WHERE registration_number IS NOT NULL",
        "This registration number was given already.",
    )
    _waiting = models.Index("(state, deadline, id)")

    @api.model
    def _valid_field_parameter(self, field, name):
        # In which states a field may be written at all; whose turn it is then is the record rule's business.
        return name == "editable_in" or super()._valid_field_parameter(field, name)

    @property
    def _fields_without_default(self):
        later = {
            name for name, field in self._fields.items() if "draft" not in getattr(field, "editable_in", ("draft",))
        }
        return super()._fields_without_default | later

    @api.model
    def _selection_state(self):
        return self.env["ptsp.step"]._selection_state()

    @api.model
    def _group_expand_state(self, states, domain):
        """Show the columns of the kanban in the order of the procedure; empty ones would only push others off."""
        return [key for key in workflow.STATES if key in states]

    @api.model
    def _default_service_id(self):
        today = fields.Date.context_today(self)
        return self.env["ptsp.service"].sudo()._in_force_on(today, self.env.company)[:1]

    @api.constrains("is_represented", "representative_id")
    def _check_representative(self):
        for application in self:
            if application.is_represented and not application.representative_id:
                raise ValidationError(
                    self.env._("A representative files this application: enter who it is in the field Representative.")
                )

    @api.constrains(lambda self: self._text_fields())
    def _check_text_lengths(self):
        for application in self:
            for name in self._text_fields():
                field = self._fields[name]
                limit = LINE_LIMIT if field.type == "char" else TEXT_LIMIT
                if len(application[name] or "") > limit:
                    raise ValidationError(
                        self.env._(
                            "%(field)s is longer than %(limit)s characters. Shorten it.",
                            field=field._description_string(self.env),
                            limit=limit,
                        )
                    )

    @api.model
    def _text_fields(self):
        """Return the names of the texts that people enter and whose length is limited."""
        return ["applicant_identity", "recipient_name", "recipient_identity", "refusal_reason"]

    @api.depends("registration_number")
    def _compute_name(self):
        for application in self:
            draft = self.env._("Draft %(number)s", number=f"{application.id:05d}") if application.ids else False
            application.name = application.registration_number or draft

    def _state_label(self):
        """Return the name of the state, in the user's language."""
        self.ensure_one()
        return self.env._(workflow.STATES[self.state].label)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_editable({name for name, value in vals.items() if value}, ("draft",))
        # The control sheet is the log, and whose turn it is shows by the to-do, not by who follows.
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        applications = super(PtspApplication, quiet).create(vals_list).with_env(self.env)
        for service in applications.service_id:
            if not service.in_force:
                raise UserError(
                    self.env._(
                        "%(service)s is not in force today. Choose the revision that is in force.",
                        service=service.display_name,
                    )
                )
        applications._as_procedure()._open_file()
        return applications

    def write(self, vals):
        if not self._is_procedure:
            self._check_editable(vals, self.mapped("state"))
            if {"service_id", "company_id"}.intersection(vals):
                raise UserError(
                    self.env._(
                        "An application stays under the service and agency under which it was filed. File a new one."
                    )
                )
        return super().write(vals)

    @api.model
    def _check_editable(self, names, states):
        """Refuse fields that are settled by the time an application has come so far.

        :param names: names of the fields about to be written
        :param states: the states of the applications
        :raises UserError: naming the field and the states in which it is written
        """
        for name in names:
            field = self._fields.get(name)
            allowed = getattr(field, "editable_in", None)
            if allowed and any(state not in allowed for state in states):
                raise UserError(
                    self.env._(
                        "%(field)s can be entered only while the application is at: %(states)s.",
                        field=field._description_string(self.env),
                        states=", ".join(self.env._(workflow.STATES[state].label) for state in allowed),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        for application in self:
            if application.state != "draft":
                raise UserError(
                    self.env._(
                        "%(name)s has been submitted and cannot be deleted. Cancel it instead.", name=application.name
                    )
                )

    def _open_file(self):
        """Give new applications their checklist, their control sheet and their to-do (step 3)."""
        self.env["ptsp.checklist.line"].with_env(self.env).create(
            [
                {"application_id": application.id, "requirement_id": requirement.id}
                for application in self
                for requirement in application.service_id.requirement_ids
            ]
        )
        self._open_control_lines(fields.Datetime.now())
        self._leave_to_dos()
