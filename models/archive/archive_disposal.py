import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .record_desk import HEADS, KEEPERS, refuse_role

#: Who approves, by the fields in which that stands.
_APPROVALS = {"division_head": "division", "agency_head": "agency"}


class ArchiveDisposal(models.Model):
    """A list of files to be destroyed (*pemusnahan*): proposed by the registry, approved by two heads, then done.

    ================  =====================================================================
    proposed          by the registry; waits for division head and agency head
    approved          by both of them, who are two people, and neither has proposed it
    executed          the files are destroyed, and the certificate says so
    dropped           it comes to nothing
    ================  =====================================================================
    """

    _name = "ptsp.archive.disposal"
    _description = "Destruction of Files"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True)
    record_ids = fields.Many2many(
        "ptsp.archive.record",
        "ptsp_archive_disposal_record_rel",
        "disposal_id",
        "record_id",
        "Files",
        readonly=True,
        check_company=True,
    )
    record_count = fields.Integer("Number of Files", compute="_compute_record_count")
    reason = fields.Text(readonly=True, max_chars=2000)
    state = fields.Selection(
        [("proposed", "Proposed"), ("approved", "Approved"), ("executed", "Destroyed"), ("dropped", "Dropped")],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
    )
    proposed_by_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", index=True)
    proposed_at = fields.Datetime("Proposed", required=True, readonly=True)
    division_by_id = fields.Many2one(
        "res.users", "Division Head", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    division_at = fields.Datetime("Approved by the Division Head", readonly=True)
    agency_by_id = fields.Many2one(
        "res.users", "Agency Head", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    agency_at = fields.Datetime("Approved by the Agency Head", readonly=True)
    executed_by_id = fields.Many2one(
        "res.users", "Destroyed by", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    executed_at = fields.Datetime("Destroyed", readonly=True)
    dropped_by_id = fields.Many2one(
        "res.users", "Dropped by", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    certificate_id = fields.Many2one(
        "ir.attachment", "Record of Destruction", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    certificate_sha256 = fields.Char("Fingerprint of the Record of Destruction", readonly=True)
    may_approve = fields.Boolean(compute="_compute_may")
    may_execute = fields.Boolean(compute="_compute_may")
    may_drop = fields.Boolean(compute="_compute_may")

    @api.depends("record_ids")
    def _compute_record_count(self):
        for disposal in self:
            disposal.record_count = len(disposal.record_ids)

    @api.depends_context("uid")
    @api.depends("state", "division_by_id", "agency_by_id", "proposed_by_id", "company_id.ptsp_uses_archive")
    def _compute_may(self):
        for disposal in self:
            roles = self.env.user._ptsp_roles(disposal.sudo().company_id)
            if not disposal.sudo().company_id.ptsp_uses_archive:
                roles = frozenset()
            waits = disposal.state in ("proposed", "approved")
            disposal.may_approve = disposal.state == "proposed" and bool(disposal._role_to_approve(roles))
            disposal.may_execute = disposal.state == "approved" and bool(roles.intersection(KEEPERS))
            disposal.may_drop = waits and bool(roles.intersection((*KEEPERS, *HEADS)))

    def _role_to_approve(self, roles):
        """Return in which of some roles the user may approve now, if at all.

        :param roles: names of roles that the user holds
        """
        self.ensure_one()
        already = (self.proposed_by_id, self.division_by_id, self.agency_by_id)
        if self.env.user in already:
            return None
        return next((role for role, field in _APPROVALS.items() if role in roles and not self[f"{field}_by_id"]), None)

    def action_approve(self):
        """Approve a destruction, as division head or as agency head.

        :return: True
        :raises AccessError: the user is no head, has proposed it, or has approved it already
        :raises UserError: it does not wait for an approval
        """
        self._check_role(*HEADS)
        for disposal in self:
            disposal._hold_records()
            disposal._refuse_unless("proposed")
            role = disposal._role_to_approve(self.env.user._ptsp_roles(disposal.sudo().company_id))
            if not role:
                raise AccessError(
                    self.env._(
                        "Two people approve %(name)s, and neither is who proposed it. Ask the other head.",
                        name=disposal.name,
                    )
                )
            field = _APPROVALS[role]
            approved = disposal._as_procedure()
            approved.write({f"{field}_by_id": self.env.uid, f"{field}_at": fields.Datetime.now()})
            if approved.division_by_id and approved.agency_by_id:
                approved.state = "approved"
        return True

    def action_drop(self):
        """Drop a destruction that was not done.

        :return: True
        :raises AccessError: the user is neither of the registry nor a head
        :raises UserError: it is done, or dropped already
        """
        self._check_role(*KEEPERS, *HEADS)
        for disposal in self:
            disposal._hold_records()
            disposal._refuse_unless("proposed", "approved")
            disposal._as_procedure().write({"state": "dropped", "dropped_by_id": self.env.uid})
        return True

    def action_execute(self):
        """Destroy the files, and set the certificate (*berita acara pemusnahan*).

        :return: True
        :raises AccessError: the user is not of the registry
        :raises UserError: it is not approved, or a file is held, lent, not due, or does not verify
        """
        self._check_role(*KEEPERS)
        for disposal in self:
            disposal._hold_records()
            disposal._refuse_unless("approved")
            disposal._refuse_unless_two_people()
            records = disposal.record_ids
            records._hold_records()
            for record in records:
                record._refuse_not_to_destroy()
            done = disposal._as_procedure()
            done.record_ids._destroy(done)
            done.write({"state": "executed", "executed_by_id": self.env.uid, "executed_at": fields.Datetime.now()})
            done._keep_certificate()
        return True

    def _keep_certificate(self):
        """Set the certificate once and for all, in procedure mode."""
        self.ensure_one()
        self.env.flush_all()
        content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(
            "ptsp_exhibition.report_archive_disposal", self.ids
        )
        self.write(
            {
                "certificate_id": self.env["ir.attachment"]
                .create(
                    {
                        "name": f"Berita Acara Pemusnahan {self.name.replace('/', '-')}.pdf",
                        "raw": content,
                        "res_model": self._name,
                        "res_id": self.id,
                    }
                )
                .id,
                "certificate_sha256": hashlib.sha256(content).hexdigest(),
            }
        )

    def _check_role(self, *roles):
        """Refuse whoever holds none of some roles at the agency.

        :param roles: names of roles
        :raises AccessError: naming them
        :raises UserError: the agency does without the archive
        """
        self.check_access("read")
        for company in self.sudo().company_id:
            if not self.env.user._ptsp_roles(company).intersection(roles):
                refuse_role(self.env, roles)
            company._ptsp_refuse_without_archive()

    def _refuse_unless(self, *states):
        """Refuse an act that comes too late or too early.

        :param states: values of the field ``state``
        :raises UserError: saying where it stands
        """
        self.ensure_one()
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%(name)s is at %(state)s. Reload the page to see what was done.",
                    name=self.name,
                    state=dict(self._fields["state"]._description_selection(self.env))[self.state],
                )
            )

    def _refuse_unless_two_people(self):
        """Refuse what was not approved by two people who have not proposed it, whatever the state says.

        :raises UserError: saying who approves
        """
        people = {self.proposed_by_id, self.division_by_id, self.agency_by_id}
        if len(people) != 3 or not self.division_by_id or not self.agency_by_id:
            raise UserError(self.env._("Two heads approve a destruction, and neither is who proposed it."))

    def _approval_in_words(self):
        """Return who approved it when, in words."""
        return ", ".join(f"{user.name} {fields.Date.to_string(moment)}" for user, moment in self._approvals())

    def _approvals(self):
        """Return who approved it when: pairs of a ``res.users`` and a naive UTC moment."""
        self.ensure_one()
        people = ((self.division_by_id, self.division_at), (self.agency_by_id, self.agency_at))
        return [pair for pair in people if pair[0]]

    def action_view_certificate(self):
        """Download the certificate.

        :return: the action; nothing where there is none yet
        """
        self.ensure_one()
        self.check_access("read")
        if not self.certificate_id:
            return False
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.certificate_id.id}?download=1",
            "target": "self",
        }
