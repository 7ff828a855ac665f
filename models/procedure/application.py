from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.label import label_in
from .types import DRAFT


class Application(models.Model):
    """An application under a service: who applies, and where it stands.

    What belongs to a theme stands in the room of that theme: ``application_transition`` moves it by the procedure of
    its service, ``application_turn`` says whose turn it is. Guards (``_guard_*``) and effects (``_effect_*``) stand
    with their theme.
    """

    _name = "ptsp.application"
    _description = "Application"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin", "ptsp.thread.mixin", "mail.activity.mixin"]
    _order = "deadline, id"
    _check_company_auto = True

    name = fields.Char(
        "Reference",
        compute="_compute_name",
        store=True,
        readonly=True,
        procedure=True,
        index="trigram",
        help="A draft reference, then that of the file, and its registration number once it is registered.",
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
        default=DRAFT,
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
        check_company=True,
        help="The person or company that applies. Letters and e-mails go to its address.",
        editable_in="file",
    )
    commercial_partner_id = fields.Many2one(
        "res.partner",
        "Commercial Entity",
        compute="_compute_commercial_partner_id",
        store=True,
        index=True,
        procedure=True,
        help="Whose application it is: the applicant's, or the company's for which the applicant applies. It stays so, "
        "whatever becomes of the applicant: who leaves the company leaves its applications behind.",
    )
    email = fields.Char(related="partner_id.email", string="E-mail")
    phone = fields.Char(related="partner_id.phone")
    applicant_identity = fields.Char(
        "Identity Number",
        help="Number of the applicant's valid identity card (KTP) or passport.",
        editable_in="file",
    )
    is_represented = fields.Boolean(
        "Filed by a Representative",
        help="A representative files the application and needs a power of attorney with duty stamp.",
        editable_in="file",
    )
    representative_id = fields.Many2one(
        "res.partner", ondelete="restrict", index="btree_not_null", check_company=True, editable_in="file"
    )

    _waiting = models.Index("(state, deadline, id)")

    @api.depends("partner_id")
    def _compute_commercial_partner_id(self):
        for application in self:
            application.commercial_partner_id = application.partner_id.commercial_partner_id

    @api.model
    def _valid_field_parameter(self, field, name):
        # What must be open in a state for a field to be written; whose turn it is then is the record rule's business.
        return name == "editable_in" or super()._valid_field_parameter(field, name)

    @property
    def _closed_to_defaults(self):
        # What is written later: a procedure may open it to whoever files, but a client's default is not meant for it.
        opened = {part for procedure in self._procedures() for part in procedure.states[DRAFT].opens}
        later = {
            name for name, field in self._fields.items() if getattr(field, "editable_in", None) not in (None, *opened)
        }
        return super()._closed_to_defaults | later

    @api.model
    def _selection_state(self):
        return self.env["ptsp.service"]._selection_state()

    @api.model
    def _group_expand_state(self, states, domain):
        """Show the columns of the kanban in the order of the procedure; empty ones would only push others off."""
        return [key for key, _label in self._selection_state() if key in states]

    @api.model
    def _default_service_id(self):
        # Of several services the first of the list, whichever was revised last.
        return self.env["ptsp.service"].sudo()._in_force_today(self.env.company).sorted("code")[:1]

    # The procedure

    @api.model
    def _procedures(self):
        """Return the procedures of this database, as a tuple of ``Procedure``."""
        return tuple(self.env["ptsp.service"]._procedures().values())

    def _procedure(self):
        """Return the procedure of the application's service.

        :return: a ``Procedure``
        """
        # Whoever reads an application is told where it stands, also where the service is another agency's.
        return self.sudo().service_id._procedure()

    def _state(self):
        """Return the state in which the application stands.

        :return: a ``State``
        """
        self.ensure_one()
        return self._procedure().states[self.state]

    def _state_label(self):
        """Return the name of the state, in the user's language."""
        return label_in(self.env, self._state().label)

    @api.model
    def _domain_of_states(self, question):
        """Return the domain of the applications whose state answers a question, each by its own procedure.

        :param callable question: takes a ``Procedure``, returns keys of its states
        :return: ``Domain``
        """
        return self.env["ptsp.service"]._domain_of_states(question)

    @api.constrains("is_represented", "representative_id")
    def _check_representative(self):
        for application in self:
            if application.is_represented and not application.representative_id:
                raise ValidationError(
                    self.env._("A representative files this application: enter who it is in the field Representative.")
                )

    def _compute_name(self):
        for application in self:
            application.name = (
                self.env._("Draft %(number)s", number=f"{application._origin.id:05d}") if application.ids else False
            )

    @api.model_create_multi
    def create(self, vals_list):
        # The control sheet is the log, and whose turn it is shows by the to-do, not by who follows.
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        applications = super(Application, quiet).create(vals_list).with_env(self.env)
        for application, vals in zip(applications, vals_list, strict=True):
            application._check_editable({name for name, value in vals.items() if value})
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
            self._check_editable(vals)
            if {"service_id", "company_id"}.intersection(vals):
                raise UserError(
                    self.env._(
                        "An application stays under the service and agency under which it was filed. File a new one."
                    )
                )
        return super().write(vals)

    def _check_editable(self, names):
        """Refuse fields that are settled by the time an application has come so far.

        :param names: names of the fields about to be written
        :raises UserError: naming the field and the states in which it is written
        """
        parts = {name: part for name in names if (part := getattr(self._fields.get(name), "editable_in", None))}
        if not parts:
            return
        for application in self:
            opened = application._state().opens
            for name, part in parts.items():
                if part not in opened:
                    raise UserError(
                        self.env._(
                            "%(field)s can be entered only while the application is at: %(states)s.",
                            field=self._fields[name]._description_string(self.env),
                            states=application._labels_of_states_opening(part),
                        )
                    )

    def _labels_of_states_opening(self, part):
        """Return the names of the states in which a part may be edited, in the user's language."""
        procedure = self._procedure()
        opening = procedure.states_opening(part)
        return ", ".join(label_in(self.env, state.label) for key, state in procedure.states.items() if key in opening)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        for application in self:
            if application.state != DRAFT:
                raise UserError(
                    self.env._(
                        "%(name)s has been submitted and cannot be deleted. Cancel it instead.", name=application.name
                    )
                )

    def _open_file(self):
        """Give new applications their control sheet and to-do (step 3). A room adds what its theme begins with."""
        now = fields.Datetime.now()
        self._open_control_lines(now)
        self._state_entered(None, now)
        self._leave_to_dos()

    def _state_entered(self, transition, now):
        """Let each room do its part after applications have entered a state, before their to-dos are left.

        Rooms extend it. What they find: the new state is written, its control line is open.

        :param Transition transition: what has led there; None where an application was filed
        :param datetime now: when, naive UTC
        """
