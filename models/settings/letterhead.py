import base64
import hashlib
import json

from odoo import api, fields, models

#: What a letterhead consists of, in the order in which its fingerprint covers it.
_WORDS = ("paper", "government", "agency", "address", "phone", "contact", "city")
_PICTURES = ("emblem", "logo")


class Letterhead(models.Model):
    """A letterhead (*kop*) as it was when a letter was signed under it; one for all letters until it changes."""

    _name = "ptsp.letterhead"
    _description = "Letterhead as It Was"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "id desc"
    _rec_name = "agency"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    paper = fields.Char(readonly=True)
    government = fields.Char(readonly=True)
    agency = fields.Char(readonly=True)
    # Each is several fields of the agency in one line.
    address = fields.Char(readonly=True, max_chars=2_500)
    phone = fields.Char(readonly=True)
    contact = fields.Char(readonly=True, max_chars=2_500)
    city = fields.Char(readonly=True)
    emblem = fields.Binary(readonly=True)
    logo = fields.Binary(readonly=True)
    sha256 = fields.Char("SHA-256", required=True, readonly=True, index=True)

    def _as_printed(self):
        """Return what the letterhead shows, see :meth:`~.res_company.CompanyLetterhead._ptsp_letterhead`."""
        self.ensure_one()
        letterhead = self.with_context(bin_size=False)
        return {name: letterhead[name] or "" for name in (*_WORDS, *_PICTURES)}

    @api.model
    def _fingerprint(self, letterhead):
        """Return the SHA-256 over what a letterhead shows, its pictures included.

        :param dict letterhead: see ``res.company._ptsp_letterhead``
        """
        pictures = [hashlib.sha256(base64.b64decode(letterhead[name] or b"")).hexdigest() for name in _PICTURES]
        content = json.dumps([*(letterhead[name] for name in _WORDS), *pictures], separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()


class CompanyKeptLetterhead(models.Model):
    """The agency's letterhead, as it is and as it was."""

    _inherit = "res.company"

    def _ptsp_letterhead(self):
        """Return what the letterhead of the agency shows now.

        :return: dict of texts: ``paper``, ``government``, ``agency``, ``address``, ``phone``, ``contact``, ``city``;
            and of pictures as binary fields give them, perhaps empty: ``emblem``, ``logo``
        """
        self.ensure_one()
        company = self.with_context(bin_size=False)
        town = " ".join(filter(None, (company.city, company.zip)))
        return {
            "paper": company.ptsp_paper or "a4",
            "government": company.ptsp_government or "",
            "agency": company.name or "",
            "address": ", ".join(filter(None, (company.street, company.street2, town))),
            "phone": company.phone or "",
            "contact": " · ".join(filter(None, (company.email, company.website))),
            "city": company.city or "",
            "emblem": company.ptsp_emblem or "",
            "logo": (company.logo and company.partner_id.image_256) or "",
        }

    def _ptsp_keep_letterhead(self):
        """Keep the letterhead of the agency as it is now, in procedure mode.

        :return: the ``ptsp.letterhead``; the one that is kept already where nothing has changed since
        """
        self.ensure_one()
        Letterhead = self.env["ptsp.letterhead"]
        letterhead = self._ptsp_letterhead()
        sha256 = Letterhead._fingerprint(letterhead)
        kept = Letterhead.search([("company_id", "=", self.id), ("sha256", "=", sha256)], limit=1)
        return kept or Letterhead.create({**letterhead, "company_id": self.id, "sha256": sha256})
