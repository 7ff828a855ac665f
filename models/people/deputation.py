from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...tools.boolean_search import positive
from ...tools.uninstall import with_rules

#: What may still be written once a deputation has begun: an auditor reads a year later who held which role.
_OPEN_TO_CHANGE = {"ends_at", "order_number"}


class Deputation(models.Model):
    """An acting officer: somebody holds a role of the procedure for a period (*Plh.* or *Plt.*).

    The role is held from ``starts_at`` until ``ends_at`` and not a second longer: whoever asks for a user's
    roles compares with the clock, so nothing needs to run at the end.
    """

    _name = "ptsp.deputation"
    _description = "Acting Officer"
    _inherit = ["ptsp.thread.mixin", "ptsp.remembered.mixin"]
    _order = "starts_at desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, default=lambda self: self.env.company
    )
    role = fields.Selection(selection="_selection_role", required=True, tracking=True)
    capacity = fields.Selection(
        [("plh", "Plh. (acting, holder away)"), ("plt", "Plt. (acting, office vacant)")],
        default="plh",
        required=True,
        tracking=True,
    )
    holder_id = fields.Many2one(
        "res.users",
        "Stands In For",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        default=lambda self: self._default_holder(),
        help="The officer who is away. Empty where the office is vacant.",
    )
    deputy_id = fields.Many2one(
        "res.users",
        "Acting Officer",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        tracking=True,
        domain="[('id', 'in', deputy_choice_ids)]",
    )
    deputy_choice_ids = fields.Many2many(
        "res.users", compute="_compute_deputy_choice_ids", help="Officers who may act: not the one who is away."
    )
    starts_at = fields.Datetime("From", required=True, tracking=True)
    ends_at = fields.Datetime(
        "Until", required=True, tracking=True, help="From this moment the role is held no longer."
    )
    order_number = fields.Char("Order (Surat Perintah)", tracking=True, help="Number of the order that appoints.")
    in_force = fields.Boolean("In Force Now", compute="_compute_in_force", search="_search_in_force")
    begun = fields.Boolean(compute="_compute_in_force")

    # The signature block of an acting agency head.
    printed_name = fields.Char(help="With academic titles, as printed under the letter. The user's name where empty.")
    title = fields.Char("Office", help="Title of the office, such as Kepala Dinas; Plh. or Plt. is put before it.")
    rank = fields.Char("Rank (Pangkat)", help="Such as Pembina Utama Madya.")
    employee_number = fields.Char("Employee Number (NIP)")
    signatory_ids = fields.One2many("ptsp.signatory", "deputation_id", "Entry Among the Signatories", readonly=True)

    _period_in_order = models.Constraint(
        "CHECK (ends_at >= starts_at)", "The end of an acting officer's period lies before its beginning."
    )

    @api.model
    def _selection_role(self):
        # Members of an OPD are entered at the OPD, so nobody acts for them here.
        Group = self.env["res.groups"]
        opd_roles = Group._ptsp_opd_roles()
        return [(role, Group._ptsp_role_label(role)) for role in Group._ptsp_role_ids() if role not in opd_roles]

    @api.model
    def _default_holder(self):
        """Return the user, who names the own deputy, unless a manager enters it for somebody else."""
        return self.env["res.users"] if self._is_manager() else self.env.user

    @api.model
    def _is_manager(self):
        """Tell whether it is a manager who asks. That the call runs as superuser makes nobody one."""
        return self.env.user.has_group("ptsp_exhibition.group_manager")

    @api.depends("starts_at", "ends_at")
    def _compute_in_force(self):
        now = fields.Datetime.now()
        for deputation in self:
            deputation.begun = bool(deputation.starts_at and deputation.starts_at <= now)
            deputation.in_force = deputation.begun and now < (deputation.ends_at or now)

    def _search_in_force(self, operator, values):
        now = fields.Datetime.now()
        return positive(operator, values, lambda: Domain("starts_at", "<=", now) & Domain("ends_at", ">", now))

    @api.depends("role", "holder_id", "company_id")
    def _compute_deputy_choice_ids(self):
        Users = self.env["res.users"]
        staff = self.env.ref("ptsp_exhibition.group_staff")
        for deputation in self:
            officers = Users.search(
                [("all_group_ids", "in", staff.id), ("company_ids", "in", deputation.company_id.ids)]
            )
            deputation.deputy_choice_ids = (officers - deputation.holder_id).filtered(
                lambda user, role=deputation.role: role not in user._ptsp_own_roles()
            )

    @api.depends("role", "capacity", "deputy_id")
    def _compute_display_name(self):
        for deputation in self:
            deputation.display_name = self.env._(
                "%(role)s: %(name)s", role=deputation._acting_role(), name=deputation.deputy_id.name or ""
            )

    def _acting_role(self):
        """Return the role as the control sheet names it, such as ``Plh. Kepala Seksi``."""
        mark = {"plh": "Plh.", "plt": "Plt."}.get(self.capacity, "")
        return f"{mark} {self.env['res.groups']._ptsp_role_label(self.role) if self.role else ''}"

    def _official_role(self):
        """Return the role as official documents name it, in Indonesian; empty where nobody acted for anybody."""
        return self.with_context(lang="id_ID")._acting_role() if self else ""

    # Rules

    @api.constrains("holder_id", "deputy_id", "role", "capacity", "company_id")
    def _check_people(self):
        for deputation in self:
            deputy, holder = deputation.deputy_id, deputation.holder_id
            role = self.env["res.groups"]._ptsp_role_label(deputation.role)
            if bool(holder) != (deputation.capacity == "plh"):
                raise ValidationError(
                    self.env._("Enter for whom a Plh. stands in. For a Plt., whose office is vacant, leave it empty.")
                )
            if holder and deputation.role not in holder._ptsp_own_roles():
                raise ValidationError(
                    self.env._("%(name)s is not %(role)s and can have no deputy for it.", name=holder.name, role=role)
                )
            if not deputy.active or deputation.company_id not in deputy.company_ids or not deputy._is_ptsp_staff():
                raise ValidationError(
                    self.env._(
                        "%(name)s is no officer of %(agency)s. Choose somebody who has a role of the procedure there.",
                        name=deputy.name,
                        agency=deputation.company_id.name,
                    )
                )
            if deputation.role in deputy._ptsp_own_roles():
                raise ValidationError(
                    self.env._("%(name)s is %(role)s already. Choose somebody else.", name=deputy.name, role=role)
                )

    @api.constrains("deputy_id", "role", "company_id", "starts_at", "ends_at")
    def _check_overlap(self):
        for deputation in self:
            twice = self.search_count(
                [
                    ("id", "!=", deputation.id),
                    ("deputy_id", "=", deputation.deputy_id.id),
                    ("role", "=", deputation.role),
                    ("company_id", "=", deputation.company_id.id),
                    ("starts_at", "<", deputation.ends_at),
                    ("ends_at", ">", deputation.starts_at),
                ],
                limit=1,
            )
            if twice:
                raise ValidationError(
                    self.env._(
                        "%(name)s acts in this role already during these days. Change the end of that entry instead.",
                        name=deputation.deputy_id.name,
                    )
                )

    @api.constrains("role", "title", "employee_number")
    def _check_signature_block(self):
        for deputation in self:
            if deputation.role == "agency_head" and not (deputation.title and deputation.employee_number):
                raise ValidationError(
                    self.env._("Enter Office and Employee Number (NIP) of the acting agency head: they are printed.")
                )

    def _check_may_name(self):
        """Refuse whoever is neither a manager nor the officer who is away.

        :raises AccessError: saying who may
        """
        if self._is_manager():
            return
        own_roles = self.env.user._ptsp_own_roles()
        for deputation in self:
            if deputation.holder_id != self.env.user or deputation.role not in own_roles:
                raise AccessError(
                    self.env._(
                        "An acting officer is named by the officer who is away, for the own role, or by a manager."
                    )
                )

    def _check_not_oneself(self, vals=None):
        """Refuse to name oneself, or to lengthen one's own period, by whatever right: also to a manager.

        :param dict vals: what is about to be written; nothing where a period was just entered
        :raises AccessError: saying who may
        """
        own = self.filtered(lambda deputation: deputation.deputy_id == self.env.user)
        if own and vals is not None and vals.keys() == {"ends_at"}:
            # Whoever acts may end it.
            end = fields.Datetime.to_datetime(vals["ends_at"])
            own = own.filtered(lambda deputation: not end or end > deputation.ends_at)
        if own:
            raise AccessError(self.env._("Nobody names himself acting officer: let another manager do that."))

    def _check_not_rewritten(self, names):
        """Refuse to rewrite a period that has begun: it can only be ended or prolonged.

        :param names: names of the fields about to be written
        :raises UserError: naming the way out
        """
        now = fields.Datetime.now()
        for deputation in self:
            if deputation.ends_at <= now and set(names) - {"order_number"}:
                raise UserError(
                    self.env._("%(name)s is over and stays on record. Enter a new one.", name=deputation.display_name)
                )
            if deputation.starts_at <= now and set(names) - _OPEN_TO_CHANGE:
                raise UserError(
                    self.env._(
                        "%(name)s has begun: only its end can be changed. End it now and enter a new one.",
                        name=deputation.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now() - timedelta(minutes=1)
        deputations = super().create(vals_list)
        deputations._check_may_name()
        deputations._check_not_oneself()
        # Only what the system itself brings along, such as old records, may lie in the past.
        if not self.env.user._is_superuser() and any(deputation.starts_at < now for deputation in deputations):
            raise ValidationError(
                self.env._("An acting officer cannot be named for the past. Let From be now or later.")
            )
        deputations._keep_signatory()
        return deputations

    def write(self, vals):
        own = {name for name in vals if name in self._fields and not name.startswith(("message_", "activity_"))}
        if not own:
            return super().write(vals)
        self._check_may_name()
        self._check_not_rewritten(own)
        self._check_not_oneself({name: vals[name] for name in own})
        begun = self.filtered("begun")
        result = super().write(vals)
        self._check_may_name()
        if "deputy_id" in vals:
            self._check_not_oneself()
        now = fields.Datetime.now() - timedelta(minutes=1)
        if any(deputation.ends_at < now for deputation in begun):
            raise ValidationError(self.env._("The end of a period that has begun cannot lie in the past: end it now."))
        self._keep_signatory()
        return result

    def unlink(self):
        return super(Deputation, with_rules(self)).unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_only_ahead(self):
        self._check_may_name()
        if any(deputation.begun for deputation in self):
            raise UserError(self.env._("A period that has begun stays on record. End it now instead."))

    def copy_data(self, default=None):
        now = fields.Datetime.now()
        return super().copy_data({"starts_at": now, "ends_at": now, **(default or {})})

    def action_end(self):
        """End the period now, when the officer is back.

        :return: True
        :raises AccessError: the user is neither a manager nor the officer who is away
        :raises UserError: it is over already
        """
        self.write({"ends_at": fields.Datetime.now()})
        return True

    # The signature block

    @api.onchange("role", "holder_id")
    def _onchange_role(self):
        if self.role == "agency_head" and not self.title:
            today = self.company_id._ptsp_today()
            self.title = self.env["ptsp.signatory"]._in_office(self.company_id, today, self.holder_id or None).title

    def _keep_signatory(self):
        """Let the acting agency head sign as such: an entry among the signatories, for the days of the period."""
        for deputation in self:
            if deputation.role != "agency_head":
                continue
            values = {
                "company_id": deputation.company_id.id,
                "user_id": deputation.deputy_id.id,
                "name": deputation.printed_name,
                "capacity": deputation.capacity,
                "title": deputation.title,
                "rank": deputation.rank,
                "employee_number": deputation.employee_number,
                "date_from": deputation._local_day(deputation.starts_at),
                "date_to": deputation._local_day(deputation.ends_at),
                "deputation_id": deputation.id,
            }
            office_sudo = deputation.sudo().signatory_ids
            if office_sudo:
                office_sudo.write(values)
            else:
                office_sudo.create(values)

    def _local_day(self, moment):
        """Return the agency's calendar date of a moment.

        :param datetime moment: naive, in UTC
        """
        return self.company_id._ptsp_local_day(moment)
