import logging

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.mail import email_normalize, email_split_tuples, html2plaintext

from ...tools import paper
from ..documents.application_document import OFFICIAL_LANG
from .company_complaints import MODEL
from .complaint_mail import FROM_ROBOT
from .complaint_visit import ENTERED_PER_HOUR
from .kinds import FILE_LIMIT, TEXT_CHARS, TEXT_LINES

_logger = logging.getLogger(__name__)
#: Texts of the longest e-mail: what is longer than one of them goes on in the history.
_MOST_TEXTS = 10
#: Who sends without being a person.
_ROBOTS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce", "bounces")
_BULK = ("bulk", "junk", "list", "auto_reply")


class ComplaintEmails(models.AbstractModel):
    """E-mails to the mail box of an agency are entered as complaints; they continue none, whoever has sent them."""

    _inherit = "mail.thread"

    def _message_route_process(self, message, message_dict, routes):
        ours = [route for route in routes or () if route[0] == MODEL]
        others = [route for route in routes or () if route[0] != MODEL]
        entered = False
        for route in ours:
            # By the mail box that the agency has set up, and nothing else.
            if not route[4]:
                self.env[MODEL].message_new(message_dict)
            entered = self.env[MODEL]._take_email(message, message_dict, route[4]) or entered
        if ours and not others:
            return entered
        return super()._message_route_process(message, message_dict, others)


