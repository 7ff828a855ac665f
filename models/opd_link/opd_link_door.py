import re
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError

from ..review.technical_review import OPEN_STATES

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Looked up in place of what cannot be a link, so that the database has the same work.
_NOTHING = "?"


class Knock(NamedTuple):
    """Somebody before the door: which link, which visit, and what is kept of it.

    ``link`` is empty for whatever opens nothing; ``came_by`` is the link that was there once, too; ``visit`` is that of
    a browser which has entered its code or still may; ``numbers`` are empty for who has to wait.
    """

    link: object
    came_by: object
    visit: object
    secret: str
    address_hash: str
    numbers: list

    @property
    def is_in(self):
        """Tell whether the browser has entered its code."""
        return bool(self.link and self.visit.confirmed_at)


class OpdLinkDoor(models.Model):
    """What whoever has a link may see and do. Each method counts the visit and says what the page shows.

    Whatever opens nothing has one answer: it was guessed, has expired, was revoked, or the opinion was given.
    """

    _inherit = "ptsp.opd.link"

    @api.model
    def _knock(self, address, token, secret):
        """Return who is before the door, as superuser: link and code are the permission.

        :param str address: the visitor's network address
        :param str token: what stands in the link
        :param str secret: what the browser has kept of its visit
        """
        Log, Visit = self.env["ptsp.opd.visit.log"], self.env["ptsp.opd.visit"]
        address_hash = Log._address_hash(address)
        token = token if _TOKEN.fullmatch(token) else _NOTHING
        links_sudo = self.sudo()
        came_by_sudo = links_sudo.search_fetch(
            [("token_hash", "=", self._token_hash(token))], ["email", "expires_at", "review_id", "revoked_at"], limit=1
        )
        link_sudo = came_by_sudo if came_by_sudo.is_open else links_sudo
        visit_sudo = Visit._of_browser(link_sudo, secret)
        return Knock(link_sudo, came_by_sudo, visit_sudo, secret, address_hash, Log._free_numbers(address_hash))

    @api.model
    def _count(self, knock, what, detail=None):
        """Keep what somebody did.

        :param Knock knock: who
        :param str what: key of the field of this name
        :param str detail: name of the paper that was read
        :return: False where others from the same address were faster
        """
        return self.env["ptsp.opd.visit.log"]._count_visit(
            knock.numbers,
            address_hash=knock.address_hash,
            link_id=knock.came_by.id or None,
            what=what,
            detail=detail,
        )

    @api.model
    def _answer_to(self, knock, what=None):
        """Return what the page shows: how far the door is open.

        :param Knock knock: who is before it
        :param str what: what is kept of it; that it was opened, where empty
        :return: dict with ``status``: ``limited``, ``unknown``, ``start``, ``code`` or ``open``
        """
        shut = "closed" if knock.came_by else "unknown"
        if not knock.numbers or not self._count(knock, (what or "opened") if knock.link else shut):
            return {"status": "limited"}
        if not knock.link:
            return {"status": "unknown"}
        agency = knock.link.company_id.name
        if knock.is_in:
            return {"status": "open", "agency": agency, **knock.link.review_id._facts_for_link()}
        status = "code" if knock.visit else "start"
        return {"status": status, "agency": agency, "mailbox": knock.link._mailbox_in_part()}

    def _mailbox_in_part(self):
        """Return the address of the OPD so that its owner knows it, and nobody else learns it."""
        name, _at, domain = self.email.partition("@")
        return f"{name[:1]}…@{domain}"

    @api.model
    def _show(self, address, token, secret):
        """Show what a link opens; parameters as in :meth:`_knock`, result as in :meth:`_answer_to`."""
        return self._answer_to(self._knock(address, token, secret))

    @api.model
    def _send_code(self, address, token):
        """Send a code to the mail box of the OPD.

        :return: pair of what the page shows, and the secret that the browser keeps, possibly none
        """
        knock = self._knock(address, token, "")
        if not knock.link or not knock.numbers:
            return self._answer_to(knock), ""
        secret = self.env["ptsp.opd.visit"]._begin(knock.link)
        if not secret:
            return {**self._answer_to(knock), "problem": self._why_no_code()}, ""
        visit_sudo = self.env["ptsp.opd.visit"]._of_browser(knock.link, secret)
        return self._answer_to(knock._replace(visit=visit_sudo, secret=secret), "code_sent"), secret

    @api.model
    def _why_no_code(self):
        """Say that no code is sent for now."""
        return self.env._(
            "Several codes were sent in the last hour. Enter the latest one, or ask for another one an hour from now."
        )

    @api.model
    def _enter(self, address, token, secret, code):
        """Let a browser in that has the code; parameters as in :meth:`_knock`, result as in :meth:`_answer_to`.

        :param str code: as it was typed
        """
        knock = self._knock(address, token, secret)
        if not knock.link or not knock.numbers or knock.is_in:
            return self._answer_to(knock)
        if knock.visit and knock.visit._confirm(secret, code):
            return self._answer_to(knock, "confirmed")
        problem = self.env._(
            "This is not the code of the latest e-mail, or it was entered wrongly too often, or is older than a "
            "quarter of an hour. Enter it again, or ask for another one."
        )
        return {**self._answer_to(knock, "code_wrong"), "problem": problem}

    @api.model
    def _read_paper(self, address, token, secret, paper_id):
        """Return a paper, ``Paper`` as superuser, for a browser that is in; else nothing.

        :param int paper_id: its id
        """
        knock = self._knock(address, token, secret)
        paper_sudo = knock.is_in and knock.link.review_id._paper_for_link(paper_id)
        if not paper_sudo or not knock.numbers or not self._count(knock, "paper", paper_sudo.name[:200]):
            return None
        return paper_sudo

    @api.model
    def _give_opinion(self, address, token, secret, name, opinion):
        """Give the opinion; parameters as in :meth:`_knock`, result as in :meth:`_answer_to`.

        :param str name: who answers for the OPD
        :param dict opinion: arguments of ``action_issue``
        :return: ``status`` may be ``answered``, too, or ``late`` where the opinion is not owed any more
        """
        knock = self._knock(address, token, secret)
        if not knock.numbers:
            return self._answer_to(knock)
        visits_sudo = self.env["ptsp.opd.visit"]
        # A browser that was in when it began to write is told why nothing is taken any more.
        was_in = knock.is_in or visits_sudo._of_browser(knock.came_by, secret).confirmed_at
        if not knock.is_in:
            answer = self._answer_to(knock)
            return {**answer, "status": "late"} if was_in and answer["status"] == "unknown" else answer
        review_sudo = knock.link.review_id
        try:
            with self.env.cr.savepoint():
                review_sudo._issue_by_link(name, opinion)
        except UserError as error:
            self.env.invalidate_all()
            if review_sudo.state not in OPEN_STATES or not knock.link.is_open:
                self._count(knock, "closed")
                return {"status": "late", "agency": review_sudo.company_id.name}
            return {**self._answer_to(knock, "refused"), "problem": str(error)}
        self._count(knock, "answered")
        return {
            "status": "answered",
            "agency": review_sudo.company_id.name,
            "number": review_sudo.application_id.registration_number,
            "kind_asked": review_sudo.kind,
        }
