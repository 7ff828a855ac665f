import hashlib
import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.attempt import attempt
from ...tools.sent_files import read_files

_logger = logging.getLogger(__name__)
_REPORT = "ptsp_exhibition.report_handover"
#: Scans that are kept of one hand-over.
SCANS = 5


class ApplicationProofKept(models.Model):
    """The proof of handover is kept as PDF; what was signed on paper, as a scan beside it.

    It is set by a job, a moment after the hand-over: nobody at the counter waits for it, and no letter stays because of
    it. What it says stands in the control sheet by then.
    """

    _inherit = "ptsp.application"

    proof_ids = fields.One2many(
        "ptsp.handover.proof",
        "application_id",
        "Proof of Handover",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )
    proof_due = fields.Boolean(
        readonly=True, copy=False, procedure=True, help="The proof of handover is still to be set and kept."
    )
    may_attach_proof = fields.Boolean(compute="_compute_may_attach_proof", help="I attach what was signed on paper.")

    _proof_due = models.Index("(id) WHERE proof_due")

    @api.depends("handed_over_at")
    @api.depends_context("uid")
    def _compute_may_attach_proof(self):
        for application in self:
            application.may_attach_proof = bool(application.handed_over_at) and application._is_proof_attached_by_me()

    def _is_proof_attached_by_me(self):
        """Tell whether the user attaches what was signed at the pick-up desk. A file of this room extends it."""
        self.ensure_one()
        return self._is_handed_over_by_me()

    def _effect_hand_over(self, now):
        result = super()._effect_hand_over(now)
        due = self.filtered("uses_pickup_desk")
        if due:
            due.write({"proof_due": True})
            # Where somebody has deleted the job, no letter stays for that.
            if job := self.env.ref("ptsp_exhibition.cron_handover_proofs", raise_if_not_found=False):
                job._trigger()
        return result

    @api.model
    def _cron_keep_proofs(self):
        """Set and keep the proofs that are due. What cannot be set now is tried again by the next run."""
        due = self._as_procedure().search([("proof_due", "=", True)], order="id", limit=200)
        for number, application in enumerate(due, 1):
            if application.try_lock_for_update(allow_referencing=True):
                application._keep_proof_safely()
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(due) - number):
                return

    def _keep_proof_safely(self):
        """Keep one proof, in procedure mode; what goes wrong is reported, and left to the next run."""
        attempt(self, self._keep_proof, _logger, "The proof of handover of application %s cannot be set")

    def _keep_proof(self):
        """Set the proof of handover as PDF and keep it, in procedure mode."""
        self.ensure_one()
        if not self.proof_ids.filtered(lambda proof: proof.kind == "printed"):
            content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(_REPORT, self.ids)
            handing = self._document_closing_line(*(row.key for row in self._rows_of_handover()))
            name = f"Bukti Serah Terima {self.name.replace('/', '-')}.pdf"
            self._note_proof("printed", name, content, handing.user_id or self.env.user)
        self.proof_due = False

    def _note_proof(self, kind, name, content, user):
        """Keep a file as proof of handover, in procedure mode.

        :param str kind: a value of the field ``kind`` of ``ptsp.handover.proof``
        :param str name: of the file
        :param bytes content: the file
        :param user: the ``res.users`` who hands over, or attaches
        :return: ``ptsp.handover.proof``
        """
        Proof = self.env["ptsp.handover.proof"]
        # Whoever reads the application, an OPD and the applicant included, does not read its proof.
        attachment = self.env["ir.attachment"].create({"name": name, "raw": content, "res_model": Proof._name})
        proof = Proof.create(
            {
                "application_id": self.id,
                "kind": kind,
                "attachment_id": attachment.id,
                "sha256": hashlib.sha256(content).hexdigest(),
                "kept_by_id": user.id,
                "kept_at": fields.Datetime.now(),
            }
        )
        attachment._ptsp_set({"res_id": proof.id})
        return proof

    def action_attach_proof(self, name=None, datas=None):
        """Attach the scan of the proof that was signed on paper (step 17).

        :param str name: of the file
        :param str datas: PDF, JPEG or PNG, base64
        :return: True
        :raises AccessError: the user neither hands letters over nor keeps the archive in which the file is
        :raises UserError: the letter was not handed over yet, enough scans are attached, or the file is destroyed
        :raises ValidationError: the file is of a kind or size that is not taken
        """
        self.ensure_one()
        self.check_access("read")
        if not self._is_proof_attached_by_me():
            raise AccessError(self.env._("What was signed at the pick-up desk is attached by the pick-up desk."))
        [(name, content)] = read_files(self.env, [{"name": name, "datas": datas}])
        self._lock_for_procedure()
        self._refuse_scan_of_proof()
        proof = self._as_procedure()._note_proof("scan", name, content, self.env.user)
        # The control sheet is closed by now: the log of the application names the fingerprint.
        self.sudo()._message_log(
            body=self.env._("Proof of handover signed on paper, SHA-256 %(fingerprint)s", fingerprint=proof.sha256)
        )
        return True

    def _refuse_scan_of_proof(self):
        """Refuse a scan that comes too early, or one too many. A file of this room extends it.

        :raises UserError: saying what to do
        """
        self.ensure_one()
        if not self.handed_over_at:
            raise UserError(
                self.env._("Hand the letter of %(name)s over first, then attach what was signed.", name=self.name)
            )
        if len(self.proof_ids.filtered(lambda proof: proof.kind == "scan")) >= SCANS:
            raise UserError(
                self.env._("%(count)s scans are attached to %(name)s already.", count=SCANS, name=self.name)
            )
