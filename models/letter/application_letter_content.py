import json
import re

from odoo import api, fields, models

from ..details.application_applicant import HEAD_OF_COMPANY
from ..details.fact import Fact
from ..documents.application_document import OFFICIAL_LANG

#: The languages of the public page: in each of them the public facts are kept.
_PUBLIC_LANGS = (OFFICIAL_LANG, "en_US")
#: What stands among the copies by habit, and no longer by the rules of official letters: only offices are named there.
_BY_HABIT = re.compile(
    r"^(?:\d+[.)]\s*)?(?:kepada\s+)?(?:yth\.?\s+)?|\s*\(?\s*sebagai laporan\s*\)?\s*$", re.IGNORECASE
)
_OWN_FILE = re.compile(r"(?:arsip|pertinggal)\.?", re.IGNORECASE)


class ApplicationLetterContent(models.Model):
    """What a letter says: of a draft what it would say now, of a letter that was signed what it said then.

    Printed letters and the public page read nothing else.
    """

    _inherit = "ptsp.application"

    signed_letter_id = fields.Many2one(
        "ptsp.signed.letter",
        "As It Was Signed",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        ondelete="restrict",
        index="btree_not_null",
    )

    def _letter_content(self):
        """Return what the letter says.

        :return: dict, see :meth:`_letter_words`; also ``body``, its text as Markup, and ``letterhead`` as
            ``res.company._ptsp_letterhead`` gives it
        """
        self.ensure_one()
        # Whoever prints the letter reads what it says.
        signed_sudo = self.sudo().signed_letter_id
        return {
            **self._letter_words(),
            "body": self._body_to_print(signed_sudo.body if signed_sudo else self.letter_body),
            "letterhead": signed_sudo.letterhead_id._as_printed()
            if signed_sudo
            else self.company_id._ptsp_letterhead(),
        }

    def _letter_words(self):
        """Return what the letter says beside its text and letterhead, in the language of the documents.

        :return: dict of texts; ``copies_to`` is a list of addressees, ``initials`` a list of role, name, moment and
            initials, ``facts`` a dict from languages to lists of the public facts
        """
        self.ensure_one()
        # Whoever prints the letter, or has its code, reads what it says.
        signed_sudo = self.sudo().signed_letter_id
        return json.loads(signed_sudo.content) if signed_sudo else self._compose_letter()

    def _compose_letter(self):
        """Return what the letter would say if it were signed now, see :meth:`_letter_words`."""
        self.ensure_one()
        service, office = self.service_id, self.signatory_office_id
        written = self._letter_initials()
        short = self._official_initials(self.env["res.users"].union(*(user for _role, user, _moment in written)))
        return {
            "form": f"{self._letter_code()} {self._letter_title()} · {service.sop_number} Rev. {service.sop_revision}",
            "agency": self.company_id.name or "",
            "decision": self.decision or "",
            "classification": service.letter_classification or "",
            "enclosures": service.letter_enclosures or "",
            "subject": self._letter_subject(),
            **self._addressee(),
            "addressee_city": self._city_of_applicant(),
            "signatory_title": office._official_title() if office else "",
            "signatory_name": office.name or office.user_id.name or self.signatory_id.name or "",
            "signatory_rank": office.rank or "",
            "signatory_number": office.employee_number or "",
            "copies_to": self._copies_to(),
            "validity": self._letter_validity(),
            "initials": [
                [role, user.name or "", self._official_moment(moment), short[user]] for role, user, moment in written
            ],
            "facts": self._public_facts_by_language(),
        }

    def _addressee(self):
        """Return to whom the letter goes: the head of a company, or a person with position and company."""
        applicant = self._applicant()
        if applicant.position == HEAD_OF_COMPANY and not applicant.company:
            return {"addressee": f"{applicant.position} {applicant.name}", "addressee_office": ""}
        office = " ".join(filter(None, (applicant.position, applicant.company)))
        return {"addressee": applicant.name, "addressee_office": office}

    def _copies_to(self):
        """Return the offices that get a copy (*tembusan*), as the rules of official letters name them."""
        lines = (_BY_HABIT.sub("", line.strip()) for line in (self.service_id.letter_copies_to or "").splitlines())
        return [line for line in lines if line and not _OWN_FILE.fullmatch(line)]

    def _letter_validity(self):
        """Return how long the letter is valid (SOP section L); empty for a refusal."""
        return "" if self.decision == "refused" else (self.service_id.validity or "").strip()

    @api.model
    def _letter_code(self):
        """Return the code of the letter among the documents."""
        # Whoever may draft a letter need not read the reports of the database.
        return self.env.ref("ptsp_exhibition.action_report_letter").sudo().ptsp_code or ""

    def _public_facts_by_language(self):
        """Return a dict from languages to the public facts that are filled in, each a list of lists."""
        # English is always there; an agency may have deactivated Indonesian.
        langs = [lang for lang in _PUBLIC_LANGS if lang == "en_US" or self.env["res.lang"]._get_data(code=lang)]
        return {
            lang: [list(fact) for fact in self.with_context(lang=lang)._facts(public=True) if fact.value]
            for lang in langs
        }

    def _letter_facts(self, content):
        """Return the public facts of a letter in the language of the context, or in one that they are kept in.

        :param dict content: what the letter says
        :return: list of ``Fact``
        """
        kept = content["facts"]
        facts = kept.get(self.env.lang) or next(iter(kept.values()), [])
        return [Fact(*fact) for fact in facts]

    # Signed letters

    def _keep_signed_letters(self):
        """Keep all that the letters say, as they are signed, in procedure mode (step 14)."""
        letterheads = {company: company._ptsp_keep_letterhead() for company in self.company_id}
        SignedLetter = self.env["ptsp.signed.letter"]
        vals_list = []
        for application in self:
            letterhead = letterheads[application.company_id]
            content = json.dumps(application._compose_letter(), ensure_ascii=False, sort_keys=True)
            vals_list.append(
                {
                    "application_id": application.id,
                    "signed_at": application.signed_at,
                    "body": application.letter_body,
                    "content": content,
                    "letterhead_id": letterhead.id,
                    "sha256": SignedLetter._fingerprint_of(content, application.letter_body, letterhead.sha256),
                }
            )
        for application, letter in zip(self, SignedLetter.create(vals_list), strict=True):
            application.signed_letter_id = letter

    def _withdraw_signatures(self, now):
        """Withdraw the signatures of letters that go back, in procedure mode; what was signed stays on record.

        :param datetime now: when, naive UTC
        """
        signed = self.filtered("signatory_id")
        letters = signed.signed_letter_id
        letters.write({"struck_at": now})
        # The database allows one that counts for each letter, so these are struck there before the next are entered.
        letters.flush_recordset()
        signed._forget_signatures()

    @api.model
    def _keep_letters_signed_before(self):
        """Keep what letters say that were signed before that was kept, as they are now; the addon's data calls it."""
        signed_sudo = self.sudo().search([("signed_at", "!=", False), ("signed_letter_id", "=", False)])
        for start in range(0, len(signed_sudo), 200):
            signed_sudo[start : start + 200]._as_procedure()._keep_signed_letters()
            self.env.flush_all()
            self.env.invalidate_all()

    def _guard_letter_as_signed(self):
        """What the letter says is still what was signed."""
        if not self.signed_letter_id or self.signed_letter_id._is_as_signed():
            return None
        return self.env._(
            "The letter of %(name)s is not as it was signed: it has been changed outside the procedure. "
            "Inform the manager.",
            name=self.name,
        )
