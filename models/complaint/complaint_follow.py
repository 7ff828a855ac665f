from odoo import api, fields, models
from odoo.exceptions import UserError

from .kinds import OPEN_STATES, TEXT_CHARS

#: How often whoever has written may add something until it is answered.
WORDS_LIMIT = 20


class ComplaintFollow(models.Model):
    """What whoever has ticket number and code sees and does without an account: follow, add, reopen, be content."""

    _inherit = "ptsp.complaint"

    def _facts_for_complainant(self):
        """Return what the page shows of a complaint: nothing of who handles it, and no note."""
        self.ensure_one()
        complaint_sudo = self.sudo()
        company, shown = complaint_sudo.company_id, complaint_sudo._entries_for_complainant()
        now = fields.Datetime.now()
        state = complaint_sudo.state
        may_reopen = state == "answered" and complaint_sudo.reopen_until and complaint_sudo.reopen_until >= now
        labels = {
            name: dict(complaint_sudo._fields[name]._description_selection(self.env)) for name in ("kind", "state")
        }
        return {
            "agency": company.name,
            "agency_phone": company.phone,
            "number": complaint_sudo.name,
            "kind": labels["kind"][complaint_sudo.kind],
            "state": state,
            "state_label": labels["state"][state],
            "service": complaint_sudo.service_id.name,
            "text": complaint_sudo.text,
            "received_on": complaint_sudo.received_on,
            "due_on": state in OPEN_STATES and complaint_sudo.due_at and company._ptsp_local_day(complaint_sudo.due_at),
            "late": complaint_sudo.is_late,
            "reopen_until": may_reopen and company._ptsp_local_day(complaint_sudo.reopen_until),
            "may_add": state in OPEN_STATES,
            "history": [
                {
                    "what": entry.what,
                    "day": company._ptsp_local_day(entry.written_at),
                    "text": entry.text,
                    "files": [(file.id, file.name) for file in entry.attachment_ids],
                }
                for entry in complaint_sudo.entry_ids.sorted("id")
                if entry.what in shown
            ],
            "files": complaint_sudo.attachment_ids.mapped("name"),
            "text_limit": TEXT_CHARS,
        }

    @api.model
    def _follow(self, address, number, secret, act=None):
        """Show a complaint to whoever has number and code, do something about it, and count the visit.

        A wrong number and a wrong code have the same answer.

        :param str address: the visitor's network address
        :param str number: as it was typed
        :param str secret: as it was typed
        :param callable act: takes the complaint, in procedure mode; its ``UserError`` becomes the ``problem``
        :return: dict with ``status``: ``limited``, ``unknown``, or ``found`` with what the page shows
        """
        Visit = self.env["ptsp.complaint.visit"]
        visitor = Visit._address_hash(address)
        numbers = Visit._free_numbers(visitor)
        if not numbers:
            return {"status": "limited"}
        found_sudo = self._with_ticket(self.env.company, number, secret)
        what = "found" if found_sudo else "unknown"
        if not Visit._count_visit(numbers, address_hash=visitor, what=what):
            return {"status": "limited"}
        if not found_sudo:
            return {"status": "unknown"}
        complaint, problem, done = self._in_nobodys_name().browse(found_sudo.id), "", None
        if act:
            try:
                with self.env.cr.savepoint():
                    complaint._hold_complaints()
                    done = act(complaint)
                    # What is written later bears the name of who has logged in.
                    complaint.env.flush_all()
            except UserError as error:
                self.env.invalidate_all()
                problem = str(error)
        facts = complaint.with_env(self.env)._facts_for_complainant()
        return {"status": "found", "secret": secret, "problem": problem, "done": done, **facts}

    def _add_word(self, text, files):
        """Add what the complainant says further, in procedure mode.

        :param str text: what it says
        :param list files: pairs of name and content
        :return: ``said``
        :raises UserError: there is nothing, too much, or the complaint is answered
        """
        text = self._text_of_complaint(text, self.env._("Write what you want to add."))
        self._check_stand(*OPEN_STATES)
        if len(self.entry_ids.filtered(lambda entry: entry.what == "said")) >= WORDS_LIMIT:
            raise UserError(
                self.env._("You have added something %(limit)s times. Please wait for the answer.", limit=WORDS_LIMIT)
            )
        self._note_entry("said", text, user=self.env["res.users"], files=files)
        self._tell_handlers()
        return "said"

    def _reopen_by_complainant(self, text, files):
        """Reopen a complaint whose answer does not do, in procedure mode.

        :return: ``reopened``
        :raises UserError: nothing is said, or it is too late
        """
        text = self._text_of_complaint(text, self.env._("Write why the answer does not do."))
        self._check_stand("answered")
        self._reopen_complaint(text, self.env["res.users"], files)
        return "reopened"

    def _be_content(self):
        """Close a complaint whose complainant is content, in procedure mode.

        :return: ``content``
        :raises UserError: it is not answered
        """
        self._check_stand("answered")
        self.write({"is_content": True})
        self._note_entry("content", user=self.env["res.users"])
        self._close_complaint(self.env["res.users"])
        return "content"

    def _file_of_answer(self, file_id):
        """Return a file that came with what the complainant is shown, as superuser; nothing where there is none.

        :param int file_id: id of the ``ir.attachment``
        """
        self.ensure_one()
        shown = self._entries_for_complainant()
        files_sudo = self.sudo().entry_ids.filtered(lambda entry: entry.what in shown).attachment_ids
        return files_sudo.filtered(lambda file: file.id == file_id)
