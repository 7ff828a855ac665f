from odoo import api, fields, models
from odoo.exceptions import UserError

#: How many requests of one application are open at once.
OPEN_REQUESTS = 50


class ApplicationRequests(models.Model):
    """What the applicant is asked: sent with the file, answered before it is handed in, accepted before it goes on."""

    _inherit = "ptsp.application"

    request_ids = fields.One2many(
        "ptsp.request",
        "application_id",
        "Requests",
        copy=False,
        editable_in="requests",
        groups="ptsp_exhibition.group_reader",
        help="What the applicant is asked, by whom, and what was answered.",
    )

    def _unanswered_requests(self):
        """Return what was sent to the applicant with the file and has no answer yet."""
        return self._requests_of_agency().filtered(lambda request: request.state == "sent")

    def _requests_of_agency(self):
        """Return the requests that leave with the file: all but those of OPD, which leave at once."""
        return self.sudo().request_ids.filtered(lambda request: not request.review_id)

    def _requests_sent(self):
        """Return what the applicant is asked now and has not answered yet.

        :return: ``ptsp.request``, for whoever may read the application
        :raises AccessError: the user may not read it
        """
        self.check_access("read")
        sent_sudo = self.sudo().request_ids.filtered(lambda request: request.state == "sent")
        asked = sent_sudo.filtered(lambda request: request._is_answerable())
        return self.env["ptsp.request"].browse(asked.ids)

    # What the table of the procedure says of requests

    def _sending_rows(self):
        """Return the transitions with which requests leave, in their order."""
        return self._rows_with_effect("send_requests")

    def _can_send_requests(self):
        """Tell whether the desk that has the file can send it to the applicant."""
        self.ensure_one()
        return any(self.state in row.sources for row in self._sending_rows())

    def _is_asked_of_applicant(self):
        """Tell whether the file lies with the applicant because something was asked."""
        self.ensure_one()
        return self.state in {row.target for row in self._sending_rows()}

    def _takes_answers(self):
        """Tell whether the file is at the desk that takes what the applicant hands in, and may ask again at once."""
        self.ensure_one()
        rows = self._procedure().transitions.values()
        return self.state in {row.target for row in rows if "requests_answered" in row.guards}

    def _roles_that_answer(self):
        """Return the roles that answer what was asked, as a set of names."""
        states = self._procedure().states
        return {role for row in self._sending_rows() for role in states[row.target].roles}

    @api.model
    def _names_of_requests(self, requests):
        """Return requests as a refusal names them.

        :param requests: ``ptsp.request``
        """
        return "; ".join(dict.fromkeys(request.name or "" for request in requests))

    def _check_few_requests(self):
        """Refuse more requests than an applicant could answer.

        :raises UserError: naming the application
        """
        for application in self.sudo():
            if len(application.request_ids._open()) > OPEN_REQUESTS:
                raise UserError(
                    self.env._(
                        "The applicant of %(name)s is asked for %(limit)s things already. "
                        "Ask for several together in one question.",
                        name=application.name,
                        limit=OPEN_REQUESTS,
                    )
                )

    # Guards

    def _guard_request_prepared(self):
        """Something is asked of the applicant, and each of it says what: papers by the note of the checklist."""
        findings = self._findings_to_ask()
        silent = findings.filtered(lambda line: not (line.note or "").strip())
        if silent:
            return self.env._(
                "Write in the note of the checklist of %(name)s what is wrong with: %(papers)s.",
                name=self.name,
                papers="; ".join(silent.mapped("name")),
            )
        prepared = self._prepared_requests()
        if not findings and not prepared:
            return self.env._(
                "Nothing in the checklist of %(name)s is marked as deficient. "
                "Mark what is wrong and write in the note what the applicant shall do.",
                name=self.name,
            )
        without = prepared.filtered(lambda request: not request._said_next().strip())
        without -= without.filtered(lambda request: request.checklist_line_id in findings)
        if not without:
            return None
        return self.env._(
            "Write for the applicant of %(name)s what is asked: %(requests)s.",
            name=self.name,
            requests=self._names_of_requests(without),
        )

    def _guard_requests_answered(self):
        """Each request that was sent with the file has an answer."""
        silent = self._unanswered_requests()
        if not silent:
            return None
        return self.env._(
            "Answer first what was asked about %(name)s: %(requests)s.",
            name=self.name,
            requests=self._names_of_requests(silent),
        )

    def _guard_own_requests_settled(self):
        """The desk has accepted the answers to what it has asked, and leaves nothing behind that it has prepared."""
        requests = self._requests_of_agency()
        open_requests = requests.filtered(
            lambda request: request.state in ("sent", "answered") and request._is_of_present_desk()
        )
        reasons = []
        if open_requests:
            reasons.append(
                self.env._(
                    "Accept what the applicant of %(name)s has answered, or ask again: %(requests)s.",
                    name=self.name,
                    requests=self._names_of_requests(open_requests),
                )
            )
        prepared = self._prepared_requests() if self._can_send_requests() else requests.browse()
        # Of papers that are only marked so far the checklist decides whether they hold the file up.
        prepared = prepared.filtered(lambda request: request.round or not request._follows_mark())
        if prepared:
            reasons.append(
                self.env._(
                    "Send to the applicant of %(name)s what is prepared, or delete it: %(requests)s.",
                    name=self.name,
                    requests=self._names_of_requests(prepared),
                )
            )
        return "\n".join(reasons) or None

    # Effects

    def _state_entered(self, transition, now):
        if transition:
            # Nothing is prepared elsewhere than at a desk that asks.
            asking = self.filtered(lambda application: application._left_asking_desk(transition))
            asking._drop_moot_requests()
        return super()._state_entered(transition, now)

    def _left_asking_desk(self, row):
        """Tell whether a transition has led away from a desk that may ask the applicant.

        :param Transition row: what was done
        """
        states = self._procedure().states
        return any("requests" in states[source].opens for source in row.sources)

    def _drop_moot_requests(self):
        """Drop what a desk found and did not ask for: the checklist keeps it, and the next desk asks for itself.

        Of a closed application nothing is asked any more.
        """
        closed = self.filtered(lambda application: application._state().final)
        domain = [("application_id", "in", closed.ids), ("review_id", "=", False), ("state", "=", "prepared")]
        unsent_sudo = self.env["ptsp.request"].sudo().search(domain) if closed else self.env["ptsp.request"]
        unsent_sudo.filtered("round")._take_back()
        found = (
            (self - closed)
            ._prepared_requests()
            .filtered(lambda request: request._is_from_mark() and not request._follows_mark())
        )
        (unsent_sudo | found).filtered(lambda request: not request.round).unlink()

    def _effect_send_requests(self, now, note):
        """Ask the applicant for all that is prepared; a note that has to say why asks where nothing else does."""
        for application in self:
            application._prepare_findings()
            if not application._prepared_requests():
                application._prepare_from_note(application._note_for_sheet(note))
        self._prepared_requests()._send(now)

    def _prepared_requests(self):
        """Return what leaves with the next sending."""
        return self._requests_of_agency().filtered(lambda request: request.state == "prepared")

    def _prepare_from_note(self, note):
        """Prepare what the note of a transition asks, in procedure mode: the answers anew, or a question.

        :param str note: what the applicant shall do
        """
        self.ensure_one()
        answered = self._requests_of_agency().filtered(lambda request: request.state == "answered")
        if answered and self._takes_answers():
            latest = max(answered.mapped("round"))
            answered.filtered(lambda request: request.round == latest)._prepare_again(note)
        elif note:
            self.env["ptsp.request"].create({"application_id": self.id, "text": note})._note_desk()
