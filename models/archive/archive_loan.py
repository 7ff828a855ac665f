from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .record_desk import KEEPERS

#: What the registry enters when it lends a file; all else is written by the buttons.
_BY_HAND = frozenset(("record_id", "borrower_id", "borrower_name", "agency_id", "purpose", "due_on"))
#: For how many days a file is lent where nobody says otherwise.
_DAYS = 14
#: What may change while the file is out.
_PROLONGED = frozenset(("due_on",))


class ArchiveLoan(models.Model):
    """A file that somebody has borrowed (*peminjaman*): who, what for, until when, and when it came back."""

    _name = "ptsp.archive.loan"
    _description = "Loan of a File"
    _inherit = ["ptsp.protected.mixin"]
    _order = "returned_at desc, due_on, id desc"
    _rec_name = "record_id"
    _check_company_auto = True

    record_id = fields.Many2one(
        "ptsp.archive.record", "File", required=True, ondelete="restrict", index=True, check_company=True
    )
    company_id = fields.Many2one(related="record_id.company_id", store=True, index=True)
    borrower_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('share', '=', False)]",
        help="An officer of the agency or a member of an OPD.",
    )
    borrower_name = fields.Char("Other Borrower", max_chars=200, help="Name and office of whoever has no account here.")
    agency_id = fields.Many2one("ptsp.agency", "OPD", ondelete="restrict", index="btree_not_null", check_company=True)
    purpose = fields.Text(required=True, max_chars=1000, max_lines=20)
    due_on = fields.Date("Due Back", required=True, default=lambda self: self._usual_end())
    lent_at = fields.Datetime("Lent", readonly=True, copy=False)
    lent_by_id = fields.Many2one("res.users", "Lent by", readonly=True, copy=False, ondelete="restrict", index=True)
    returned_at = fields.Datetime("Returned", readonly=True, copy=False)
    returned_to_id = fields.Many2one(
        "res.users", "Taken Back by", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue")
    may_keep = fields.Boolean(related="record_id.may_keep")
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, ondelete="set null", index="btree_not_null"
    )

    _out_once = models.UniqueIndex("(record_id) WHERE returned_at IS NULL", "This file is lent already.")

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - _BY_HAND - {"id"}

    @api.depends("due_on", "returned_at")
    def _compute_is_overdue(self):
        for loan in self:
            loan.is_overdue = bool(
                loan.due_on and not loan.returned_at and loan.record_id and loan.due_on < loan.record_id._agency_day()
            )

    @api.constrains("borrower_id", "borrower_name")
    def _check_borrower(self):
        for loan in self:
            if bool(loan.borrower_id) == bool((loan.borrower_name or "").strip()):
                raise ValidationError(
                    self.env._("Enter who borrows the file: an officer, or the name and office of somebody else.")
                )
            if loan.borrower_id.share:
                raise ValidationError(
                    self.env._("Applicants borrow no file under their account. Enter the name of who does.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_procedure:
            return super().create(vals_list)
        self._check_protected({name for vals in vals_list for name in vals})
        records = self.env["ptsp.archive.record"].browse({vals.get("record_id") for vals in vals_list} - {None, False})
        records._check_keeper(*KEEPERS)
        records._hold_records()
        records._refuse_destroyed()
        for record in records:
            record._refuse_lent()
            record._refuse_on_disposal()
        loans = super().create(vals_list)
        for loan in loans:
            loan._check_due_on()
            loan._as_procedure().write({"lent_at": fields.Datetime.now(), "lent_by_id": self.env.uid})
            loan.record_id._note_event("lent", f"{loan._borrower()}, {loan.due_on}: {loan.purpose}")
        return loans

    def write(self, vals):
        if not self._is_procedure:
            self._check_protected(vals)
            self.record_id._check_keeper(*KEEPERS)
            if vals.keys() - _PROLONGED or any(self.mapped("returned_at")):
                raise UserError(
                    self.env._("A loan is not rewritten. While the file is out, only the day it is due changes.")
                )
            result = super().write(vals)
            for loan in self:
                loan._check_due_on()
                loan.record_id._note_event("lent", f"{loan._borrower()}, {loan.due_on}")
            self._as_procedure()._take_to_dos_away()
            return result
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A loan is kept. When the file is back, press Returned."))

    @api.model
    def _usual_end(self):
        """Return the day until which a file is usually lent."""
        return fields.Date.add(fields.Date.today(), days=_DAYS)

    def _check_due_on(self):
        """Refuse a day that has passed.

        :raises ValidationError: naming it
        """
        self.ensure_one()
        if self.due_on < self.record_id._agency_day():
            raise ValidationError(
                self.env._("%(day)s has passed. Enter the day on which the file comes back.", day=self.due_on)
            )

    def _borrower(self):
        """Return who borrows the file, in words."""
        self.ensure_one()
        name = self.borrower_id.name or self.borrower_name
        return f"{name} ({self.agency_id.name})" if self.agency_id else name

    def action_return(self):
        """Note that files are back.

        :return: True
        :raises AccessError: the user does not keep the archive
        :raises UserError: a file is back already
        """
        self.check_access("read")
        self.record_id._check_keeper(*KEEPERS)
        self.record_id._hold_records()
        self.invalidate_recordset(["returned_at"])
        for loan in self.filtered("returned_at"):
            raise UserError(self.env._("%(name)s is back already.", name=loan.record_id.name))
        loans = self._as_procedure()
        loans.write({"returned_at": fields.Datetime.now(), "returned_to_id": self.env.uid})
        loans._take_to_dos_away()
        for loan in self:
            loan.record_id._note_event("returned", loan._borrower())
        return True

    def _take_to_dos_away(self):
        """Take away the to-dos of these loans, in procedure mode."""
        self.activity_id.unlink()

    @api.model
    def _remind(self, company):
        """Leave a to-do with whoever lent a file that is overdue, in procedure mode.

        :param company: a ``res.company``
        """
        today = fields.Date.add(fields.Date.today(), days=1)
        late_sudo = self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("returned_at", "=", False),
                ("due_on", "<", today),
                ("activity_id", "=", False),
            ]
        )
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_loan", True)
        activities_sudo = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        for loan in late_sudo.filtered("is_overdue")._as_procedure():
            holders = self.env["res.users"]._ptsp_holders(company, KEEPERS)[KEEPERS[0]]
            officer = loan.lent_by_id if loan.lent_by_id in holders else holders[:1]
            if not officer:
                continue
            words = loan.with_context(lang=officer.lang).env
            loan.activity_id = activities_sudo.create(
                {
                    "activity_type_id": type_id,
                    "automated": True,
                    "user_id": officer.id,
                    "summary": words._(
                        "Ask %(borrower)s for the file %(name)s", borrower=loan._borrower(), name=loan.record_id.name
                    ),
                    "date_deadline": loan.due_on,
                    "res_model_id": self.env["ir.model"]._get_id("ptsp.application"),
                    "res_id": loan.record_id.application_id.id,
                }
            )


class ArchiveRecordLent(models.Model):
    """Whether a file is where it should be."""

    _inherit = "ptsp.archive.record"

    loan_ids = fields.One2many("ptsp.archive.loan", "record_id", "Loans", readonly=True)
    is_lent = fields.Boolean("Lent", compute="_compute_is_lent", store=True)

    @api.depends("loan_ids.returned_at")
    def _compute_is_lent(self):
        for record in self:
            record.is_lent = any(not loan.returned_at for loan in record.loan_ids)

    def _refuse_lent(self):
        """Refuse acts on a file that somebody has borrowed.

        :raises UserError: naming who has it
        """
        self.ensure_one()
        if out := self.sudo().loan_ids.filtered(lambda loan: not loan.returned_at):
            raise UserError(
                self.env._(
                    "%(name)s is lent to %(borrower)s. Take it back first.",
                    name=self.name,
                    borrower=out[0]._borrower(),
                )
            )
