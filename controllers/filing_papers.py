from contextlib import suppress

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from ..models.online.application_online_submit import CHECK_STEP, PAPERS_STEP
from .filing import POST_LIMIT, number
from .filing_pages import OnlineFilingPages

#: What a browser may show of a paper by itself; all that is attached is one of these.
PAPER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'self'; frame-ancestors 'self'",
    "Cache-Control": "private, no-store",
}


class OnlineFilingPapers(OnlineFilingPages):
    """Applicants attach papers, remove them again, and look at them."""

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

        def save():
            problems = self._save_papers(application, only_line_id=line_id)
            return self._render_line(application, line_id, "\n".join(problems.values()))

        return self._do(
            save, lambda problem: self._render_line(application, line_id, problem), forbidden=request.not_found
        )

    def _render_line(self, application, line_id, problem):
        """Render one line of the page of papers.

        :param int line_id: id of the line of the checklist
        :param str problem: what was refused, or empty
        """
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

    def _save(self, application, step, entered, leaving):
        if step != PAPERS_STEP:
            return super()._save(application, step, entered, leaving)
        problems = self._save_papers(application)
        if not leaving and not self._removes():
            for missing in application._missing_online():
                if missing.step == step:
                    problems.setdefault(missing.name, missing.text)
        return problems

    def _go_on(self, application, step, go):
        return super()._go_on(application, step, "stay" if self._removes() and go == "next" else go)

    @staticmethod
    def _removes():
        """Tell whether a paper was removed with the page."""
        return "remove" in request.httprequest.form

    def _save_papers(self, application, only_line_id=None):
        """Remove and attach papers, each for itself: one that is refused keeps no other from being kept.

        :param int only_line_id: where only one line was sent
        :return: dict from names of lines to sentences
        """
        problems = {}
        form = request.httprequest.form
        if removed := number(form.get("remove")):
            # It may have gone by another window.
            with suppress(UserError), request.env.cr.savepoint():
                application._take_off_online(removed)
        for name, file in request.httprequest.files.items(multi=True):
            line_id = number(name.removeprefix("line_"))
            # A field in which no file was chosen comes without a name.
            if not file.filename or not name.startswith("line_") or only_line_id not in (None, line_id):
                continue
            try:
                with request.env.cr.savepoint():
                    application._attach_online(line_id, file.filename, file.read(), bool(form.get("smaller")))
            except AccessError:
                raise
            except UserError as error:
                problems[name] = "\n".join(filter(None, [problems.get(name), str(error)]))
        return problems

    def _values_of_papers(self, application, step):
        values = super()._values_of_papers(application, step)
        if step not in (PAPERS_STEP, CHECK_STEP):
            return values
        lines = application._lines_online()
        weight = application._weight_of_papers(lines)
        return {**values, "lines": lines, "weight": weight, "weight_text": self._weight_text(weight)}
