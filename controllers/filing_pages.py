import re

from odoo import http
from odoo.http import request

from ..models.online.application_online_steps import APPLICANT_STEP, DETAILS_STEP
from ..models.online.application_online_submit import CHECK_STEP
from ..tools.identity_number import masked
from ..tools.label import label_in
from .filing import POST_LIMIT, OnlineFiling

#: Steps whose page is a list of questions.
QUESTION_STEPS = (APPLICANT_STEP, DETAILS_STEP)


class OnlineFilingPages(OnlineFiling):
    """Applicants fill in one page after the other, look at all of it, and hand it in."""

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

        def save():
            if step == CHECK_STEP:
                return self._hand_in_online(application, go)
            application._check_online()
            changed = application._changed_meanwhile(step, form.get("seen"), entered)
            problems = {} if changed else self._save(application, step, entered, leaving=go != "next")
            if changed or problems:
                return self._render_step(application, step, entered=entered, problems=problems, changed=changed)
            return self._go_on(application, step, go)

        return self._do(save, lambda problem: self._render_step(application, step, entered=entered, problem=problem))

    def _entered(self, application, step):
        """Return what was entered on a page, as a dict from names of questions to texts or lists of keys."""
        form, entered = request.httprequest.form, {}
        for question in application._online_questions(step):
            if question.kind == "tags":
                # None of the boxes is ticked: that is an answer, too, on a page that shows them.
                if form.get("seen") is not None:
                    entered[question.name] = form.getlist(question.name)
            elif question.name in form and (
                form[question.name].strip() or not self._keeps_number(application, question)
            ):
                entered[question.name] = form[question.name]
        return entered

    @staticmethod
    def _keeps_number(application, question):
        """Tell whether a number that is shown masked is there already: what is left empty leaves it as it is.

        :param Question question: the question
        """
        return question.is_masked and bool(application._online_answer(question))

    def _save(self, application, step, entered, leaving):
        """Save the answers of a page.

        :param bool leaving: what is still blank is no matter
        :return: dict from names of questions or lines to sentences
        """
        if step in QUESTION_STEPS:
            return application._save_online(step, entered, leaving=leaving)
        return {}

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
        if go == "stay":
            return request.redirect(f"/my/applications/{application.id}/file/{step}")
        return request.redirect(f"/my/applications/{application.id}/file/{steps[min(place + 1, len(steps) - 1)]}")

    def _hand_in_online(self, application, go):
        """Press the button that hands the file in, or go back.

        :param str go: ``next`` or ``back``
        :raises UserError: it is not the applicant's turn, or something is missing
        """
        if go == "back":
            return self._go_on(application, CHECK_STEP, go)
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
            "masks": self._masks(questions, answers, problems, problem),
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
            **self._values_of_papers(application, step),
        }
        if step == CHECK_STEP:
            values |= {
                "missing": application._missing_online(values["lines"]),
                "duplicates": application._own_duplicates(),
                "way": application._way_to_hand_in(),
                "filed_text": self._filed_text,
            }
        return request.render(f"ptsp_exhibition.filing_{step}", values)

    @staticmethod
    def _masks(questions, answers, problems, problem):
        """Return the numbers that are kept and shown masked, as a dict from names of questions.

        :param list questions: those of the page
        :param dict answers: what is kept
        :param dict problems: what was refused just now, which is shown as it was typed
        :param str problem: why nothing of the page was kept
        """
        if problem:
            return {}
        return {
            question.name: masked(answers[question.name])
            for question in questions
            if question.is_masked and answers[question.name] and question.name not in problems
        }

    def _values_of_papers(self, application, step):
        """Return what a page shows of papers.

        :return: dict
        """
        return {}

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


def _is_day(text):
    """Tell whether a field for days can show a text: any, but what somebody has typed in another form."""
    return not text or bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))