class ComplaintByEmail(models.Model):
    """What an e-mail says becomes a complaint. Robots and loops enter nothing, and nobody answers them."""

    _inherit = "ptsp.complaint"

    @api.private
    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Refuse to be entered by Odoo's gateway, which takes values from whoever calls it.

        :param dict msg_dict: the e-mail as Odoo has read it
        :param dict custom_values: of the record that would be made
        :raises AccessError: always
        """
        raise AccessError(
            self.env._("Complaints come by the mail box of the agency, by its page, or are entered here.")
        )

    @api.private
    def message_update(self, msg_dict, update_vals=None):
        """Refuse e-mails that continue a complaint: anybody can write a sender's address on one.

        :param dict msg_dict: the e-mail as Odoo has read it
        :param dict update_vals: of the record that would be changed
        :raises AccessError: always
        """
        raise AccessError(self.env._("E-mails continue no complaint. Add something by the page, with number and code."))

    @api.model
    def _take_email(self, message, msg_dict, alias):
        """Enter an e-mail as a complaint, and answer it with number and code.

        :param message: the e-mail, an ``email.message``
        :param dict msg_dict: the e-mail as Odoo has read it
        :param alias: the ``mail.alias`` to which it came
        :return: id of the complaint; False where nothing was entered
        :raises AccessError: it is not the mail server that brings it
        """
        # Not who sent the e-mail, but who brings it: the server, or its administrator.
        if not self.env.transaction.default_env.user._is_system():
            raise AccessError(self.env._("E-mails come from the mail server only. Write your complaint on the page."))
        company_sudo = self.env["res.company"].sudo().search([("ptsp_complaint_alias_id", "=", alias.id)], limit=1)
        sender = email_normalize(msg_dict.get("email_from") or "")
        if not company_sudo.ptsp_uses_complaints or not sender or self._is_of_robot(message, sender, company_sudo):
            _logger.info("An e-mail to the mail box of complaints was not entered: from a robot, or to nobody")
            return False
        # What is refused is told in the language of the e-mail that tells it.
        desk = self.with_company(company_sudo).with_context(lang=OFFICIAL_LANG)
        senders_sudo = self.env["ptsp.complaint.sender"].sudo()
        if not senders_sudo._is_counted(senders_sudo._fingerprint(sender)):
            _logger.info("An e-mail to the mail box of complaints was not entered: there were too many")
            if senders_sudo._may_be_told(sender):
                desk._mail_refusal(company_sudo, sender, desk._sentence_of_too_many())
            return False
        texts = _pieces("\n\n".join(filter(None, (msg_dict.get("subject"), _plain(msg_dict.get("body"))))))
        files, left_out = _papers(msg_dict.get("attachments") or ())
        try:
            with self.env.cr.savepoint():
                if len(texts) > _MOST_TEXTS:
                    raise UserError(
                        desk.env._(
                            "Your e-mail is longer than %(limit)s characters. Shorten it, or attach it as a PDF.",
                            limit=TEXT_CHARS * _MOST_TEXTS,
                        )
                    )
                values = {
                    "company_id": company_sudo.id,
                    "channel": "email",
                    "kind": "complaint",
                    "text": (texts or [""])[0],
                    "application_id": False,
                    "service_id": False,
                    "complainant_name": (email_split_tuples(msg_dict.get("email_from") or "") or [("", "")])[0][0][
                        :100
                    ],
                    "complainant_email": sender,
                }
                complaint, _secret = desk._enter_from_outside(values, files, texts[1:], left_out)
            return complaint.id
        except UserError as error:
            self.env.invalidate_all()
            desk._mail_refusal(company_sudo, sender, str(error))
            return False

    @api.model
    def _sentence_of_too_many(self):
        """Return what is said to whoever writes more e-mails than are taken, in the language of the environment."""
        return self.env._(
            "%(limit)s e-mails of yours were entered within an hour, and no more are. Nothing of this one was kept: "
            "send it again in an hour, or write everything into one e-mail.",
            limit=ENTERED_PER_HOUR,
        )

    @api.model
    def _mail_refusal(self, company, address, problem):
        """Tell the sender of an e-mail why it was not entered.

        :param company: the ``res.company``
        :param str address: of the sender
        :param str problem: one sentence
        """
        template = self.env.ref("ptsp_exhibition.mail_template_complaint_refused", raise_if_not_found=False)
        if template:
            spoken = template.with_context(lang=OFFICIAL_LANG, problem=problem)
            spoken._ptsp_queue_of_no_record(company, address, headers=FROM_ROBOT)

    @api.model
    def _is_of_robot(self, message, sender, company):
        """Tell whether an e-mail comes from a program, or from the agency itself.

        :param message: the ``email.message``
        :param str sender: address of the sender
        :param company: the ``res.company``
        """

        def header(name):
            return str(message.get(name) or "").strip().lower()

        own = {
            email_normalize(address or "")
            for address in (
                company.email,
                company.ptsp_complaint_alias_id.alias_full_name,
                company.catchall_email,
                company.bounce_email,
                company.default_from_email,
            )
        }
        return (
            header("Auto-Submitted") not in ("", "no")
            or header("Precedence") in _BULK
            or header("Return-Path") == "<>"
            or any(message.get(name) for name in ("List-Id", "X-Auto-Reply", "X-Autoreply", "X-Autorespond", "X-Loop"))
            or message.get_content_type() == "multipart/report"
            or sender.partition("@")[0] in _ROBOTS
            or sender in own
        )


def _plain(html):
    """Return the words of an e-mail, without its formatting and its script."""
    return html2plaintext(str(html or ""), include_references=False).replace("\0", "").strip()


def _pieces(text):
    """Return a text in pieces that a field takes, as a list."""
    pieces, rest = [], text.strip()
    while rest:
        piece = "\n".join(rest[:TEXT_CHARS].split("\n")[: TEXT_LINES - 1])
        pieces.append(piece.strip())
        rest = rest[len(piece) :].lstrip()
    return [piece for piece in pieces if piece]


def _papers(attachments):
    """Return the files of an e-mail that are kept, as pairs of name and content, and the names of the others."""
    files, left_out = [], []
    for attachment in attachments:
        name, content = attachment[0] or "berkas", attachment[1]
        content = content.encode() if isinstance(content, str) else content or b""
        if len(files) < FILE_LIMIT and paper.kind_of(content):
            files.append((name, content))
        else:
            left_out.append(name[:100])
    return files, left_out
