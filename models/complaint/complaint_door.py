import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from .complaint import PERSON
from .kinds import KINDS, TEXT_CHARS, TEXT_LINES

_logger = logging.getLogger(__name__)
#: A field that nobody sees: who fills it in is a robot.
TRAP = "homepage"
#: Names of the texts of the form.
TEXTS = ("kind", "text", "service", "application", "officer", *PERSON)


class _AtLimitError(Exception):
    """Others of the same address have taken the last number meanwhile: nothing is entered."""


class ComplaintDoor(models.Model):
    """How anybody writes to the agency without an account, by the page (section Q).

    Each method counts the visit and says what the page shows. It works in nobody's name, also where an officer has
    logged in beside it: who has written is what the form says, or nobody.
    """

    _inherit = "ptsp.complaint"

    application_named = fields.Char(
        "Registration Number as Typed",
        readonly=True,
        copy=False,
        procedure=True,
        max_chars=64,
        help="As the complainant has typed it. The application is linked where there is one of that number.",
    )
    lang = fields.Char("Language", readonly=True, copy=False, procedure=True, max_chars=10)

    @api.model
    def _in_nobodys_name(self):
        """Return this model for what comes from outside: no row names who was logged in."""
        # What follows checks what it is given, and writes nothing else.
        return self.with_user(SUPERUSER_ID)._as_procedure()

    @api.model
    def _takes_by_page(self):
        """Tell whether the agency of this address takes complaints by the page."""
        # The visitor may not read companies.
        return self.env.company.sudo().ptsp_uses_complaints  # nosemgrep: sudo-after-a-check

    @api.model
    def _offered_on_page(self):
        """Return what may be chosen on the page.

        :return: dict with ``kinds`` and ``services``, lists of pairs, and the limits of the text
        """
        company_sudo = self.env.company.sudo()
        # A draft and a revision of later days are no services yet; the visitor may not read what is in force.
        services_sudo = self.env["ptsp.service"].sudo()._in_force_on(company_sudo._ptsp_today(), company_sudo)
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "kinds": [(key, kinds[key]) for key, _label in KINDS],
            "services": [(str(service.id), service.name) for service in services_sudo.sorted("name")],
            "text_limit": TEXT_CHARS,
        }

    @api.model
    def _words_of_figures(self):
        """Return what kinds and channels are called in the language of the page: dict of dicts."""
        return {name: dict(self._fields[name]._description_selection(self.env)) for name in ("kind", "channel")}

    @api.model
    def _file_by_page(self, address, typed, files):
        """Enter what was sent by the page, and count it.

        :param str address: the visitor's network address
        :param dict typed: texts by names of ``TEXTS``, ``confidential`` and ``TRAP`` among them
        :param list files: pairs of name and content
        :return: dict with ``status``: ``limited``; ``form`` with the ``problem``, all that was typed stays; ``sent``
            with ``number`` and ``secret``, which is told this once
        """
        Visit, Sender = self.env["ptsp.complaint.visit"], self.env["ptsp.complaint.sender"]
        visitor = Visit._address_hash(address)
        numbers = Visit._free_numbers(visitor)
        if not numbers:
            return {"status": "limited"}
        if typed.get(TRAP):
            return self._counted(
                numbers, visitor, "robot", self.env._("Leave the field Homepage empty: it is there to keep robots out.")
            )
        problem = self._problem_of_page(typed)
        if problem:
            return self._counted(numbers, visitor, "refused", problem)
        sender = Sender._address_hash(address)
        free = Sender._free_numbers(sender)
        if not free:
            return {"status": "limited"}
        try:
            with self.env.cr.savepoint():
                complaint_sudo, secret = self._enter_from_outside(self._values_of_page(typed), files)
                if not Sender._count_visit(free, address_hash=sender):
                    raise _AtLimitError
        except _AtLimitError:
            self.env.invalidate_all()
            return {"status": "limited"}
        except UserError as error:
            return self._counted(numbers, visitor, "refused", str(error))
        if not Visit._count_visit(numbers, address_hash=visitor, what="sent"):
            # It is in; whoever is so fast has to wait with the next one.
            _logger.info("A visitor of the page of complaints is at the limit")
        return {"status": "sent", "secret": secret, **complaint_sudo._facts_for_complainant()}

    @api.model
    def _counted(self, numbers, visitor, what, problem):
        """Count a visit by which nothing was entered.

        :return: dict as of :meth:`_file_by_page`
        """
        counted = self.env["ptsp.complaint.visit"]._count_visit(numbers, address_hash=visitor, what=what)
        return {"status": "form", "problem": problem} if counted else {"status": "limited"}

    @api.model
    def _problem_of_page(self, typed):
        """Return what is wrong with what was typed, as one sentence; nothing where nothing is.

        :param dict typed: see :meth:`_file_by_page`
        """
        text = typed.get("text") or ""
        if typed.get("kind") not in dict(KINDS):
            return self.env._("Choose whether it is a complaint, a suggestion, a question or thanks.")
        if not text.strip():
            return self.env._("Write what it is about.")
        if len(text) > TEXT_CHARS or text.count("\n") >= TEXT_LINES:
            return self.env._(
                "Your text has %(count)s characters; up to %(limit)s in at most %(most)s lines are taken. Shorten it, "
                "or attach it as a PDF. What you have written stands below.",
                count=len(text),
                limit=TEXT_CHARS,
                most=TEXT_LINES,
            )
        return ""

    @api.model
    def _values_of_page(self, typed):
        """Return what was typed as values of a complaint.

        :param dict typed: see :meth:`_file_by_page`
        """
        company = self.env.company
        service, named = typed.get("service") or "", " ".join((typed.get("application") or "").split())
        offered = dict(self._offered_on_page()["services"])
        return {
            "company_id": company.id,
            "channel": "page",
            "kind": typed["kind"],
            "text": typed["text"].strip(),
            "service_id": int(service) if service in offered else False,
            "application_named": named,
            "application_id": self._application_named(company, named).id,
            "officer_named": (typed.get("officer") or "").strip(),
            "confidential": bool(typed.get("confidential")),
            "lang": self.env.context.get("lang"),
            **{name: typed.get(name) for name in PERSON},
        }

    @api.model
    def _application_named(self, company, number):
        """Return the application of a registration number, as superuser; nothing where there is none.

        Who has typed it is never told whether there is one.

        :param company: a ``res.company``
        :param str number: as it was typed
        """
        applications_sudo = self.env["ptsp.application"].sudo()
        if not 0 < len(number) <= 64 or "\0" in number:
            return applications_sudo
        return applications_sudo.search(
            [("registration_number", "in", [number, number.upper()]), ("company_id", "=", company.id)], limit=1
        )

    @api.model
    def _enter_from_outside(self, values, files, more=(), left_out=()):
        """Enter what came by page or e-mail, and tell who has left an address.

        :param dict values: of the complaint
        :param files: pairs of name and content
        :param more: further texts that came with it
        :param left_out: names of files that were not kept
        :return: pair of the complaint, in procedure mode, and its code
        :raises UserError: something of it is not taken; then nothing is
        """
        if values["application_id"] and not values["service_id"]:
            values["service_id"] = self.env["ptsp.application"].sudo().browse(values["application_id"]).service_id.id
        complaint = self._in_nobodys_name().create(values)
        complaint.attachment_ids = complaint._keep_files(complaint, files)
        for text in more:
            complaint._note_entry("said", text, user=self.env["res.users"])
        secret = complaint._give_code()
        complaint._mail_complainants("received", secret=secret, left_out=", ".join(left_out))
        # What is written later bears the name of who has logged in.
        complaint.env.flush_all()
        return complaint, secret
