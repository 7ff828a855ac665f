from typing import NamedTuple

from odoo import api, fields, models

#: Whom letters to a company address that names nobody.
HEAD_OF_COMPANY = "Pimpinan"


class Party(NamedTuple):
    """Who applies, or who represents him, as documents name him; what is not known is empty."""

    name: str = ""
    company: str = ""
    position: str = ""
    address: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""


class ApplicationApplicant(models.Model):
    """What an application says about its applicant and representative is kept as it was handed in (steps 3 and 8).

    Until then, and only until then, it is read off their contacts. Documents, letters and the portal ask
    :meth:`_applicant` and :meth:`_representative`, and never the contacts.
    """

    _inherit = "ptsp.application"

    applicant_name = fields.Char("Applicant's Name", readonly=True, copy=False, procedure=True)
    applicant_company = fields.Char(
        "Applicant's Company",
        readonly=True,
        copy=False,
        procedure=True,
        help="The company for which the applicant applies, where that is somebody else.",
    )
    applicant_position = fields.Char(
        "Applicant's Position",
        readonly=True,
        copy=False,
        procedure=True,
        help="The office that the applicant holds at the company. Letters are addressed to it.",
    )
    applicant_address = fields.Text("Applicant's Address", readonly=True, copy=False, procedure=True)
    applicant_city = fields.Char("Applicant's City", readonly=True, copy=False, procedure=True)
    applicant_phone = fields.Char("Applicant's Phone", readonly=True, copy=False, procedure=True)
    applicant_email = fields.Char("Applicant's E-mail", readonly=True, copy=False, procedure=True)
    representative_name = fields.Char("Representative's Name", readonly=True, copy=False, procedure=True)
    representative_company = fields.Char("Representative's Company", readonly=True, copy=False, procedure=True)
    representative_position = fields.Char("Representative's Position", readonly=True, copy=False, procedure=True)
    representative_address = fields.Text("Representative's Address", readonly=True, copy=False, procedure=True)
    representative_city = fields.Char("Representative's City", readonly=True, copy=False, procedure=True)
    representative_phone = fields.Char("Representative's Phone", readonly=True, copy=False, procedure=True)
    representative_email = fields.Char("Representative's E-mail", readonly=True, copy=False, procedure=True)
    applicant_kept_at = fields.Datetime(
        "Handed In",
        readonly=True,
        copy=False,
        procedure=True,
        help="Since when the application says this about its applicant, whatever becomes of the contact.",
    )

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            names = [f"{who}_{name}" for who in ("applicant", "representative") for name in Party._fields]
            self.write(dict.fromkeys(names, False))
        return result

    def _applicant(self):
        """Return who applies, as the application says since it was handed in.

        :return: ``Party``
        """
        return self._party("applicant", self.partner_id)

    def _representative(self):
        """Return who represents the applicant, as the application says since it was handed in; possibly nobody.

        :return: ``Party``
        """
        return self._party("representative", self._represented_by())

    def _who_appears(self):
        """Return who appears at the counter: the representative, or the applicant.

        :return: ``Party``
        """
        return self._representative() if self.is_represented else self._applicant()

    def _represented_by(self):
        """Return the contact of the representative, possibly none."""
        return self.representative_id if self.is_represented else self.representative_id.browse()

    def _party(self, role, contact):
        """Return who has a role, as it was kept; before that, as the contact says.

        :param str role: ``applicant`` or ``representative``
        :param contact: the ``res.partner``
        """
        if self.applicant_kept_at:
            return Party(*(self[f"{role}_{name}"] or "" for name in Party._fields))
        # Whoever reads the application reads whom it names.
        return self._party_of(contact.sudo())

    @api.model
    def _party_of(self, contact):
        """Return what a contact says.

        :param contact: a ``res.partner``, possibly none
        """
        if not contact:
            return Party()
        company = contact.commercial_partner_id if contact.commercial_partner_id != contact else contact.browse()
        return Party(
            name=contact.name or "",
            company=company.name or "",
            position=contact.function or (HEAD_OF_COMPANY if contact.is_company else ""),
            address=self._official_address(contact),
            city=contact.city or "",
            phone=contact.phone or "",
            email=contact.email or "",
        )

    @api.model
    def _official_address(self, contact):
        """Return the address of a contact as letters write it: the province by its name, the country only abroad.

        :param contact: a ``res.partner``
        :return: lines of one text
        """
        abroad = contact.country_id
        if abroad:
            abroad -= (self.company_id or self.env.company).country_id
        lines = (
            contact.street,
            contact.street2,
            " ".join(filter(None, (contact.city, contact.zip))),
            contact.state_id.name,
            abroad.name,
        )
        return "\n".join(line.strip() for line in lines if line and line.strip())

    def write(self, vals):
        result = super().write(vals)
        if {"partner_id", "is_represented", "representative_id"}.intersection(vals):
            # Who was entered in error was never said.
            self.filtered("applicant_kept_at")._as_procedure()._keep_applicant(fields.Datetime.now())
        return result

    @api.model
    def _traced_fields(self):
        return super()._traced_fields() | self._kept_fields()

    @api.model
    def _kept_fields(self):
        """Return the names of the fields that keep what the application says about applicant and representative."""
        return frozenset(f"{role}_{name}" for role in ("applicant", "representative") for name in Party._fields)

    def _state_entered(self, transition, now):
        # Handed in is what leaves a desk at which the file was open.
        procedures = self.grouped(lambda application: application._procedure()) if transition else {}
        for procedure, applications in procedures.items():
            opened = procedure.states_opening("file").intersection(transition.sources)
            if opened and not procedure.gives_up(transition.key):
                applications._keep_applicant(now)
        return super()._state_entered(transition, now)

    def _keep_applicant(self, now):
        """Keep what the contacts say now, in procedure mode.

        :param datetime now: when, naive UTC
        """
        for application in self._officially():
            vals = {
                f"{role}_{name}": text
                for role, contact in (
                    ("applicant", application.partner_id),
                    ("representative", application._represented_by()),
                )
                for name, text in application._party_of(contact)._asdict().items()
            }
            vals = {name: text for name, text in vals.items() if (application[name] or "") != text}
            if vals or not application.applicant_kept_at:
                application.write({**vals, "applicant_kept_at": now})
