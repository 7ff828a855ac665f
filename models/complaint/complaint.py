from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .kinds import CHANNELS, FILE_LIMIT, KINDS, OPEN_STATES, STATES, TEXT_CHARS, TEXT_LINES

#: What those who handle it may still set right.
_CORRECTED = frozenset(("kind", "service_id", "application_id", "investigated", "confidential", "officer_ids"))
#: Who it comes from: kept apart, see complaint_person.py.
PERSON = ("complainant_name", "complainant_phone", "complainant_email")
#: How late what was dropped into the box is entered at most.
_DAYS_BACK = 366


class Complaint(models.Model):
    """What somebody has to say of the service: a complaint, a suggestion, a question, or thanks (section Q).

    It has no conversation of Odoo's: messages and followers would be read by other roads than this model's rules. What
    happens to it stands in entries that only add up (``ptsp.complaint.entry``).
    """

    _name = "ptsp.complaint"
    _description = "Complaint or Suggestion"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin", "ptsp.without.messages.mixin"]
    _order = "received_at desc, id desc"
    _check_company_auto = True

    name = fields.Char("Ticket Number", readonly=True, copy=False, procedure=True)
    year = fields.Integer(readonly=True, copy=False, procedure=True, aggregator=None)
    number = fields.Integer(readonly=True, copy=False, procedure=True, aggregator=None)
    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        default="complaint",
        index=True,
        help="Questions and thanks are answered within 5 working days, complaints and suggestions within 14, what must "
        "be investigated within 60, unless the agency has set other days.",
    )
    channel = fields.Selection(CHANNELS, "Came By", required=True, default="direct", index=True)
    state = fields.Selection(
        STATES, default="received", required=True, readonly=True, copy=False, index=True, procedure=True
    )
    service_id = fields.Many2one(
        "ptsp.service", check_company=True, index="btree_not_null", domain="[('company_id', '=', company_id)]"
    )
    application_id = fields.Many2one(
        "ptsp.application",
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
        domain="[('company_id', '=', company_id)]",
        help="The application that it is about, if it is about one.",
    )
    text = fields.Text("What Was Written or Said", required=True, max_chars=TEXT_CHARS, max_lines=TEXT_LINES)
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_complaint_attachment_rel",
        "complaint_id",
        "attachment_id",
        "Files",
        copy=False,
        bypass_search_access=True,
        help="PDF, JPEG or PNG: photos, letters, screenshots.",
    )
    received_at = fields.Datetime(
        "Received",
        required=True,
        copy=False,
        index=True,
        default=fields.Datetime.now,
        help="When it came to the agency.",
    )
    received_on = fields.Date(readonly=True, copy=False, procedure=True, help="The agency's date on which it came.")
    investigated = fields.Boolean(
        "Must Be Investigated",
        help="What was done must be looked into, on site or with officers. The answer is due later.",
    )
    confidential = fields.Boolean(
        "Whistle-Blower",
        help="Who it comes from is known to the manager of complaints only.",
    )
    is_screened = fields.Boolean(
        "Passed On",
        readonly=True,
        copy=False,
        default=True,
        procedure=True,
        help="What is about an officer is seen by the managers of complaints first, who name the officer and pass it "
        "on.",
    )
    handler_id = fields.Many2one(
        "res.users", "Handled by", readonly=True, copy=False, procedure=True, ondelete="restrict", index=True
    )
    entry_ids = fields.One2many("ptsp.complaint.entry", "complaint_id", "History", readonly=True)
    is_mine = fields.Boolean(compute="_compute_is_mine", help="The current user may handle it.")

    _number_unique = models.UniqueIndex(
        "(company_id, year, number) WHERE number IS NOT NULL", "This ticket number was given already."
    )
    _name_unique = models.UniqueIndex(
        "(company_id, name) WHERE name IS NOT NULL", "This ticket number was given already."
    )

    @api.depends("name", "kind")
    def _compute_display_name(self):
        for complaint in self:
            complaint.display_name = complaint.name or self.env._("New")

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_is_mine(self):
        for complaint in self:
            complaint.is_mine = complaint._is_handled_by_user()

    @api.constrains("text")
    def _check_text(self):
        for complaint in self:
            if not (complaint.text or "").strip():
                raise ValidationError(self.env._("Write what it is about."))

    @api.constrains("received_at")
    def _check_received_at(self):
        now = fields.Datetime.now()
        for complaint in self:
            if not now - timedelta(days=_DAYS_BACK) <= complaint.received_at <= now + timedelta(minutes=5):
                raise ValidationError(
                    self.env._("It was received at most a year ago, and not in the future. Correct the day.")
                )

    @api.constrains("attachment_ids")
    def _check_files(self):
        for complaint in self:
            if len(complaint.attachment_ids) > FILE_LIMIT:
                raise ValidationError(
                    self.env._("At most %(limit)s files come with it. Leave some out.", limit=FILE_LIMIT)
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_procedure:
            self._check_entering(vals_list)
        people = [{name: vals.get(name) for name in PERSON} for vals in vals_list]
        complaints = super().create([{k: v for k, v in vals.items() if k not in PERSON} for vals in vals_list])
        complaints.env["ir.attachment"]._ptsp_adopt(complaints)
        procedure = complaints._as_procedure()
        for complaint, person in zip(procedure, people, strict=True):
            complaint._keep_person(person)
            complaint._hide_applications()
            complaint.received_on = complaint.company_id._ptsp_local_day(complaint.received_at)
        procedure._suspect_officers(complaints._who_said())
        procedure._take_numbers_of_tickets()
        procedure._keep_due()
        procedure._note_entry("received", user=complaints._who_said())
        procedure._tell_handlers()
        if not self._is_procedure:
            procedure._mail_receipts()
        return complaints

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        self._check_protected(vals)
        self.check_access("write")
        self._hold_complaints()
        self._check_correcting(vals)
        before = {complaint: complaint._as_corrected() for complaint in self}
        person = {name: vals[name] for name in PERSON if name in vals}
        result = super().write({name: value for name, value in vals.items() if name not in PERSON})
        for complaint in self._as_procedure():
            if person:
                complaint._keep_person(person)
            complaint._note_correction(before[complaint])
        procedure = self._as_procedure()
        if vals.get("confidential"):
            procedure._hide_applications()
        if "officer_ids" in vals:
            procedure._leave_out_officers()
        procedure._keep_due()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A complaint is kept. Answer it instead."))

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("Each complaint is entered once. Enter another one as a new one."))

    @api.model
    def default_get(self, fields):
        # Who enters one works at an agency.
        return {
            **super().default_get(fields),
            **({"company_id": self.env.company.id} if "company_id" in fields else {}),
        }

    @api.model
    def _reads_confined(self):
        return super()._reads_confined() and self.has_access("read")

    def _check_entering(self, vals_list):
        """Refuse what nobody enters by hand.

        :raises UserError: the part is switched off, or it says to have come by the page
        """
        self.check_access("create")
        for vals in vals_list:
            company = self.env["res.company"].browse(vals.get("company_id") or self.env.company.id)
            if not company.sudo().ptsp_uses_complaints:
                raise UserError(
                    self.env._("The agency takes no complaints here. A manager switches them on under Configuration.")
                )
            if vals.get("channel") == "page":
                raise UserError(self.env._("What comes by the page is entered there. Choose by what else it came."))

    def _check_correcting(self, vals):
        """Refuse to change what was said, and whatever is closed.

        :raises UserError: saying what to do instead
        """
        names = vals.keys() - set(PERSON) - _CORRECTED - self._activity_fields()
        if names:
            raise UserError(self.env._("What was said stays as it came. Add a note instead."))
        if not vals.keys() & (_CORRECTED | set(PERSON)):
            return
        for complaint in self:
            if complaint.state not in OPEN_STATES:
                raise UserError(
                    self.env._("%(name)s has been answered and stays as it is. Reopen it first.", name=complaint.name)
                )
            complaint._check_handled_by_user()
        manages = self._manages_complaints()
        if "confidential" in vals and not vals["confidential"] and not manages and any(self.mapped("confidential")):
            raise AccessError(
                self.env._("That a whistle-blower is named is decided by the manager of complaints. Ask for it there.")
            )
        # By an application its applicant is known.
        if {*PERSON, "application_id"} & vals.keys() and not manages and any(self.mapped("confidential")):
            raise AccessError(
                self.env._("Who a whistle-blower is the manager of complaints keeps alone. Ask for it there.")
            )

    @api.model
    def _activity_fields(self):
        """Return the names of the fields by which to-dos are written."""
        return frozenset(self.env["mail.activity.mixin"]._fields)

    @api.model
    def _manages_complaints(self):
        """Tell whether the user is a manager of complaints."""
        return self.env.user.has_group("ptsp_exhibition.group_complaint_manager")

    def _is_handled_by_user(self):
        """Tell whether the user handles a complaint: who is complained of does not even see it."""
        self.ensure_one()
        complaint = self.sudo(False)
        return (
            self.env.user.has_group("ptsp_exhibition.group_complaints")
            and complaint.has_access("write")
            and self.env.user not in self.sudo().officer_ids
        )

    def _check_handled_by_user(self):
        """Refuse whoever does not handle these complaints.

        :raises AccessError: saying who does
        """
        for complaint in self:
            complaint.sudo(False).check_access("write")
            if not complaint._is_handled_by_user():
                raise AccessError(self.env._("Complaints are handled by officers of that role. Ask one of them."))

    def _hold_complaints(self):
        """Hold the complaints until the transaction ends.

        :raises UserError: somebody else is working on one at this very moment
        """
        complaints_sudo = self.sudo()
        if complaints_sudo - complaints_sudo.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "Somebody else is working on this complaint at this very moment. Reload the page and look again."
                )
            )

    def _who_said(self):
        """Return who enters a complaint: an officer, or nobody for what comes from outside."""
        user = self.env.user
        return user if user._is_internal() and not user._is_superuser() and not user._is_public() else user.browse()

    @api.model
    def _open_domain(self):
        """Return the domain of complaints that are owed an answer."""
        return Domain("state", "in", OPEN_STATES)
