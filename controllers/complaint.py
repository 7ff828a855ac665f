import re

from odoo import http
from odoo.http import content_disposition, request

from ..models.complaint.complaint_door import TEXTS, TRAP
from ..models.complaint.kinds import TEXT_CHARS
from .filing import POST_LIMIT, number
from .filing_papers import PAPER_HEADERS
from .public_page import PublicPage

PAGE = "/ptsp/complaint"
_TEMPLATE = "ptsp_exhibition.complaint_%s_page"
#: Letters of what was typed that come back with the page; more is no text of a person.
_KEPT = 4 * TEXT_CHARS
_SEMESTER = re.compile(r"20\d\d-I{1,2}")
#: What visitors send. Whoever has no session has no token of one; what is sent says all that it takes.
_SENT = {
    "type": "http",
    "methods": ["POST"],
    "csrf": False,
    "save_session": False,
    "max_content_length": POST_LIMIT,
}


class ComplaintPages(PublicPage):
    """The pages by which anybody writes to the agency, anonymously or not, and follows it by number and code."""

    @http.route(
        PAGE,
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def show_complaint(self, lang=None, **kwargs):
        """Show the form, with what the address says filled in.

        :param str lang: ``id`` or ``en``; otherwise what the browser prefers
        :param kwargs: ``number`` of an application and ``kind`` are filled in
        :return: the page
        """
        asked = request.httprequest.args
        typed = {"application": asked.get("number", "")[:64], "kind": asked.get("kind", "complaint")[:20]}
        return self._render_form(self._speak(lang), {"status": "form"}, typed)

    @http.route(PAGE, auth="public", **_SENT)
    def enter_complaint(self, **kwargs):
        """Enter what was written. What is refused is told, and all that was typed stays on the page.

        :param kwargs: what was sent; it is read off the request
        :return: the page with number and code, or the form again
        """
        form = request.httprequest.form
        short_lang = self._speak(form.get("lang"))
        typed = {name: form.get(name, "").replace("\r\n", "\n") for name in (*TEXTS, "confidential", TRAP)}
        if not self._is_open():
            return request.not_found()
        facts = request.env["ptsp.complaint"]._file_by_page(request.httprequest.remote_addr, typed, self._sent_files())
        return self._render_form(short_lang, facts, typed)

    @http.route(
        f"{PAGE}/follow",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def show_follow(self, lang=None, **kwargs):
        """Show the form that asks for number and code.

        :param str lang: ``id`` or ``en``; otherwise what the browser prefers
        :param kwargs: ``number`` is filled in
        :return: the page
        """
        typed = {"number": request.httprequest.args.get("number", "")[:64]}
        return self._render_follow(self._speak(lang), {"status": "form"}, typed)

    @http.route(f"{PAGE}/follow", auth="public", **_SENT)
    def follow_complaint(self, **kwargs):
        """Show a complaint to whoever has number and code; add a word, reopen it, or be content.

        :param kwargs: what was sent; it is read off the request
        :return: the page
        """
        form = request.httprequest.form
        short_lang = self._speak(form.get("lang"))
        if not self._is_open():
            return request.not_found()
        text, files = form.get("text", "").replace("\r\n", "\n"), self._sent_files()
        acts = {
            "add": lambda complaint: complaint._add_word(text, files),
            "reopen": lambda complaint: complaint._reopen_by_complainant(text, files),
            "content": lambda complaint: complaint._be_content(),
        }
        typed = {"number": form.get("number", "")[:64], "text": text[:_KEPT], "go": form.get("go", "")}
        facts = request.env["ptsp.complaint"]._follow(
            request.httprequest.remote_addr, typed["number"], form.get("secret", "")[:64], acts.get(typed["go"])
        )
        return self._render_follow(short_lang, facts, typed)

    @http.route(f"{PAGE}/receipt", auth="public", **_SENT)
    def print_complaint(self, **kwargs):
        """Give the receipt as PDF to whoever has number and code.

        :param kwargs: what was sent; it is read off the request
        :return: the PDF, or the page that asks for both again
        """

        def receipt(complaint):
            return complaint._receipt_pdf(request.httprequest.form.get("secret", "")[:64])

        facts = self._with_ticket(receipt)
        if not facts.get("done"):
            return self._render_follow(self._speak(request.httprequest.form.get("lang")), facts, {})
        return self._give(facts["done"], "application/pdf", f"Tanda Terima {facts['number'].replace('/', '-')}.pdf")

    @http.route(f"{PAGE}/file", auth="public", **_SENT)
    def file_of_complaint(self, **kwargs):
        """Give a file of the answer to whoever has number and code.

        :param kwargs: what was sent; it is read off the request
        :return: the file, or the page that asks for both again
        """
        file_id = number(request.httprequest.form.get("file")) or 0
        facts = self._with_ticket(lambda complaint: complaint._file_of_answer(file_id))
        file_sudo = facts.get("done")
        if not file_sudo:
            return self._render_follow(self._speak(request.httprequest.form.get("lang")), facts, {})
        return self._give(file_sudo.raw or b"", file_sudo.mimetype, file_sudo.name)

    @http.route(
        [f"{PAGE}/figures", f"{PAGE}/figures/<string:semester>"],
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def show_figures(self, semester=None, lang=None, **kwargs):
        """Show what the agency has published: which semesters, or the figures of one.

        :param str semester: such as ``2026-I``; all where none is named
        :param str lang: ``id`` or ``en``; otherwise what the browser prefers
        :param kwargs: whatever else stands in the address, and is not read
        :return: the page; with the status 404 where that semester was not published
        """
        short_lang = self._speak(lang)
        if not self._is_open():
            return request.not_found()
        if semester and not _SEMESTER.fullmatch(semester):
            return request.not_found()
        facts = request.env["ptsp.complaint.publication"]._show_published(request.httprequest.remote_addr, semester)
        facts |= {
            "here": f"{PAGE}/figures" + (f"/{semester}" if facts.get("one") else ""),
            "words": request.env["ptsp.complaint"]._words_of_figures(),
            "told": lambda figure: self._told(short_lang, figure),
        }
        return self._render_public(_TEMPLATE % "figures", short_lang, facts)

    @http.route(f"{PAGE}/receipt/<int:complaint_id>", type="http", auth="user", methods=["POST"])
    def print_with_code(self, complaint_id, **kwargs):
        """Give whoever handles complaints a receipt with a new code, to hand it over at the desk.

        :param int complaint_id: id of the ``ptsp.complaint``
        :param kwargs: what was sent beside it, and is not read
        :return: the PDF; 404 for whoever does not handle it
        """
        complaint = request.env["ptsp.complaint"].browse(complaint_id).exists()
        if not complaint or not complaint.has_access("write"):
            return request.not_found()
        content = complaint._receipt_with_code()
        return self._give(content, "application/pdf", f"Tanda Terima {complaint.name.replace('/', '-')}.pdf")

    @staticmethod
    def _told(short_lang, figure):
        """Write a published figure as it is written in a language; nought is told, and what is not told is a dash.

        :param str short_lang: a key of ``LANGUAGES``
        :param figure: a number, or None
        """
        if figure is None:
            return "–"
        text = f"{figure:g}"
        return text.replace(".", ",") if short_lang == "id" else text

    @staticmethod
    def _is_open():
        return request.env["ptsp.complaint"]._takes_by_page()

    def _with_ticket(self, act):
        """Do something for whoever has number and code; see ``ptsp.complaint._follow``."""
        form = request.httprequest.form
        self._speak(form.get("lang"))
        if not self._is_open():
            raise request.not_found()
        return request.env["ptsp.complaint"]._follow(
            request.httprequest.remote_addr, form.get("number", "")[:64], form.get("secret", "")[:64], act
        )

    @staticmethod
    def _give(content, kind, name):
        """Return a file that is kept by the browser and nowhere else."""
        headers = {
            **PAPER_HEADERS,
            "Referrer-Policy": "no-referrer",
            "Content-Type": kind,
            "Content-Disposition": content_disposition(name),
        }
        return request.make_response(content, list(headers.items()))

    @staticmethod
    def _sent_files():
        """Return the files that were sent, as pairs of name and content."""
        files = []
        for file in request.httprequest.files.getlist("files"):
            if file.filename:
                # After a conflict in the database the request is read once more.
                file.seek(0)
                files.append((file.filename, file.read()))
        return files

    def _render_form(self, short_lang, facts, typed):
        if not self._is_open():
            return request.not_found()
        complaints = request.env["ptsp.complaint"]
        kept = {name: text[:_KEPT] for name, text in typed.items()}
        facts = {"problem": "", **complaints._offered_on_page(), **facts, "typed": kept, "trap": TRAP}
        return self._render_public(_TEMPLATE % "form", short_lang, facts)

    def _render_follow(self, short_lang, facts, typed):
        if not self._is_open():
            return request.not_found()
        facts = {"problem": "", "done": None, "secret": "", **facts, "typed": typed}  # nosec B105
        return self._render_public(_TEMPLATE % "follow", short_lang, facts)
