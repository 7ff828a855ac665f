import re
import secrets

from odoo import api, fields, models

from ..procedure.types import APPLICANT

#: How many of the last digits of a telephone number prove that one knows it.
DIGITS = 4
#: A telephone number has more digits than those that prove it.
_SHORTEST_PHONE = 8


class ApplicationTracking(models.Model):
    """Whoever holds the receipt sees where the application stands, without a login (SOP step 6: the receipt)."""

    _inherit = "ptsp.application"

    status_token = fields.Char(
        "Code of the Receipt",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="Stands in the QR code of the receipt. It is random, so that no application can be found by guessing.",
    )

    _status_token_unique = models.UniqueIndex(
        "(status_token) WHERE status_token IS NOT NULL", "This code of a receipt was given already."
    )

    def _effect_register(self, now):
        """Give each receipt the random code under which its holder finds the application: 192 bits."""
        result = super()._effect_register(now)
        for application in self:
            application.status_token = secrets.token_urlsafe(24)
        return result

    def _status_url(self):
        """Return the address of the page that tells where the application stands."""
        self.ensure_one()
        return f"{self.get_base_url()}/ptsp/status/{self.sudo().status_token}"

    @api.model
    def _status_fields(self):
        """Return the names of the fields from which the page follows, to be read at once."""
        return [
            "applicant_phone",
            "company_id",
            "deadline",
            "registered_at",
            "registration_number",
            "representative_phone",
            "service_id",
            "state",
            "status_token",
        ]

    def _has_phone_to_ask(self):
        """Tell whether somebody can prove by a telephone number that the application is theirs."""
        return bool(self._phone_endings())

    def _phone_endings(self):
        """Return the last digits of the telephone numbers of applicant and representative, as they were kept.

        :return: set of texts
        """
        self.ensure_one()
        numbers = (re.sub(r"\D", "", phone or "") for phone in (self.applicant_phone, self.representative_phone))
        return {number[-DIGITS:] for number in numbers if len(number) >= _SHORTEST_PHONE}

    def _status_hint(self, kind):
        """Say what whoever holds the receipt does next; it names no person and no reason.

        :param str kind: as :meth:`_status_facts` tells it
        :return: sentence in the language of the context; empty where nothing is to be done
        """
        self.ensure_one()
        if kind == "asked":
            return self.env._(
                "What is asked stands in the e-mail to the applicant and in the applicant's account; Customer Service "
                "tells it, too."
            )
        if kind == "ready" and self._is_received_online():
            return self.env._("Receive it in the applicant's account, or collect a print at the pick-up desk.")
        if kind == "ready":
            return self.env._("Collect it with the receipt and an identity card.")
        return ""

    def _status_facts(self):
        """Return what the page tells whoever has the code or knows the telephone number: nothing personal.

        :return: dict; dates are the agency's, ``kind`` is ``ready``, ``asked``, ``given_up``, ``done`` or ``going``
        """
        self.ensure_one()
        state, service = self._state(), self.service_id
        kind = "given_up" if state.given_up else "done" if state.final else "ready" if state.released else "going"
        if kind == "going" and state.awaits == APPLICANT:
            kind = "asked"
        promised = kind == "going" and not state.paused and self.deadline
        return {
            "agency": self.company_id.name,
            "agency_phone": self.company_id.phone,
            "kind": kind,
            "number": self.registration_number,
            "promised_on": promised and service._local_day(promised),
            "registered_on": self.registered_at and service._local_day(self.registered_at),
            "service": service.name,
            "stand": " ".join(filter(None, (self._stand_in_words(), self._status_hint(kind)))),
        }
