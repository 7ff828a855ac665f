import re
from contextlib import suppress

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from ..models.online.application_online_steps import APPLICANT_STEP, DETAILS_STEP
from ..models.online.application_online_submit import CHECK_STEP, PAPERS_STEP
from ..models.online.service_online import BLANK_FORMS
from ..models.procedure.types import DRAFT
from ..tools.label import label_in
from .portal import ApplicantPortal

#: What the pages show of an application beside what is filled in.
PAGE_FIELDS = ("name", "service_id", "company_id", "state", "filed_online", "about", "commercial_partner_id")
#: Steps whose page is a list of questions.
QUESTION_STEPS = (APPLICANT_STEP, DETAILS_STEP)
#: Bytes of all that is posted at once: Odoo's own limit lies higher, and a phone would wait for minutes.
POST_LIMIT = 120 * 1024 * 1024
#: What a browser may show of a paper by itself; all that is attached is one of these.
PAPER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'self'; frame-ancestors 'self'",
    "Cache-Control": "private, no-store",
}


class OnlineFiling(ApplicantPortal):
    """Applicants file online: choose a service, fill in one page after the other, check, hand in.

    Each page is a form that works without JavaScript. The models decide what is allowed and say what is wrong.
    """

    # Choose a service

    @http.route("/my/applications/new", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def portal_new_application(self, **kwargs):
        """Show the services for which one may file."""
        return self._render_new()

    @http.route("/my/applications/new", type="http", auth="user", website=True, methods=["POST"])
    def portal_begin_application(self, service_id=None, **kwargs):
        """Begin a draft for a service."""
        try:
            request.env["ptsp.online.request"]._count()
            with request.env.cr.savepoint():
                service = request.env["ptsp.service"].browse(_number(service_id)).exists()
                if not service:
                    return self._render_new()
                application = request.env["ptsp.application"]._file_online(service)
        except UserError as error:
            return self._render_new(problem=str(error))
        return request.redirect(f"/my/applications/{application.id}/file/{APPLICANT_STEP}")

    @http.route(
        "/my/applications/forms/<int:service_id>/<string:form>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_blank_form(self, service_id, form, **kwargs):
        """Give an empty form away."""
        service = request.env["ptsp.service"].browse(service_id).exists()
        try:
            request.env["ptsp.online.request"]._count()
            with request.env.cr.savepoint():
                printed = service and service._print_blank_form(form)
        except AccessError:
            printed = None
        except UserError as error:
            return self._render_new(problem=str(error))
        if not printed:
            return request.not_found()
        content, name = printed
        headers = {"Content-Type": "application/pdf", "Content-Disposition": content_disposition(name)}
        return request.make_response(content, list(headers.items()))

    def _render_new(self, problem=None):
        """Render the page on which a service is chosen.

        :param str problem: why no draft was begun
        """
        Application = request.env["ptsp.application"]
        services = request.env["ptsp.service"]
        own = self._applications_domain()
        # Who is no applicant may read of services and file nothing.
        if request.env.user._is_portal():
            services = services._offered_online()
        values = {
            **self._prepare_portal_layout_values(),
            "title": self._title(request.env._("New Application"), bool(problem)),
            "services": services,
            "forms": self._labels_of_forms(),
            "promise": self._promise,
            "drafts": Application.search_fetch([("filed_online", "=", True), ("state", "=", DRAFT), *own], PAGE_FIELDS),
            "page_name": "ptsp_new",
            "problem": problem,
        }
        return request.render("ptsp_exhibition.filing_new", values)

    @staticmethod
    def _promise(service):
        """Say how long a service takes."""
        if service.sla_days == 1:
            return request.env._("1 working day after the complete file was registered")
        return request.env._("%(days)s working days after the complete file was registered", days=service.sla_days)

    def _labels_of_forms(self):
        labels = {
            "application-form": request.env._("Application form"),
            "power-of-attorney": request.env._("Power of attorney to file"),
            "power-of-attorney-to-sign": request.env._("Power of attorney to sign"),
            "leaflet": request.env._("Leaflet of the service"),
        }
        return {form: labels[form] for form in BLANK_FORMS}

    # Fill in

    @http.route("/my/applications/<int:application_id>/file", type="http", auth="user", website=True, readonly=True)
    def portal_continue(self, application_id, **kwargs):
        """Go on where something is missing."""
        application = self._open_application(application_id)
        if not application:
            return self._redirect_to(application_id)
        return request.redirect(f"/my/applications/{application.id}/file/{application._step_to_go_on()}")

    @http.route(
        "/my/applications/<int:application_id>/file/<string:step>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_filing(self, application_id, step, again=None, **kwargs):
        """Show a page.

        :param str again: what was sent last came without a session, so nothing of it was saved
        """
        application = self._open_application(application_id)
        if not application:
            return self._redirect_to(application_id)
        if step not in application._online_steps():
            return request.not_found()
        problem = None
        if again:
            problem = request.env._(
                "You were logged out before this page was sent, so what you had entered last was not saved. Check it, "
                "and save again."
            )
        return self._render_step(application, step, problem=problem)

    @http.route(
        "/my/applications/<int:application_id>/file/<string:step>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=POST_LIMIT,
    )
    def portal_filing_save(self, application_id, step, **kwargs):
        """Save a page, and go where the applicant wants to go."""
        application = self._readable_application(application_id)
        if not application:
            return request.redirect("/my/applications")
        if step not in application._online_steps():
            return request.not_found()
        form = request.httprequest.form
        go = form.get("go") or "next"
        entered = self._entered(application, step)
        try:
            request.env["ptsp.online.request"]._count()
            if step == CHECK_STEP:
                return self._hand_in_online(application, go)
            with request.env.cr.savepoint():
                application._check_online()
                changed = application._changed_meanwhile(step, form.get("seen"), entered)
                problems = {} if changed else self._save(application, step, entered, leaving=go != "next")
        except AccessError:
            return request.redirect("/my/applications")
        except UserError as error:
            return self._render_step(application, step, entered=entered, problem=str(error))
        if changed or problems:
            return self._render_step(application, step, entered=entered, problems=problems, changed=changed)
        return self._go_on(application, step, go)

    @http.route(
        "/my/applications/<int:application_id>/file/papers/<int:line_id>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=POST_LIMIT,
    )
    def portal_filing_paper(self, application_id, line_id, **kwargs):
        """Attach or remove a single paper, for pages with JavaScript: the answer is what shows the line anew."""
        application = self._readable_application(application_id)
        if not application:
            return request.not_found()
        problem = ""
        try:
            request.env["ptsp.online.request"]._count()
            problem = "\n".join(self._save_papers(application, only_line_id=line_id).values())
        except UserError as error:
            problem = str(error)
        line = application.checklist_ids.filtered(lambda line: line.id == line_id)
        values = {
            "application": application,
            "line": line,
            "problems": {f"line_{line_id}": problem} if problem else {},
            "weight_text": self._weight_text(application._weight_of_papers(application.checklist_ids)),
            "size": self._size,
        }
        return request.render("ptsp_exhibition.filing_paper_alone", values)

    @http.route(
        "/my/applications/<int:application_id>/papers/<int:paper_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def portal_paper(self, application_id, paper_id, **kwargs):
        """Show a paper of an own application."""
        application = self._readable_application(application_id)
        paper_sudo = application and application._paper_online(paper_id)
        if not paper_sudo:
            return request.not_found()
        headers = {
            **PAPER_HEADERS,
            "Content-Type": paper_sudo.mimetype,
            "Content-Disposition": content_disposition(paper_sudo.name, disposition_type="inline"),
        }
        return request.make_response(paper_sudo.raw or b"", list(headers.items()))

    # Throw away, move

    @http.route(
        "/my/applications/<int:application_id>/file/delete", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_filing_delete(self, application_id, **kwargs):
        """Delete a draft that was never submitted."""
        application = self._readable_application(application_id)
        if application:
            try:
                with request.env.cr.savepoint():
                    application._delete_online()
            except AccessError:
                return request.redirect("/my/applications")
            except UserError as error:
                return self._render_application(application, problem=str(error))
        return request.redirect("/my/applications")

    @http.route(
        "/my/applications/<int:application_id>/file/revise", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_filing_revise(self, application_id, **kwargs):
        """Let a draft go on under the revision of its service that is in force."""
        application = self._readable_application(application_id)
        if not application:
            return request.redirect("/my/applications")
        try:
            request.env["ptsp.online.request"]._count()
            with request.env.cr.savepoint():
                application = application._move_to_revision_in_force()
        except UserError as error:
            return self._render_application(application, problem=str(error))
        return request.redirect(f"/my/applications/{application.id}/file/{CHECK_STEP}")

    # What the pages share

    def _readable_application(self, application_id):
        """Return an own application, empty where there is none.

        :param int application_id: its id
        """
        Application = request.env["ptsp.application"]
        # In one question to the database, with what the pages show.
        names = [name for name, field in Application._fields.items() if getattr(field, "editable_in", None) == "file"]
        domain = [("id", "=", application_id), *self._applications_domain()]
        return Application.search_fetch(domain, [*names, *PAGE_FIELDS])

    def _open_application(self, application_id):
        """Return an own application that may be filled in now, empty where there is none.

        :param int application_id: its id
        """
        application = self._readable_application(application_id)
        return application if application and application._is_open_online() else application.browse()

    def _redirect_to(self, application_id):
        """Lead to the page of an application; it leads to the list whoever may not read it."""
        return request.redirect(f"/my/applications/{application_id}")

    def _entered(self, application, step):
        """Return what was entered on a page, as a dict from names of questions to texts or lists of keys."""
        form, entered = request.httprequest.form, {}
        for question in application._online_questions(step):
            if question.kind == "tags":
                # None of the boxes is ticked: that is an answer, too, on a page that shows them.
                if form.get("seen") is not None:
                    entered[question.name] = form.getlist(question.name)
            elif question.name in form:
                entered[question.name] = form[question.name]
        return entered

    def _save(self, application, step, entered, leaving):
        """Save a page: answers, or papers.

        :param bool leaving: what is still blank is no matter
        :return: dict from names of questions or lines to sentences
        """
        if step in QUESTION_STEPS:
            return application._save_online(step, entered, leaving=leaving)
        problems = self._save_papers(application)
        removes = "remove" in request.httprequest.form
        if not leaving and not removes:
            for missing in application._missing_online():
                if missing.step == step:
                    problems.setdefault(missing.name, missing.text)
        return problems

    def _save_papers(self, application, only_line_id=None):
        """Remove and attach papers, each for itself: one that is refused keeps no other from being kept.

        :param int only_line_id: where only one line was sent
        :return: dict from names of lines to sentences
        """
        problems = {}
        form = request.httprequest.form
        if removed := _number(form.get("remove")):
            # It may have gone by another window.
            with suppress(UserError), request.env.cr.savepoint():
                application._take_off_online(removed)
        for name, file in request.httprequest.files.items(multi=True):
            line_id = _number(name.removeprefix("line_"))
            # A field in which no file was chosen comes without a name.
            if not file.filename or not name.startswith("line_") or only_line_id not in (None, line_id):
                continue
            try:
                with request.env.cr.savepoint():
                    application._attach_online(line_id, file.filename, file.read())
            except AccessError:
                raise
            except UserError as error:
                problems[name] = "\n".join(filter(None, [problems.get(name), str(error)]))
        return problems

    def _go_on(self, application, step, go):
        """Lead to the page to which the applicant goes from one that was saved.

        :param str go: ``next``, ``back`` or ``later``
        """
        steps = [*application._online_steps()]
        place = steps.index(step)
        if go == "later":
            return request.redirect("/my/applications")
        if go == "back" and place:
            return request.redirect(f"/my/applications/{application.id}/file/{steps[place - 1]}")
        if "remove" in request.httprequest.form or go == "stay":
            return request.redirect(f"/my/applications/{application.id}/file/{step}")
        return request.redirect(f"/my/applications/{application.id}/file/{steps[min(place + 1, len(steps) - 1)]}")

    def _hand_in_online(self, application, go):
        """Press the button that hands the file in, or go back.

        :param str go: ``next`` or ``back``
        :raises UserError: it is not the applicant's turn, or something is missing
        """
        if go == "back":
            return self._go_on(application, CHECK_STEP, go)
        with request.env.cr.savepoint():
            application._check_online()
            getattr(application, f"action_{application._way_to_hand_in().key}")()
        return request.redirect(f"/my/applications/{application.id}?handed_in=1")

    def _render_step(self, application, step, entered=None, problems=None, changed=None, problem=None):
        """Render a page.

        :param dict entered: what was entered just now, and is shown instead of what is kept
        :param dict problems: from names of questions or lines to sentences
        :param list changed: what another window has changed, pairs of question and what is kept
        :param str problem: what is wrong with the page as a whole
        """
        problems = problems or {}
        steps = application._online_steps()
        keys = [*steps]
        questions = application._online_questions(step)
        answers = application._online_answers(questions)
        revised = application._why_not_under_this_revision()
        place = keys.index(step)
        values = {
            **self._prepare_portal_layout_values(),
            "application": application,
            "title": self._title(steps[step], bool(problems or problem or changed)),
            "step": step,
            "steps": steps,
            "place": place,
            "place_text": request.env._("Step %(place)s of %(count)s", place=place + 1, count=len(steps)),
            "questions": questions,
            "answers": {**answers, **(entered or {})},
            "seen": application._online_version(answers),
            "problems": problems,
            "problem": problem,
            "changed": changed or [],
            "label_in": label_in,
            "yes_no": tuple({"yes": request.env._("Yes"), "no": request.env._("No")}.items()),
            "represented_choices": tuple(
                {
                    "no": request.env._("No, the applicant appears in person"),
                    "yes": request.env._("Yes, with a power of attorney"),
                }.items()
            ),
            "revised": revised,
            "revision": revised and application._may_delete_online() and application.service_id._revision_in_force(),
            "is_open": application._is_open_online(),
            "page_name": "ptsp_application",
            "size": self._size,
            "is_day": _is_day,
        }
        if step in (PAPERS_STEP, CHECK_STEP):
            lines = application._lines_online()
            weight = application._weight_of_papers(lines)
            values |= {"lines": lines, "weight": weight, "weight_text": self._weight_text(weight)}
        if step == CHECK_STEP:
            values |= {
                "missing": application._missing_online(lines),
                "duplicates": application._own_duplicates(),
                "way": application._way_to_hand_in(),
                "filed_text": self._filed_text,
            }
        return request.render(f"ptsp_exhibition.filing_{step}", values)

    def _title(self, name, wrong):
        """Return the title of a page: it says first that something is wrong."""
        title = request.env._("%(page)s – Filing Online", page=name)
        return request.env._("Error: %(title)s", title=title) if wrong else title

    def _weight_text(self, weight):
        """Say how much is attached, and how much may be.

        :param dict weight: as the model tells it
        """
        return request.env._(
            "%(files)s of at most %(files_limit)s files, %(size)s of %(limit)s. One file has at most %(file_limit)s.",
            files=weight["files"],
            files_limit=weight["files_limit"],
            size=self._size(weight["bytes"]),
            limit=self._size(weight["bytes_limit"]),
            file_limit=self._size(weight["file_limit"]),
        )

    def _filed_text(self, duplicate):
        """Say when an application was filed and where it stands.

        :param duplicate: a ``ptsp.application``, as superuser
        """
        return request.env._(
            "%(name)s, filed on %(day)s: %(state)s",
            name=duplicate.name,
            day=duplicate._fact_text(duplicate.service_id._local_day(duplicate.create_date)),
            state=duplicate._state_label(),
        )

    @staticmethod
    def _size(count):
        """Write a number of bytes in the language of the page."""
        lang = request.env["res.lang"]._lang_get(request.env.lang or "en_US")
        megabytes = round(count / 1024 / 1024, 1)
        form = "%d" if megabytes == int(megabytes) else "%.1f"
        return f"{lang.format(form, megabytes)} MB" if megabytes else f"{-(-count // 1024)} kB"


def _number(text):
    """Return a number that came as a text; 0 where it is none."""
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _is_day(text):
    """Tell whether a field for days can show a text: any, but what somebody has typed in another form."""
    return not text or bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))
