from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ...tools import hash_chain


class RequestJudgement(models.Model):
    """What is sent to the applicant, and what becomes of the answer: accepted, or asked again."""

    _inherit = "ptsp.request"

    def action_accept(self):
        """Accept what the applicant has answered; where the desk no longer needs it, also what was not answered.

        :return: True
        :raises AccessError: another desk has asked, or the file is elsewhere
        :raises UserError: it was not sent yet, or was accepted already
        """
        self._check_may_judge()
        for request in self:
            if not request.round or request.state == "accepted":
                raise UserError(
                    self.env._(
                        "%(request)s waits for no answer of the applicant: reload the page to see where it stands.",
                        request=request.name,
                    )
                )
        self._as_procedure()._accept()
        return True

    def action_ask_again(self, reason=None):
        """Ask again for what was not answered as it should be. It leaves with the next sending of the file.

        An OPD's leaves at once.

        :param str reason: why the answer does not do; the applicant reads it
        :return: True
        :raises AccessError: another desk has asked, or the file is elsewhere
        :raises UserError: the reason is empty, or the request was not sent yet or was accepted
        """
        reason = self._ptsp_text("again_reason", reason)
        self._check_may_judge(asks=True)
        if not reason:
            raise UserError(self.env._("Write why the answer does not do. The applicant reads it."))
        for request in self:
            if not request.round or request.state == "accepted":
                raise UserError(
                    self.env._(
                        "%(request)s cannot be asked again: it was not sent yet, or its answer was accepted. Ask anew.",
                        request=request.name,
                    )
                )
        requests = self._as_procedure()
        requests._prepare_again(reason)
        requests.filtered("review_id")._send_at_once()
        return True

    def _check_may_judge(self, asks=False):
        """Refuse whoever does not judge answers: that does the desk that has asked, while it has the file.

        Whoever passes answers on may ask for them again, whichever desk has asked (step 8).

        :param bool asks: they are about to be asked again
        :raises AccessError: it is another desk's, or the file is elsewhere
        :raises UserError: somebody else acts on the application
        """
        self.check_access("read")
        self.application_id._lock_for_procedure()
        for request in self:
            application = request.application_id
            if not request._may_be_judged(passes_on=asks and application._takes_answers()):
                raise AccessError(
                    self.env._(
                        "The answer to %(request)s is looked at by %(desk)s, while the file is there.",
                        request=request.name,
                        desk=request.desk_name,
                    )
                )

    def _may_be_judged(self, passes_on=False):
        """Tell whether the user may accept the answer now, or ask again.

        :param bool passes_on: the present desk may, whichever desk has asked
        """
        self.ensure_one()
        if review := self.sudo().review_id.sudo(False):
            return review.may_issue and review.awaited
        state = self.application_id._state()
        roles = self.env.user._ptsp_roles(self.application_id.company_id)
        at_desk = "requests" in state.opens and not roles.isdisjoint(state.roles)
        return at_desk and (passes_on or self._is_of_present_desk())

    # In procedure mode

    def _send(self, now):
        """Ask the applicant for what is prepared, in procedure mode.

        :param datetime now: when, naive UTC
        """
        asked_again = self.filtered("round")
        for request in asked_again:
            request.write({"text": request.again_reason, "again_reason": False})
        for number, requests in self.grouped(lambda request: request._next_round()).items():
            requests.write({"state": "sent", "sent_at": now, "round": number})
        said = {"asked": self - asked_again, "asked_again": asked_again}
        self.env["ptsp.request.exchange"].create(
            [
                request._exchange(kind, now, text=request.text, user_id=request.asked_by_id.id)
                for kind, requests in said.items()
                for request in requests
            ]
        )

    def _next_round(self):
        """Return the number of the sending with which the request leaves: of the file, or of the OPD's own."""
        self.ensure_one()
        together = self.review_id.request_ids if self.review_id else self.application_id._requests_of_agency()
        return max(together.mapped("round"), default=0) + 1

    def _send_at_once(self):
        """Ask the applicant for what an OPD wants to know, while the file stays there (step 10), in procedure mode."""
        if not self:
            return
        self._send(fields.Datetime.now())
        applications = self.application_id
        applications._leave_request_to_dos()
        applications._send_notice("asked")

    def _prepare_again(self, reason):
        """Prepare what is asked again, in procedure mode.

        :param str reason: why the answer does not do
        """
        self.write(
            {
                "state": "prepared",
                "again_reason": reason,
                "asked_by_id": self.env.uid,
                "asked_at": fields.Datetime.now(),
            }
        )

    def _take_back(self):
        """Undo that something was prepared to be asked again, in procedure mode."""
        answered = self.filtered(lambda request: request._last("answered"))
        answered.write({"state": "answered", "again_reason": False})
        (self - answered).write({"state": "sent", "again_reason": False})

    def _last(self, *kinds):
        """Return the last exchange of some kinds since the applicant was asked last; possibly none.

        :param str kinds: of ``ptsp.request.exchange``
        """
        self.ensure_one()
        said = self.exchange_ids.filtered(lambda exchange: exchange.round == self.round)
        return said.filtered(lambda exchange: exchange.kind in kinds)[-1:]

    def _accept(self):
        """Note that the desk takes what was answered, in procedure mode."""
        now = fields.Datetime.now()
        self.write({"state": "accepted", "again_reason": False})
        self.env["ptsp.request.exchange"].create([request._exchange("accepted", now) for request in self])
        self.filtered("review_id").application_id._leave_request_to_dos()

    def _exchange(self, kind, now, text="", user_id=None, new=None, old=None, value=""):
        """Return the values of what is said about the request.

        :param str kind: of ``ptsp.request.exchange``
        :param datetime now: when, naive UTC
        :param str text: what is said
        :param int user_id: by whom; the user where nobody is named
        :param new: files that come with it
        :param old: files in whose place they come
        :param str value: what is entered in the application
        """
        self.ensure_one()
        files = self.env["ir.attachment"].union(*filter(None, (new, old)))
        Exchange = self.env["ptsp.request.exchange"]
        return {
            "request_id": self.id,
            "kind": kind,
            "text": text,
            "value": value,
            "user_id": user_id or self.env.uid,
            "said_at": now,
            "round": self.round,
            "attachment_ids": [Command.set(new.ids)] if new else False,
            "replaced_ids": [Command.set(old.ids)] if old else False,
            "sha256": hash_chain.canonical(Exchange._digests(files)),
        }
