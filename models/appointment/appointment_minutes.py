import hashlib

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import hash_chain


class AppointmentMinutes(models.AbstractModel):
    """The minutes of an appointment (*Berita Acara*, *notulen*): closed once, hashed, and never changed afterwards."""

    _inherit = "ptsp.appointment.mixin"

    closed_at = fields.Datetime("Minutes Closed", readonly=True, copy=False, procedure=True)
    closed_by_id = fields.Many2one(
        "res.users", "Closed by", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", procedure=True
    )
    minutes_sha256 = fields.Char(
        "Fingerprint of the Minutes",
        readonly=True,
        copy=False,
        procedure=True,
        help="SHA-256 of all that the minutes say. It stands in the control sheet.",
    )

    def _close_minutes(self):
        """Close the minutes, for who keeps them: from then on nothing in them changes.

        :raises UserError: it was not held, its minutes lack something, or the user does not keep them
        """
        self.check_access("read")
        self._check_keeper()
        for appointment in self:
            if reason := appointment._why_not_closed():
                raise UserError(reason)
        now = fields.Datetime.now()
        for appointment in self._as_procedure():
            appointment.write({"closed_at": now, "closed_by_id": self.env.uid})
            appointment.minutes_sha256 = appointment._minutes_digest()
            appointment._keep_minutes()

    def _why_not_closed(self):
        """Tell why the minutes cannot be closed yet: one sentence, or nothing."""
        self.ensure_one()
        return None if self.state == "held" else self.env._("Enter first that the appointment was held.")

    def _minutes_content(self):
        """Return all that the minutes say, JSON-serialisable. A model adds what its minutes are about."""
        self.ensure_one()
        return {
            "place": self.place or "",
            "held_at": fields.Datetime.to_string(self.held_at),
            "closed_at": fields.Datetime.to_string(self.closed_at),
            "closed_by": self.closed_by_id.id,
        }

    def _keep_minutes(self):
        """Do what follows from closed minutes, in procedure mode: nothing, where a model does not say."""

    def _minutes_digest(self):
        """Return the SHA-256 of all that the minutes say."""
        self.ensure_one()
        return hashlib.sha256(hash_chain.canonical(self._minutes_content()).encode()).hexdigest()

    def _minutes_as_closed(self):
        """Return what the control sheet keeps of closed minutes, as they are at this moment."""
        self.ensure_one()
        return {
            "sha256": self._minutes_digest(),
            "at": fields.Datetime.to_string(self.closed_at),
            "by": self.closed_by_id.id,
        }

    def _minutes_for_sheet(self):
        """Return what the control sheet keeps of several, by their ids."""
        return {str(appointment.id): appointment._minutes_as_closed() for appointment in self}

    def _as_examinations(self):
        """Return them as what an application is examined by, see its ``_examinations``."""
        return [(self._word, appointment.id, appointment.held_at) for appointment in self]
