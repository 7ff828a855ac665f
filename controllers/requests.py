import base64
from contextlib import suppress
from dataclasses import dataclass, replace

from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from ..tools import paper
from ..tools.read_lines import read_files, read_lines
from .portal import ApplicantPortal


class _Undo(Exception):
    """Raised to roll a savepoint back."""


@dataclass(frozen=True)
class Given:
    """What an applicant has entered on the card of a request.

    :param str answer: the text
    :param list files: dicts with ``name`` and ``datas``, as the model takes them
    :param value: what a detail of the application shall say: a text, or a list of keys
    """

    answer: str = ""
    files: tuple = ()
    value: object = None

    @property
    def values(self):
        """What of the options of a detail was chosen."""
        return self.value if isinstance(self.value, list) else [self.value]

    def parts(self):
        """Return what was entered, as arguments of ``action_answer``."""
        parts = {"answer": self.answer, "files": [*self.files], "value": self.value}
        return {name: part for name, part in parts.items() if part}


@dataclass(frozen=True)
class Problem:
    """Why an answer was not kept.

    :param str part: what of it is refused: ``answer``, ``files`` or ``value``
    :param str message: the sentence
    :param Given given: what was entered
    """

    part: str
    message: str
    given: Given


class ApplicantRequests(ApplicantPortal):
    """Applicants answer what they are asked, on the page of their application."""

    @http.route(
        "/my/applications/<int:application_id>/requests",
        type="http",
        auth="user",
        website=True,
        methods=["GET", "POST"],
    )
    def portal_answer_requests(self, application_id, **kwargs):
        """Keep the answers on the cards of the page; what is refused is told at its field, and the rest is kept.

        Who had to log in meanwhile comes back without what was entered, and sees the page.
        """
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        page = f"/my/applications/{application.id}"
        if request.httprequest.method != "POST":
            return request.redirect(page)
        kept, problems = self._keep_answers(application)
        if problems:
            return self._render_application(application, answers_kept=kept, answers_refused=problems)
        return request.redirect(f"{page}?answers={kept}#asked")

    @http.route()
    def portal_application_action(self, application_id, action, **kwargs):
        """Keep first what stands on the cards: nobody hands in and loses what was typed last."""
        application = self._own_or_none(application_id)
        if not application:
            return request.redirect("/my/applications")
        kept, problems = self._keep_answers(application)
        if problems:
            return self._render_application(application, answers_kept=kept, answers_refused=problems)
        return super().portal_application_action(application_id, action, **kwargs)

    @http.route(
        "/my/applications/<int:application_id>/requests/files/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_file_of_answer(self, application_id, file_id, **kwargs):
        """Hand out a file of an answer, or one in whose place it came, to whom the application belongs."""
        application = self._own_or_none(application_id)
        if not application:
            return request.not_found()
        # Portal users read no attachments by themselves: what was said about their requests says which are theirs.
        said = request.env["ptsp.request.exchange"].search(Domain("request_id.application_id", "=", application.id))
        said.check_access("read")
        said_sudo = said.sudo()
        file_sudo = (said_sudo.attachment_ids | said_sudo.replaced_ids).filtered(lambda file: file.id == file_id)
        if not file_sudo:
            return request.not_found()
        return request.env["ir.binary"]._get_stream_from(file_sudo).get_response(as_attachment=True)

    # What was entered

    def _requests(self, application):
        """Return what the applicant was ever asked about an application.

        :param application: an own application of the user's
        """
        # What was sent is the applicant's. All of it is read at once, with what only the agency reads.
        Request = request.env["ptsp.request"]
        names = [
            name for name, field in Request._fields.items() if field.store and field.column_type and field.prefetch
        ]
        requests_sudo = Request.sudo().search_fetch(
            [("application_id", "=", application.id), ("sent_at", "!=", False)], names
        )
        return Request.browse(requests_sudo.ids)

    def _keep_answers(self, application):
        """Keep what was entered on the cards, each by itself.

        :return: how many answers were kept, and a dict from ids of requests to ``Problem``
        """
        kept, problems = 0, {}
        for asked in self._requests(application):
            given = self._given(asked)
            if not given.parts():
                continue
            try:
                self._answer(asked, **given.parts())
                kept += 1
            except UserError as error:
                problems[asked.id] = Problem(self._part_refused(asked, given), str(error), given)
        return kept, problems

    def _given(self, asked):
        """Return what was entered on the card of a request.

        :param asked: the ``ptsp.request``
        :return: ``Given``; empty where nothing was, or nothing but what was answered already
        """
        form = request.httprequest.form
        answer = form.get(f"answer_{asked.id}", "").replace("\r\n", "\n").strip()
        values = [value for value in form.getlist(f"value_{asked.id}") if value.strip()]
        files = []
        for file in request.httprequest.files.getlist(f"files_{asked.id}"):
            if file.filename:
                # After a conflict in the database the request is read once more.
                file.seek(0)
                files.append({"name": file.filename, "datas": base64.b64encode(file.read())})
        if not values and not files and asked.state == "answered" and answer == (asked.answer or ""):
            return Given()
        several = len(values) > 1 or (values and self._takes_several(asked))
        return Given(answer, tuple(files), values if several else (values or [None])[0])

    def _takes_several(self, asked):
        """Tell whether a detail is asked for that takes several values."""
        entry = asked._entry()
        return bool(entry) and entry.kind == "tags"

    def _answer(self, asked, **parts):
        """Answer a request as the model lets the user.

        :param asked: the ``ptsp.request``
        :raises UserError: why not
        """
        with request.env.cr.savepoint():
            asked.action_answer(**parts)

    def _part_refused(self, asked, given):
        """Return what of an answer is refused: whichever part would be refused alone."""
        parts = given.parts()
        return next(
            (name for name, part in parts.items() if self._is_refused(asked, **{name: part})), next(iter(parts))
        )

    def _is_refused(self, asked, **part):
        """Tell whether a part of an answer would be refused alone. Nothing is kept.

        :param asked: the ``ptsp.request``
        """
        try:
            with suppress(_Undo), request.env.cr.savepoint():
                self._answer(asked, **part)
                raise _Undo
        except UserError:
            return True
        return False

    # What is shown

    def _applications_values(self, applications):
        sent = request.env["ptsp.request"].search([("application_id", "in", applications.ids), ("state", "=", "sent")])
        # Who may only read is asked nothing.
        asked = sent._asked_now().application_id.filtered(lambda application: application._is_applicants())
        return {**super()._applications_values(applications), "asked_ids": asked.ids}

    def _application_values(self, application, answers_kept=None, answers_refused=None, **kwargs):
        values = super()._application_values(application, **kwargs)
        requests = self._requests(application)
        # Who may only read sees what is asked, and answers nothing.
        answerable = requests._asked_now() if application._is_applicants() else requests.browse()
        unanswered = answerable.filtered(lambda asked: asked.state == "sent")
        hand_in = self._hand_in(application, values["rows"], answerable, unanswered)
        refused = answers_refused or {}
        # Read at once, what the cards show one by one.
        said_sudo = read_lines(requests.sudo(), "exchange_ids")
        read_files(said_sudo, "attachment_ids", "replaced_ids")
        return {
            **values,
            "rows": [row for row in values["rows"] if not hand_in or row.key != hand_in.key],
            "hand_in": None if unanswered and hand_in and "requests_answered" in hand_in.guards else hand_in,
            "hands_in": bool(hand_in),
            # Officers are shown by their desk, files only with what the user may read.
            "asked_now": answerable.sudo(),
            "asked_before": (requests - answerable).sudo(),
            "unanswered": unanswered.sudo(),
            "answers_kept": answers_kept or request.httprequest.args.get("answers"),
            "problems": {key: problem for key, problem in refused.items() if key in answerable.ids},
            "problems_elsewhere": [problem for key, problem in refused.items() if key not in answerable.ids],
            "answer_limit": requests._ptsp_limits()["answer"].chars,
            "accepted_files": ",".join(ending for endings in paper.KINDS.values() for ending in endings),
            "say": self._sentences(application),
        }

    def _sentences(self, application):
        """Return the sentences of the page that name numbers and things: each is a function of what it names.

        :return: dict from keys to functions
        """
        env = request.env
        limit = application.company_id.sudo().ptsp_attachment_limit or paper.DEFAULT_LIMIT
        return {
            "progress": lambda count, total: env._("%(count)s of %(total)s answered.", count=count, total=total),
            "refused": lambda count: env._(
                "%(count)s of your answers could not be saved. All others are saved.", count=count
            ),
            "wrote": lambda answer: env._("You wrote: “%(answer)s”", answer=answer),
            "left": lambda asked: env._(
                "Before you hand in, answer these: %(requests)s.", requests="; ".join(asked.mapped("name"))
            ),
            "before": lambda asked: env._("What you were asked before (%(count)s)", count=len(asked)),
            "round": lambda asked: env._("round %(number)s", number=asked.round),
            "entry": lambda asked: env._("%(detail)s, as it should be", detail=asked.name),
            "files": lambda: env._("PDF, JPEG or PNG, at most %(limit)s MB each.", limit=limit),
            "save": lambda asked: env._("Save: %(request)s", request=asked.name),
        }

    def _hand_in(self, application, rows, answerable, unanswered):
        """Return the transition with which the answers are handed in, possibly none.

        :param rows: the transitions that the applicant may make now
        :param answerable: what the applicant can answer now
        :param unanswered: what of it has no answer yet
        :return: ``Transition``; no longer the one to press where an answer is missing
        """
        if not answerable or not application._is_asked_of_applicant():
            return None
        row = next((row for row in rows if row.primary), None)
        return replace(row, primary=not unanswered) if row else None
