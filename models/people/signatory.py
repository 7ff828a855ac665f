from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .employee_number import is_employee_number

#: Who signs: letters the agency head; what goes out in the meantime a head below, on behalf of the agency head.
_OFFICES = ("agency_head", "division_head", "section_head")
#: As a signature block names an office that nobody has entered yet.
_TITLES = {"division_head": "Kepala Bidang", "section_head": "Kepala Seksi"}


class Signatory(models.Model):
    """An official who signs letters for a period, as the signature block names him or her.

    An entry without a user holds for everybody who holds the office; one with a user goes before it.
    """

    _name = "ptsp.signatory"
    _description = "Signatory"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", "Agency", required=True, index=True, default=lambda s: s.env.company)
    role = fields.Selection(
        selection="_selection_role",
        string="Office",
        default="agency_head",
        required=True,
        help="The agency head signs letters; a head below signs cover letters and invitations on behalf of the "
        "agency head, where a service says so.",
    )
    user_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="The officer who signs. Leave it empty where the entry holds for everybody in that office.",
    )
    deputation_id = fields.Many2one(
        "ptsp.deputation",
        "Acting Officer",
        readonly=True,
        copy=False,
        ondelete="cascade",
        check_company=True,
        index="btree_not_null",
        help="The entry follows the period of this acting agency head.",
    )
    name = fields.Char("Printed Name", help="With academic titles. The user's name where empty.")
    capacity = fields.Selection(
        [("definitive", "In office"), ("plt", "Plt. (acting, office vacant)"), ("plh", "Plh. (acting, holder away)")],
        default="definitive",
        required=True,
    )
    title = fields.Char(required=True, help="Title of the office, such as Kepala Dinas.")
    rank = fields.Char("Rank (Pangkat)", help="Such as Pembina Utama Madya.")
    employee_number = fields.Char("Employee Number (NIP)")
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("Until", help="Last day. Empty while the end is not known.")

    _dates_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "A signatory's last day lies before the first."
    )

    @api.model
    def _selection_role(self):
        Group = self.env["res.groups"]
        return [(role, Group._ptsp_role_label(role)) for role in _OFFICES]

    @api.constrains("employee_number")
    def _check_employee_number(self):
        for signatory in self:
            if signatory.employee_number and not is_employee_number(signatory.employee_number):
                raise ValidationError(
                    self.env._("An employee number (NIP) has 18 digits. Check it on the appointment.")
                )

    @api.constrains("company_id", "role", "user_id", "date_from", "date_to")
    def _check_overlap(self):
        for signatory in self:
            others = self.search(
                [
                    ("id", "!=", signatory.id),
                    ("company_id", "=", signatory.company_id.id),
                    ("role", "=", signatory.role),
                    ("user_id", "=", signatory.user_id.id),
                    *signatory._overlap_domain(),
                ],
                limit=1,
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(name)s is entered as signatory twice for the same days. End the entry that begins on "
                        "%(day)s first.",
                        name=signatory.display_name,
                        day=min(signatory.date_from, others.date_from),
                    )
                )

    def _overlap_domain(self):
        """Return the domain of entries that share a day with this one."""
        self.ensure_one()
        domain = Domain("date_to", "=", False) | Domain("date_to", ">=", self.date_from)
        return domain & Domain("date_from", "<=", self.date_to) if self.date_to else domain

    @api.depends("name", "user_id", "title", "capacity")
    def _compute_display_name(self):
        for signatory in self:
            name = signatory.name or signatory.user_id.name
            signatory.display_name = f"{signatory._official_title()} ({name})" if name else signatory._official_title()

    def _official_title(self):
        """Return the title as it stands in the signature block, marked where somebody acts for the holder."""
        self.ensure_one()
        mark = {"plt": "Plt. ", "plh": "Plh. "}.get(self.capacity, "")
        return f"{mark}{self.title or ''}"

    @api.model
    def _in_office(self, company, day, user=None, role="agency_head"):
        """Return the entry under which a user, or else whoever is in office, signs on a day. Possibly none.

        :param company: ``res.company``
        :param date day: the agency's date
        :param user: ``res.users``; without one, the entry that began last
        :param str role: the office
        """
        entries = self.search(
            [
                ("company_id", "=", company.id),
                ("role", "=", role),
                *([("user_id", "in", (user.id, False))] if user else []),
                ("date_from", "<=", day),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", day),
            ]
        )
        own = entries.filtered("user_id") if user else entries
        return (own or entries)[:1]

    def _sole_head(self):
        """Return whom an entry without a user means in papers that nobody signs in the system: who alone is in office.

        :return: ``res.users``; nobody where there are several, or the entry is none of today
        """
        if not self or self.user_id or (self.date_to and self.date_to < self.company_id._ptsp_today()):
            return self.env["res.users"]
        return self._sole_holder(self.company_id, self.role)

    @api.model
    def _sole_holder(self, company, role):
        """Return who alone holds an office; nobody where there are several.

        :param company: ``res.company``
        :param str role: the office
        """
        holders = self.env["res.users"]._ptsp_holders(company, (role,))[role]
        return holders if len(holders) == 1 else holders.browse()

    @api.model
    def _signature_of(self, company, day, role):
        """Return the signature block of a paper that nobody signs in the system.

        :param company: ``res.company``
        :param date day: the agency's date
        :param str role: who signs; below the agency head on behalf of the agency head (*a.n.*)
        :return: dict of texts: ``on_behalf`` of whom, ``title``, ``name``, ``rank`` and ``employee_number``
        """
        entry = self._in_office(company, day, role=role)
        user = entry.user_id or (entry._sole_head() if entry else self._sole_holder(company, role))
        on_behalf = role != "agency_head"
        head = self._in_office(company, day)
        return {
            "on_behalf": (head._official_title() if head else "Kepala Dinas") if on_behalf else "",
            "title": entry._official_title() if entry else _TITLES.get(role, "Kepala Dinas"),
            "name": entry.name or user.name or "",
            "rank": entry.rank or "",
            "employee_number": entry.employee_number or user.ptsp_employee_number or "",
        }
