from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import email_normalize

from ...tools import ics

#: With another time or place who was invited is told.
_MOVES = ("starts_at", "ends_at", "place")


class VisitInvitation(models.Model):
    """Who takes part in a visit on site is invited by e-mail, with the appointment for the own calendar (step 10)."""

    _inherit = "ptsp.survey.visit"

    invited_at = fields.Datetime("Invitations Sent", readonly=True, copy=False, procedure=True)
    invitation_sequence = fields.Integer(
        "Moved", readonly=True, copy=False, procedure=True, aggregator=None, help="How often it was moved since."
    )

    def action_invite(self):
        """Send the invitations to whoever was not invited yet; to everybody once more where all were (step 10).

        :return: True
        :raises UserError: a visit is not planned, lies behind, or nobody of it has an e-mail address
        """
        self.check_access("read")
        self._check_keeper()
        for visit in self:
            if visit.state != "planned" or visit.starts_at < fields.Datetime.now():
                raise UserError(
                    self.env._("Invitations go to a visit on site that lies ahead. Correct its time, or plan another.")
                )
            if not any(person._address() for person in visit.person_ids):
                raise UserError(
                    self.env._("Nobody of this visit on site has an e-mail address. Enter one under People.")
                )
        for visit in self._as_procedure():
            people = visit.person_ids.filtered(lambda person: person._address())
            visit._send_invitations(people.filtered(lambda person: not person.invited_at) or people)
        return True

    def write(self, vals):
        moving = self.browse()
        if not self._is_procedure and set(_MOVES).intersection(vals):
            moving = self.filtered(lambda visit: visit.state == "planned" and visit.invited_at)
        before = {visit: [visit[name] for name in _MOVES] for visit in moving}
        result = super().write(vals)
        for visit, said in before.items():
            if said != [visit[name] for name in _MOVES] and visit.ends_at > fields.Datetime.now():
                visit_sudo = visit._as_procedure()
                visit_sudo.invitation_sequence += 1
                visit_sudo._send_invitations(visit_sudo.person_ids.filtered("invited_at"))
        return result

    def _send_invitations(self, people):
        """Invite people, in procedure mode.

        :param people: ``ptsp.survey.person`` of this visit
        """
        self.ensure_one()
        if invited := people._write_to("visit_invitation"):
            now = fields.Datetime.now()
            invited.write({"invited_at": now})
            self.invited_at = now

    def _tell_called_off(self):
        """Tell who was invited that the visit is called off, in procedure mode."""
        for visit in self:
            visit.invitation_sequence += 1
            visit.person_ids.filtered("invited_at")._write_to("visit_called_off")

    def _appointment(self, person):
        """Return the visit as the calendar of somebody takes it.

        :param person: a ``ptsp.survey.person``
        :return: ``Appointment``
        """
        self.ensure_one()
        company = self.application_id.company_id
        address = email_normalize(company.email or "")
        return ics.Appointment(
            uid=f"visit-{self.id}@{self.env['ir.config_parameter'].get_param('database.uuid')}",
            sequence=self.invitation_sequence,
            start=self.starts_at,
            stop=self.ends_at,
            summary=person.env._("Visit on site: %(name)s", name=self.application_id.name),
            place=self.place,
            description=self.purpose or "",
            host=(company.name, address) if address else None,
            # Each sees the own address, and nobody else's.
            attendee=(person.name, person._address()),
        )
