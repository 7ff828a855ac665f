import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..procedure.drawn_signature import SIGNATURE_LIMIT, refuse_no_drawing


class SurveyPersonSignature(models.Model):
    """The signature that who was there has drawn on the screen."""

    _inherit = "ptsp.survey.person"

    signature = fields.Binary(
        attachment=True, copy=False, max_bytes=SIGNATURE_LIMIT, help="Drawn on the screen, at the end of the visit."
    )
    signed_at = fields.Datetime("Signed", readonly=True, procedure=True, copy=False)

    @api.constrains("signature")
    def _check_signature(self):
        for person in self:
            if person.signature and person.visit_id.state != "held":
                raise ValidationError(
                    self.env._("Minutes are signed once the visit on site was held. Enter that first.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_no_drawing(self.env, vals_list, "signature")
        people = super().create(vals_list)
        if not people._is_procedure:
            people.filtered("signature")._as_procedure()._note_signature()
        return people

    def write(self, vals):
        refuse_no_drawing(self.env, [vals], "signature")
        result = super().write(vals)
        if "signature" in vals and not self._is_procedure:
            self._as_procedure()._note_signature()
        return result

    def _note_signature(self):
        """Note when people have signed, and that they were there, in procedure mode."""
        for person in self:
            person.write(
                {
                    "signed_at": fields.Datetime.now() if person.signature else False,
                    "present": bool(person.signature) or person.present,
                }
            )

    def _signature_content(self):
        """Return the drawn signature as bytes; nothing where there is none."""
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).signature or b"")

    def _as_kept(self):
        """Return who took part as the minutes keep it, JSON-serialisable."""
        self.ensure_one()
        content = self._signature_content()
        return [
            self.name,
            self.capacity,
            self.office or "",
            self.present,
            fields.Datetime.to_string(self.signed_at) or "",
            hashlib.sha256(content).hexdigest() if content else "",
        ]
