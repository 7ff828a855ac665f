from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import sent_files
from .kinds import OPEN_STATES, REOPEN_DAYS

_TO_DO = "ptsp_exhibition.activity_type_complaint"


class ComplaintDesk(models.Model):
    """What those who handle complaints do: take one, note, answer, reopen, close."""

    _inherit = "ptsp.complaint"

    reopen_until = fields.Datetime(
        "May Be Reopened Until", readonly=True, copy=False, procedure=True, help="Ten days after the answer."
    )
    reopened_count = fields.Integer("Times Reopened", readonly=True, copy=False, procedure=True)
    closed_at = fields.Datetime("Closed", readonly=True, copy=False, procedure=True)
    is_content = fields.Boolean("Complainant Is Content", readonly=True, copy=False, procedure=True)

    def action_take(self):
        """Take complaints into handling (SOP-PAIP-01).

        :return: True
        :raises AccessError: the user does not handle complaints, or is complained of
        :raises UserError: one is not waiting
        """
        self._begin_work("received", "reopened", "handling")
        procedure = self._as_procedure()
        procedure.write({"state": "handling", "handler_id": self.env.uid})
        procedure._note_entry("taken")
        procedure._drop_to_dos()
        procedure._leave_to_do(self.env.user)
        return True

    def action_note(self, text, files=None):
        """Add a note for those who handle complaints; the complainant does not see it.

        :param str text: what was found
        :param list files: dicts with ``name`` and ``datas``
        :return: True
        :raises AccessError: the user does not handle complaints, or is complained of
        :raises UserError: there is no text, or a file is none
        """
        text = self._text_of_complaint(text, self.env._("Write the note."))
        files = sent_files.read_files(self.env, files)
        self._begin_work()
        self._as_procedure()._note_entry("note", text, files=files)
        return True

    def action_answer(self, text, files=None):
        """Answer complaints. Who has left an e-mail address is told; everybody reads it by number and code.

        :param str text: the answer
        :param list files: dicts with ``name`` and ``datas``
        :return: True
        :raises AccessError: the user does not handle complaints, or is complained of
        :raises UserError: there is no text, or one is answered already
        """
        text = self._text_of_complaint(text, self.env._("Write the answer."))
        files = sent_files.read_files(self.env, files)
        self._begin_work(*OPEN_STATES)
        now = fields.Datetime.now()
        procedure = self._as_procedure()
        procedure._keep_answer(now)
        for complaint in procedure:
            complaint.write(
                {
                    "state": "answered",
                    "handler_id": complaint.handler_id.id or self.env.uid,
                    "reopen_until": now + timedelta(days=REOPEN_DAYS),
                }
            )
        procedure._note_entry("answered", text, files=files)
        procedure._drop_to_dos()
        procedure._mail_complainants("answered")
        return True

    def action_reopen(self, reason):
        """Reopen complaints whose complainants have said within ten days that the answer does not do.

        :param str reason: what they have said
        :return: True
        :raises AccessError: the user does not handle complaints, or is complained of
        :raises UserError: one was not answered, or longer than ten days ago
        """
        reason = self._text_of_complaint(reason, self.env._("Write why the answer does not do."))
        self._begin_work("answered", "closed")
        self._as_procedure()._reopen_complaint(reason, self.env.user)
        return True

    def action_close(self, note=None):
        """Close complaints whose complainants are content, or have said nothing for ten days.

        :param str note: what there is to say of it
        :return: True
        :raises AccessError: the user does not handle complaints, or is complained of
        :raises UserError: one may still be reopened
        """
        note = self.env["ptsp.complaint.entry"]._ptsp_text("text", note)
        self._begin_work("answered")
        now = fields.Datetime.now()
        for complaint in self:
            if not complaint.is_content and complaint.reopen_until > now:
                raise UserError(
                    self.env._(
                        "%(name)s may be reopened until ten days after the answer. It closes by itself then.",
                        name=complaint.name,
                    )
                )
        self._as_procedure()._close_complaint(self.env.user, note)
        return True

    def action_open_answer(self):
        """Open the dialog in which a complaint is answered.

        :return: the action
        """
        return self._open_saying("answer")

    def action_open_note(self):
        """Open the dialog in which a note is added.

        :return: the action
        """
        return self._open_saying("note")

    def action_open_reopen(self):
        """Open the dialog in which a complaint is reopened.

        :return: the action
        """
        return self._open_saying("reopen")

    def _open_saying(self, what):
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.complaint_saying_action")
        names = {
            "answer": self.env._("Answer"),
            "note": self.env._("Note"),
            "reopen": self.env._("Reopen"),
        }
        return {
            **action,
            "name": names[what],
            "context": {"default_complaint_id": self.id, "default_what": what},
        }

    def _begin_work(self, *states):
        """Hold complaints of which the user is about to do something.

        :param states: where they must stand; anywhere where none is named
        :raises AccessError: the user does not handle them
        :raises UserError: one stands elsewhere
        """
        self.check_access("write")
        self._hold_complaints()
        self._check_handled_by_user()
        if states:
            self._check_stand(*states)

    def _check_stand(self, *states):
        """Refuse complaints that do not stand where something begins.

        :param states: keys of states
        :raises UserError: naming the complaint, and where it stands
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for complaint in self:
            if complaint.state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s is %(state)s: that cannot be done now. Reload the page to see where it stands.",
                        name=complaint.name,
                        state=labels[complaint.state],
                    )
                )

    def _text_of_complaint(self, text, missing):
        """Return what was written about a complaint.

        :param str text: what was sent
        :param str missing: what to say where it is empty
        :raises UserError: it is empty, or too long
        """
        text = self.env["ptsp.complaint.entry"]._ptsp_text("text", text)
        if not text:
            raise UserError(missing)
        return text

    def _reopen_complaint(self, reason, user, files=()):
        """Reopen answered complaints, in procedure mode.

        :param str reason: why the answer does not do
        :param user: who does so; nobody for the complainant
        :param files: pairs of name and content
        :raises UserError: the ten days are over
        """
        now = fields.Datetime.now()
        for complaint in self:
            if complaint.reopen_until and complaint.reopen_until < now:
                raise UserError(
                    self.env._(
                        "%(name)s was answered more than %(days)s days ago. Write another complaint, and name its "
                        "number.",
                        name=complaint.name,
                        days=REOPEN_DAYS,
                    )
                )
            complaint.write(
                {
                    "state": "reopened",
                    "reopen_until": False,
                    "closed_at": False,
                    "is_content": False,
                    "reopened_count": complaint.reopened_count + 1,
                    "counted_from": now,
                    "warned": False,
                }
            )
        self._keep_due()
        self._note_entry("reopened", reason, user=user, files=files)
        self._tell_handlers()

    def _close_complaint(self, user, note=""):
        """Close answered complaints, in procedure mode.

        :param user: who does so; nobody where it happens by itself
        :param str note: what there is to say of it
        """
        self.write({"state": "closed", "closed_at": fields.Datetime.now()})
        self._note_entry("closed", note, user=user)
        self._drop_to_dos()

    # To-dos

    def _tell_handlers(self):
        """Leave to-dos with those who handle complaints, in procedure mode: none for who is complained of."""
        for complaint in self:
            complaint._drop_to_dos()
            complaint._leave_to_do(complaint._who_handles())

    def _who_handles(self):
        """Return who is to handle a complaint: who has taken it, else all who may; where there is nobody, a head."""
        self.ensure_one()
        company, officers = self.company_id, self.officer_ids
        managers = self._officers_of_complaints(company, "group_complaint_manager") - officers
        handlers = self._officers_of_complaints(company, "group_complaints") - officers
        if self.is_screened and self.handler_id in handlers:
            return self.handler_id
        found = (handlers if self.is_screened else managers) or managers
        if not found:
            found = self.env["res.users"]._ptsp_holders(company, ["agency_head"])["agency_head"] - officers
        return found

    def _leave_to_do(self, users):
        """Leave each of these users a to-do, in the user's language, in procedure mode."""
        for complaint in self:
            for user in users:
                spoken = complaint.with_context(lang=user.lang, mail_activity_quick_update=True)
                kind = dict(complaint._fields["kind"]._description_selection(spoken.env))[complaint.kind]
                spoken.activity_schedule(
                    _TO_DO,
                    date_deadline=complaint.due_at and complaint.company_id._ptsp_local_day(complaint.due_at),
                    user_id=user.id,
                    summary=spoken.env._("%(kind)s %(number)s: answer it", kind=kind, number=complaint.name),
                )

    def _drop_to_dos(self):
        """Take the to-dos of complaints away, in procedure mode."""
        self.activity_ids.filtered("automated").unlink()
