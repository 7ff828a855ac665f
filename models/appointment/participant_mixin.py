from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.mail import email_normalize


class ParticipantMixin(models.AbstractModel):
    """Who takes part in an appointment. Whoever keeps the appointment keeps them, and the calendar follows."""

    _name = "ptsp.participant.mixin"
    _description = "Participant of an Appointment"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]

    #: Name of the field that says in which appointment.
    _takes_part_in = ""
    #: Fields by which the calendar knows who it is.
    _known_by = frozenset()

    email = fields.Char(max_chars=200)
    invited_at = fields.Datetime("Invited", readonly=True, procedure=True, copy=False)

    @api.constrains("email")
    def _check_email(self):
        for participant in self:
            if participant.email and not email_normalize(participant.email):
                raise ValidationError(
                    self.env._(
                        "%(email)s is no e-mail address. Correct it, or leave it empty.", email=participant.email
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        participants = super().create(vals_list)
        if not participants._is_procedure:
            participants._follow_change()
        return participants

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        self._appointments()._check_keeper()
        result = super().write(vals)
        if not (self._known_by | {self._takes_part_in}).isdisjoint(vals):
            self._follow_change()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_while_kept(self):
        if not self._is_procedure:
            self._appointments()._check_keeper()

    def unlink(self):
        appointments = self._appointments()
        ahead = appointments.filtered(lambda one: one.state == one._ahead)
        invited = self.filtered(lambda one: one.invited_at and one._appointments() in ahead)
        invited._as_procedure()._write_to("called_off")
        result = super().unlink()
        appointments._as_procedure()._note_in_calendar()
        return result

    def _appointments(self):
        """Return the appointments in which they take part."""
        return self[self._takes_part_in]

    def _follow_change(self):
        """Let all that follows from who they are be true where they are now, too.

        :raises UserError: the user does not keep these appointments
        """
        self._appointments()._check_keeper()
        self._as_procedure()._follow_user()
        self._appointments()._as_procedure()._note_in_calendar()

    def _follow_user(self):
        """Take over what follows from the chosen users, in procedure mode: nothing, where a model does not say."""
