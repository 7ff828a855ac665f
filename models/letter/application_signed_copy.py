import hashlib

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.sent_files import read_files


class ApplicationSignedCopy(models.Model):
    """Registry or pick-up desk attach the signed and stamped letter before it leaves, and note its special paper."""

    _inherit = "ptsp.application"

    paper_serial = fields.Char(
        "Serial Number of the Paper",
        copy=False,
        editable_in="signed_copy",
        groups="ptsp_exhibition.group_reader",
        help="Printed on the special paper (*kertas khusus*) of the letter.",
    )
    signed_copy_ids = fields.One2many(
        "ptsp.signed.copy",
        "application_id",
        "Signed and Stamped",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    def action_attach_signed_copy(self, name=None, datas=None):
        """Attach the scan of the letter as it was signed by hand and stamped.

        :param str name: of the file
        :param str datas: PDF, JPEG or PNG, base64
        :return: True
        :raises AccessError: it is not the user's turn
        :raises UserError: the letter has no number, or has left already
        :raises ValidationError: the file is of a kind or size that is not taken
        """
        self.ensure_one()
        self.check_access("read")
        [(name, raw)] = read_files(self.env, [{"name": name, "datas": datas}])
        self._lock_for_procedure()
        if "signed_copy" not in self._state().opens:
            raise UserError(
                self.env._(
                    "The signed letter of %(name)s is attached between numbering and hand-over. It is at %(state)s.",
                    name=self.name,
                    state=self._state_label(),
                )
            )
        if not self.my_turn:
            raise AccessError(
                self.env._("The signed letter of %(name)s is attached by whoever has the file.", name=self.name)
            )
        self._keep_signed_copy(name, raw)
        return True

    def _keep_signed_copy(self, name, raw, **values):
        """Keep a scan with its fingerprint, in procedure mode.

        :param str name: of the file
        :param bytes raw: its content
        :param values: further fields of ``ptsp.signed.copy``
        :return: the ``ptsp.signed.copy``
        :raises ValidationError: the file is of a kind or size that is not taken
        """
        application = self._as_procedure()
        Copy = application.env["ptsp.signed.copy"]
        # Whoever reads the application, an OPD and the applicant included, does not read its scans.
        attachment = application.env["ir.attachment"].create({"name": name, "raw": raw, "res_model": Copy._name})
        copy = Copy.create(
            {
                "application_id": self.id,
                "letter_number": application.letter_number,
                "attachment_id": attachment.id,
                "sha256": hashlib.sha256(raw).hexdigest(),
                "attached_by_id": self.env.uid,
                "attached_at": fields.Datetime.now(),
                **values,
            }
        )
        attachment._ptsp_set({"res_id": copy.id})
        return copy

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "signed_copy" in self._state().opens and (self._signed_copies_of_sheet() or self.paper_serial):
            evidence["signed_copies"] = self._signed_copies_as_attached()
        return evidence

    def _signed_copies_as_attached(self):
        """Return fingerprints of the scans, and the number of the paper, as the control sheet keeps them."""
        copies = self._signed_copies_of_sheet().sorted("id")
        return {
            "paper": self.paper_serial or "",
            "files": [[copy.letter_number, copy.attachment_id._ptsp_fingerprint()] for copy in copies],
        }

    def _signed_copies_of_sheet(self):
        """Return the scans that the control sheet knows. A room says which came after it was closed."""
        return self.signed_copy_ids

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("signed_copies")
        # What was attached since the last line was closed is said by the next one.
        still_open = "signed_copy" in self._state().opens
        if said is not None and not still_open and said != self._signed_copies_as_attached():
            differences.append(self._fields["signed_copy_ids"]._description_string(self.env))
        return differences
