from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ...tools.label import label_in

_lt = LazyTranslate(__name__)

#: What an applicant is handed out, in the order in which it is shown: part of the address, and its name.
HANDED_OUT = {
    "letter": _lt("Letter"),
    "handover": _lt("Proof of Handover"),
    "receipt": _lt("Receipt of Registration"),
}


class ApplicationHandedOut(models.Model):
    """Documents of an application that its applicant takes from the page, each as soon as it is the applicant's.

    Applicants read neither reports nor attachments. What they may have is decided here, and by nothing that an address
    could name: no number of a file opens anything.
    """

    _inherit = "ptsp.application"

    def _handed_out(self):
        """Return which documents the applicant may have now.

        :return: dict from keys of ``HANDED_OUT`` to names, in the language of the context
        """
        self.ensure_one()
        return {key: label_in(self.env, label) for key, label in HANDED_OUT.items() if getattr(self, f"_has_{key}")()}

    def _has_letter(self):
        """Tell whether the letter itself can be taken: it was handed over, is in force, and the file is the letter.

        Where the agency lets it, a copy of one that was signed by hand, too.
        """
        has = bool(self.handed_over_at and not self.revoked_at)
        return has and bool(self.letter_is_electronic or self.company_id.sudo().ptsp_letter_copy_online)

    def _has_handover(self):
        """Tell whether there is a proof that the letter was handed over."""
        return bool(self.handed_over_at)

    def _has_receipt(self):
        """Tell whether the application was registered, which the receipt says."""
        return bool(self.registration_number)

    def _hand_out(self, document):
        """Return a document for the applicant.

        :param str document: a key of ``HANDED_OUT``
        :return: pair of the PDF as bytes and the name of its file; nothing where the applicant may not have it (yet)
        :raises AccessError: the application is not for the user's eyes
        :raises UserError: it cannot be set
        """
        self.ensure_one()
        self.check_access("read")
        if document not in self._handed_out():
            return None
        application_sudo = self.sudo()
        if document == "letter":
            letter_sudo = application_sudo.letter_attachment_id
            return letter_sudo.raw, letter_sudo.name
        report_sudo = self.env.ref(f"ptsp_exhibition.action_report_{document}").sudo()
        content, _kind = report_sudo._ptsp_render_pdf(report_sudo, self.ids)
        name = f"{report_sudo.ptsp_title or report_sudo.name} {application_sudo.name.replace('/', '-')}.pdf"
        return content, name


class CompanyHandedOut(models.Model):
    """Whether applicants take a copy of a letter that was signed by hand."""

    _inherit = "res.company"

    ptsp_letter_copy_online = fields.Boolean(
        "Copies of Letters Online",
        help="Applicants also find letters that were signed by hand on the page of their application, as an unsigned "
        "copy, once they were handed over.",
    )


class AgencySettingsHandedOut(models.TransientModel):
    """A manager sets whether applicants take copies of letters that were signed by hand."""

    _inherit = "ptsp.agency.settings"

    ptsp_letter_copy_online = fields.Boolean("Copies of Letters Online")

    @api.model
    def _settings(self):
        return [*super()._settings(), "ptsp_letter_copy_online"]
