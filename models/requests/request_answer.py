from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ...tools.sent_files import read_files

#: How often one thing is answered before it is handed in.
ANSWERS = 20


def _waits_at_opd(request):
    """Tell whether an OPD has asked, and has no answer yet."""
    return request.review_id and request.state == "sent"


class RequestAnswer(models.Model):
    """The applicant answers, or Customer Service enters an answer on paper (step 8)."""

    _inherit = "ptsp.request"

    may_answer = fields.Boolean(compute="_compute_may_answer", help="I can answer now.")

    @api.depends("state", "application_id.state")
    @api.depends_context("uid")
    def _compute_may_answer(self):
        for request in self:
            application = request.application_id
            request.may_answer = (
                request.state in ("sent", "answered")
                and application._holds_any_role(application._roles_that_answer())
                and request._is_answerable()
            )

    def action_answer(self, answer=None, files=None, value=None):
        """Answer what is asked. Until it is handed in it may be answered anew; what was said before stays.

        :param str answer: what the applicant says
        :param list files: dicts with the ``name`` of a file and its ``datas``, base64; as papers of the checklist they
            take the place of those that were there
        :param value: for a detail of the application, what it shall say: a text, a number, or a day as ``2026-01-31``
        :return: True
        :raises AccessError: it is not the user's application, and the user does not enter answers on paper
        :raises UserError: nothing is answered, the applicant is not asked now, or a file cannot be read
        :raises ValidationError: a file is of a kind or size that is not taken, or the value does not fit
        """
        self.ensure_one()
        self.check_access("read")
        self._check_may_answer()
        answer = self._ptsp_text("answer", answer)
        files = read_files(self.env, files)
        blank = value is None or value is False or value == ""
        if not answer and not files and (blank or self.kind != "data"):
            raise UserError(self.env._("Answer with a text, a file, or both: %(request)s.", request=self.name))
        self.application_id._hold_records()
        self._check_answerable()
        # By the checks of whoever files: the procedure itself may enter more.
        entered = "" if blank or self.kind != "data" else self.sudo()._enter_detail(value)
        self._as_procedure()._keep_answer(answer, files, entered)
        return True

    def _check_may_answer(self):
        """Refuse whoever is neither the applicant nor enters answers that came on paper.

        :raises AccessError: naming the application
        """
        application = self.application_id
        if not application._holds_any_role(application._roles_that_answer()):
            raise AccessError(
                self.env._(
                    "What was asked about %(name)s is answered by the applicant, or by Customer Service.",
                    name=application.sudo().name,
                )
            )

    def _check_answerable(self):
        """Refuse answers to what the applicant is not asked now.

        :raises UserError: it was accepted, or the file has gone on
        """
        if self.state not in ("sent", "answered") or not self._is_answerable():
            raise UserError(
                self.env._(
                    "%(request)s is not asked at the moment. Reload the page to see where the application stands.",
                    request=self.name,
                )
            )
        if len(self.exchange_ids.filtered(lambda said: said.round == self.round)) > ANSWERS:
            raise UserError(
                self.env._(
                    "%(request)s was answered %(count)s times already. Hand in, or ask Customer Service.",
                    request=self.name,
                    count=ANSWERS,
                )
            )

    def _is_answerable(self):
        """Tell whether the file is where the applicant answers: with him, or with the OPD that asks."""
        self.ensure_one()
        # The applicant is asked by OPD too, and reads none of their reviews.
        if review_sudo := self.sudo().review_id:
            return review_sudo.awaited
        return self.application_id._is_asked_of_applicant()

    def _keep_answer(self, answer, files, entered):
        """Keep an answer, in procedure mode.

        :param str answer: what is said
        :param list files: pairs of a name and the content
        :param str entered: what the application says now of what was asked, as people read it
        """
        new, old = self._keep_files(files) if files else (None, None)
        self._note_answer(answer, new, old, entered)

    def _keep_papers(self, before):
        """Keep papers that Customer Service has attached to the checklist line as an answer, in procedure mode.

        :param before: the papers that were there, as superuser
        """
        now = self.checklist_line_id.attachment_ids
        self._note_answer("", now - before, before - now)

    def _note_answer(self, answer, new=None, old=None, entered=""):
        """Note an answer, in procedure mode.

        :param str answer: what is said
        :param new: files that come with it
        :param old: files in whose place they come
        :param str entered: what the application says now of what was asked, as people read it
        """
        now = fields.Datetime.now()
        first = self.state == "sent"
        self.env["ptsp.request.exchange"].create(
            self._exchange("answered", now, text=answer, new=new, old=old, value=entered)
        )
        vals = {"state": "answered", "answer": answer, "answered_by_id": self.env.uid, "answered_at": now}
        if new:
            papers = self.checklist_line_id.attachment_ids if self.kind == "paper" else new
            vals["attachment_ids"] = [Command.set(papers.ids)]
        self.write(vals)
        of_opd = self.filtered("review_id")
        of_opd.application_id._leave_request_to_dos()
        # No transition follows an answer to an OPD: with the last of them the applicant is told that they have come.
        if first and of_opd and not of_opd.application_id.request_ids.filtered(_waits_at_opd):
            of_opd.application_id._send_notice("answer_received")

    def _keep_files(self, files):
        """Keep the files of an answer, in procedure mode: as the papers of the checklist line, where one is asked for.

        :param list files: pairs of a name and the content
        :return: the files, and those in whose place they come, which are kept as well
        :raises ValidationError: one is of a kind or size that is not taken
        """
        self.ensure_one()
        holder = self.checklist_line_id if self.kind == "paper" else self
        new = self.env["ir.attachment"].create(
            [{"name": name, "raw": raw, "res_model": holder._name, "res_id": holder.id} for name, raw in files]
        )
        old = holder.attachment_ids
        if self.kind == "paper":
            holder._exchange_papers(new)
        return new, old
