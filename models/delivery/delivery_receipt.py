import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from ...tools import paper
from ...tools.client_action import notification

_PICTURES = ("receipt_signature", "receipt_photo")


class DeliveryReceipt(models.Model):
    """The receipt of an OPD for the files of a sheet, and the confirmation of their delivery (step 9)."""

    _inherit = "ptsp.delivery"

    to_confirm_count = fields.Integer("To Confirm", compute="_compute_to_confirm_count")

    @api.depends("state", "review_ids.received_at", "review_ids.application_id.state")
    def _compute_to_confirm_count(self):
        for delivery in self:
            delivery.to_confirm_count = len(delivery._applications_to_confirm()) if delivery.state == "received" else 0

    def write(self, vals):
        self._check_pictures(vals)
        return super().write(vals)

    @api.model
    def _check_pictures(self, vals):
        """Refuse what is no picture, before anything opens it.

        :param dict vals: what is about to be written
        :raises ValidationError: naming the field
        """
        # What is too large is not opened.
        self._ptsp_check_limits(vals)
        for name in _PICTURES:
            if vals.get(name) and not self._is_picture(vals[name]):
                raise ValidationError(
                    self.env._(
                        "%(field)s is no picture that can be shown. Take a photo (JPEG or PNG), or sign on the screen.",
                        field=self._fields[name]._description_string(self.env),
                    )
                )

    @api.model
    def _is_picture(self, datas):
        """Tell whether a value is a JPEG or PNG.

        :param datas: base64, as a client sends it
        """
        try:
            return paper.kind_of(base64.b64decode(datas, validate=True)).startswith("image/")
        except (ValueError, TypeError):
            return False

    def action_receive(self):
        """Note for all files of the sheet that the OPD has received them, by who has signed (step 9).

        :return: True
        :raises AccessError: the user is no liaison officer
        :raises UserError: nobody has signed, the moment is none, or the sheet is not on the way
        """
        self.ensure_one()
        self.check_access("write")
        self._hold()
        self._check_on_the_way()
        received_by = (self.received_by or "").strip()
        if not received_by:
            raise UserError(self.env._("Enter who signs for the files at %(agency)s.", agency=self.agency_id.name))
        if not any(self[name] for name in _PICTURES):
            raise UserError(
                self.env._("Let %(name)s sign on the screen, or take a photo of the signed sheet.", name=received_by)
            )
        files = self.review_ids.filtered("to_deliver")
        if not files:
            raise UserError(
                self.env._(
                    "None of these files waits for its delivery any more. Press Not Needed; another sheet is made anew."
                )
            )
        moment = self.received_at or fields.Datetime.now()
        for review in files:
            review._note_receipt(received_by, moment)
        self._as_procedure().write(
            {
                "state": "received",
                "received_at": moment,
                # What was withdrawn on the way, or received otherwise, was not received with this sheet.
                "review_ids": [Command.set(files.ids)],
                "receipt_sha256": self._fingerprint_of_receipt(),
            }
        )
        return True

    def action_receive_and_confirm(self):
        """Note the receipt, and confirm the delivery of all files that wait for no other OPD, in one press (step 9).

        :return: True, or a notification that names what waits for another OPD
        :raises UserError: see :meth:`action_receive`
        """
        self.action_receive()
        return self.action_confirm_delivery() if self._applications_to_confirm() else self._tell_what_waits()

    def action_confirm_delivery(self):
        """Confirm the delivery of all files of the sheet that wait for no other OPD (step 9).

        :return: True, or a notification that names what waits for another OPD
        :raises AccessError: the user is no liaison officer
        :raises UserError: none is complete
        """
        self.ensure_one()
        self.check_access("read")
        applications = self._applications_to_confirm()
        if not applications:
            raise UserError(
                self.env._(
                    "No file of this sheet can be confirmed now: others have confirmed it, or it waits for an OPD."
                )
            )
        for procedure, files in applications.grouped(lambda one: one._procedure()).items():
            [key] = [row.key for row in procedure.transitions.values() if "start_reviews" in row.effects]
            getattr(files, f"action_{key}")()
        return self._tell_what_waits()

    def _applications_to_confirm(self):
        """Return the applications of the sheet whose OPD have all received their files."""
        here = self.review_ids.filtered(lambda review: review.state == "sent" and review._state_of_delivery())
        return here.application_id.filtered(lambda application: application._guard_reviews_received() is None)

    def _tell_what_waits(self):
        """Return a notification that names the files of the sheet that wait for another OPD; True where none does."""
        here = self.review_ids.filtered(lambda review: review.state == "sent" and review._state_of_delivery())
        if not here:
            return True
        message = self.env._(
            "Received. These files wait for another OPD and are confirmed later: %(names)s.",
            names=", ".join(here.application_id.mapped("name")),
        )
        return notification(
            message, "info", sticky=True, next_action={"type": "ir.actions.client", "tag": "soft_reload"}
        )

    def _destroy_receipts(self):
        """Destroy signature and photo, in procedure mode. Their fingerprint is kept by whoever destroys them."""
        self.write(dict.fromkeys(_PICTURES, False))

    def _fingerprint_of_receipt(self):
        """Return the SHA-256 of signature and photo."""
        self.ensure_one()
        # The pictures themselves, and not how large they are.
        whole = self.with_context(bin_size=False)
        return hashlib.sha256(b"".join(base64.b64decode(whole[name] or b"") for name in _PICTURES)).hexdigest()
