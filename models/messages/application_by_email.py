from odoo import models
from odoo.tools import email_normalize

from ...tools import paper
from ..procedure.types import APPLICANT


class ApplicationByEmail(models.Model):
    """The applicant answers a message or a notice by e-mail: it joins the thread as if written on the page.

    It counts whose address the e-mail bears: that of the applicant, of his people, or of the representative. Everybody
    else is refused, as ever.
    """

    _inherit = "ptsp.application"

    def _takes_email_of(self, msg_dict):
        return self._email_of_applicant(msg_dict) or super()._takes_email_of(msg_dict)

    def _email_of_applicant(self, msg_dict):
        """Take an e-mail of the applicant under the rules of a message from the page.

        :param dict msg_dict: the e-mail as Odoo has read it; author and files are set as they are taken
        :return: False where it is not the applicant's
        :raises UserError: it is, and he may not write now
        """
        if len(self) != 1:
            return False
        author = self._author_of_applicant(msg_dict)
        if not author:
            return False
        files, others = [], []
        for attachment in msg_dict.get("attachments") or ():
            name, content = attachment[0], attachment[1]
            content = content.encode() if isinstance(content, str) else content
            (files if paper.kind_of(content or b"") else others).append((name, content, attachment))
        self._check_may_write(author, [(name, content) for name, content, _attachment in files])
        msg_dict["author_id"] = author.id
        # Signatures and the like are no papers: what is said must not be lost for their sake.
        msg_dict["attachments"] = [attachment for _name, _content, attachment in files]
        return True

    def _author_of_applicant(self, msg_dict):
        """Return who of the applicant's people has sent an e-mail.

        :param dict msg_dict: the e-mail as Odoo has read it
        :return: ``res.partner``; none where the address belongs to nobody of them
        """
        address = email_normalize(msg_dict.get("email_from") or msg_dict.get("from") or "")
        if not address:
            return self.env["res.partner"]
        known_sudo = self.env["res.partner"].sudo().search([("email_normalized", "=", address)])
        people = self._people_of_applicant(known_sudo).filtered(lambda person: self._may_answer_by_email(person))
        return (people & self.sudo().partner_id or people)[:1].sudo(False)

    def _may_answer_by_email(self, person):
        """Tell whether one of the applicant's people may write: who has an account may what the account may.

        Without an account write only those whom the application names: each account enters addresses of its company.

        :param person: ``res.partner``
        """
        users_sudo = person.sudo().with_context(active_test=False).user_ids
        if any(user._is_internal() for user in users_sudo):
            return False
        if not users_sudo:
            named_sudo = self.sudo()
            return person in named_sudo.partner_id | named_sudo.commercial_partner_id | named_sudo.representative_id
        return any(
            self.with_user(user).sudo(False)._may_speak_for_applicant() for user in users_sudo.filtered("active")
        )

    def _may_speak_for_applicant(self):
        """Tell whether the user may write for the applicant of an application."""
        self.ensure_one()
        return self.has_access("read") and self._holds_any_role((APPLICANT,))
