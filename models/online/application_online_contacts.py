from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from .application_online_steps import APPLICANT_STEP
from .question import COMPANY, CONTACT, REPRESENTATIVE

#: What an applicant corrects of the own contact here: who it is, and its e-mail, are corrected in the account.
_CONTACT = ("phone", "function", "street", "city", "zip")
#: By what a representative is known, beside the power of attorney.
_REPRESENTATIVE = ("name", "phone", "email", "street", "city")
#: What a browser may fill in.
_AUTOCOMPLETE = {
    "phone": "tel",
    "function": "organization-title",
    "street": "address-line1",
    "city": "address-level2",
    "zip": "postal-code",
}
_REQUIRED = ("phone", "street", "city")


class ApplicationOnlineContacts(models.Model):
    """Who applies, from the account, and who represents the applicant."""

    _inherit = "ptsp.application"

    def _online_questions(self, step):
        questions = super()._online_questions(step)
        return [*questions, *self._questions_about_company()] if step == APPLICANT_STEP else questions

    def _questions_that_count(self, step):
        questions = super()._questions_that_count(step)
        if step != APPLICANT_STEP:
            return questions
        return [
            self._question_of_field(
                "applicant_identity",
                kind="identity_number",
                required=True,
                numeric=True,
                hint=self.env._("16 digits, as on the identity card (KTP)."),
            ),
            *self._questions_about_contact(),
            *self._questions_about_representative(),
            *questions,
        ]

    def _questions_about_contact(self):
        """Return what the applicant corrects of the own contact. Nobody corrects that of a colleague here."""
        if self.partner_id != self.env.user.partner_id:
            return []
        return [
            self._question_of_field(
                name,
                model=self.partner_id,
                name=f"contact_{name}",
                kept_in=CONTACT,
                required=name in _REQUIRED,
                hint="",
                autocomplete=_AUTOCOMPLETE[name],
            )
            for name in _CONTACT
        ]

    def _questions_about_company(self):
        """Return what is asked about the applicant's company, while it does not stand fast."""
        company_sudo = self._applicants_company()
        if not company_sudo or company_sudo._ptsp_why_not({"company_registry": "?"}):
            return []
        return [
            self._question_of_field(
                "company_registry",
                model=company_sudo,
                name="company_registry",
                label=self.env._("Company Registration Number (NIB)"),
                kind="company_number",
                kept_in=COMPANY,
                numeric=True,
                hint=self.env._("13 digits. Leave it empty if there is none."),
            )
        ]

    def _questions_about_representative(self):
        """Return what is asked about the representative: nothing of the representative, whose power it would make."""
        if self.env.user._is_portal() and not self._decides_on_power():
            return []
        return [
            self._question_of_field("is_represented", hint=""),
            *(
                self._question_of_field(
                    name,
                    model=self.representative_id,
                    name=f"representative_{name}",
                    kept_in=REPRESENTATIVE,
                    hint="",
                )
                for name in _REPRESENTATIVE
            ),
            self._question_of_field(
                "power_of_attorney_until",
                name="representative_until",
                hint=self.env._("Until then the representative can follow the application online; without a day not."),
            ),
        ]

    def _applicants_company(self):
        """Return, as superuser, the company for which the user applies; empty for whoever applies for himself."""
        # Portal users read the contacts of their own company.
        company_sudo = self.env.user.commercial_partner_id.sudo()
        # Who acts for somebody else changes nothing of either's company.
        return company_sudo.filtered("is_company") & self.sudo().commercial_partner_id

    def _record_of_answers(self, kept_in):
        records = {
            CONTACT: lambda: self.partner_id,
            COMPANY: self._applicants_company,
            REPRESENTATIVE: lambda: self.representative_id,
        }
        return records[kept_in]() if kept_in in records else super()._record_of_answers(kept_in)

    def _problems_between(self, step, values):
        problems = super()._problems_between(step, values)
        if step == APPLICANT_STEP and values.get("is_represented") and not values.get("representative_name"):
            problems["representative_name"] = self.env._("Enter the name of the representative.")
            # Whether there is one stays open until it is said who.
            values.pop("is_represented")
        until = values.get("representative_until")
        if until and until < self.service_id.sudo()._today():
            problems["representative_until"] = self.env._(
                "The power of attorney has ended already. Enter the last day on which it holds, or attach a new one."
            )
        email = values.get("representative_email")
        if email and not email_normalize(email):
            problems["representative_email"] = self.env._(
                "%(email)s is no e-mail address. Enter one such as siti@example.com, or none.", email=email
            )
        return problems

    def _keep_answers(self, answers):
        by_place = {}
        for question, value in answers.items():
            by_place.setdefault(question.kept_in, {})[question.field] = value
        if CONTACT in by_place:
            self._correct_contact(self.env.user.partner_id, by_place[CONTACT])
        if COMPANY in by_place:
            self._correct_contact(self._applicants_company(), by_place[COMPANY])
        if any(by_place.get(REPRESENTATIVE, {}).values()):
            self._name_representative(by_place[REPRESENTATIVE])
        return super()._keep_answers(answers)

    def _correct_contact(self, contact, vals):
        """Correct what differs of a contact; what of it stands fast, the contact itself says.

        :param contact: the ``res.partner`` of the user, or of the user's company
        :param dict vals: values of the fields that the page asks
        """
        contact_sudo = contact.sudo()
        changed = {name: value for name, value in vals.items() if (contact_sudo[name] or False) != (value or False)}
        if changed:
            contact_sudo.write(changed)

    def _name_representative(self, vals):
        """Keep who represents the applicant: with the contact that was entered here, or with a new one.

        :param dict vals: values of the fields that the page asks
        :raises UserError: the representative has no name
        """
        application_sudo = self.sudo()
        contact_sudo = application_sudo.representative_id
        if not any((contact_sudo[name] or False) != (value or False) for name, value in vals.items()):
            return
        if self._was_entered_here(contact_sudo):
            contact_sudo.write(vals)
            return
        vals = {**{name: contact_sudo[name] for name in _REPRESENTATIVE}, **vals}
        if not vals["name"]:
            raise UserError(self.env._("Enter the name of the representative."))
        kept = {"representative_id": contact_sudo.create(vals).id}
        application_sudo.write(kept)

    def _was_entered_here(self, contact_sudo):
        """Tell whether a contact was entered for this application only, by the applicant's people.

        :param contact_sudo: a ``res.partner``, as superuser, possibly none
        """
        own = contact_sudo.create_uid.commercial_partner_id in (
            self.sudo().commercial_partner_id | self.env.user.commercial_partner_id
        )
        if not contact_sudo or not own or contact_sudo.parent_id:
            return False
        if contact_sudo.with_context(active_test=False).user_ids:
            return False
        used = self.sudo().search_count(
            ["|", ("partner_id", "=", contact_sudo.id), ("representative_id", "=", contact_sudo.id)], limit=2
        )
        return used == 1
