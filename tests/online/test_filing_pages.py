"""Filing online over HTTP, as a browser without JavaScript does it."""

from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.tests import tagged

from ...models.online import online_request
from ..common import PDF
from ..common_portal import ReaderCase
from .common_online import CONTACT, REPRESENTED, OnlineCase, details, paper


class FilingCase(OnlineCase, ReaderCase):
    """An applicant at the pages of filing."""

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.log_in("test_applicant")

    def form(self, page, part="/file/"):
        """Return action and hidden values of the form of a page, as a browser sends them."""
        [form] = [
            form
            for form in page.xpath("//form[@method='post']")
            if part in form.get("action") and form.xpath(".//*[@name='go' or @name='service_id']")
        ]
        return form.get("action"), {
            field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")
        }

    def send(self, page, values=None, files=None, part="/file/", **more):
        action, hidden = self.form(page, part)
        data = {**hidden, "go": "next", **(values or {}), **more}
        self.response = self.url_open(action, data=data, files=files)
        return html.fromstring(self.response.content)

    def new_draft(self):
        """Begin a draft by its page.

        :return: the draft, and its first page
        """
        page = self.get("/my/applications/new")
        service = page.xpath(f"//form[.//input[@name='service_id'][@value='{self.service.id}']]")[0]
        values = {field.get("name"): field.get("value") for field in service.xpath(".//input")}
        self.response = self.url_open("/my/applications/new", data=values)
        return self.last(), html.fromstring(self.response.content)

    def last(self):
        self.env.invalidate_all()
        return self.env["ptsp.application"].search([("filed_online", "=", True)], order="id desc", limit=1)

    def heading(self, page):
        return page.xpath("//h1")[0].text_content()

    def problems(self, page):
        """Return what the alert at the head of the page says, by the fields to which it leads."""
        links = page.xpath("//div[@id='problems']//a[starts-with(@href, '#')]")
        return {link.get("href")[1:]: link.text_content() for link in links}

    def assert_ready_for_all(self, page):
        """Each field has a label, each error is tied to its field, the title says so, ids are there once."""
        for field in page.xpath("//main//input[not(@type='hidden')] | //main//select | //main//textarea"):
            name = field.get("id")
            self.assertTrue(page.xpath(f"//label[@for='{name}']"), html.tostring(field))
        ids = page.xpath("//main//@id")
        self.assertEqual(len(ids), len(set(ids)))
        for reference in page.xpath("//main//@aria-describedby | //main//@aria-labelledby"):
            for name in reference.split():
                self.assertIn(name, ids)
        for name in self.problems(page):
            self.assertIn(name, ids)
        wrong = bool(page.xpath("//div[@id='problems'][@role='alert']"))
        self.assertEqual(page.xpath("//title")[0].text.strip().startswith("Error: "), wrong)
        self.assertEqual(len(page.xpath("//h1")), 1)


@tagged("post_install", "-at_install")
class TestFilingPages(FilingCase):
    """From the choice of a service to the file at Customer Service."""

    def test_from_new_to_submitted(self):
        """Six pages, seven papers, no script; each page is one that everybody can use."""
        draft, page = self.new_draft()
        self.assertEqual(self.heading(page), "Applicant")
        self.assert_ready_for_all(page)
        page = self.send(page, {**CONTACT, **REPRESENTED})
        self.assertEqual(self.heading(page), "Details")
        self.assert_ready_for_all(page)
        page = self.send(page, details())
        self.assertEqual(self.heading(page), "Papers")
        self.assert_ready_for_all(page)
        names = page.xpath("//input[@type='file']/@name")
        self.assertEqual(len(names), 7)
        files = [
            (name, (f"berkas {number}.pdf", paper(number), "application/pdf")) for number, name in enumerate(names)
        ]
        files.append((names[0], ("halaman 2.pdf", paper(50), "application/pdf")))
        page = self.send(page, files=files)
        self.assertEqual(self.heading(page), "Check")
        self.assert_ready_for_all(page)
        self.assertFalse(page.xpath("//div[@id='missing']"))
        page = self.send(page)
        self.assertIn("was handed in", page.text_content())
        self.env.invalidate_all()
        self.assertEqual((draft.state, len(draft.checklist_ids.attachment_ids)), ("cs_check", 8))

    def test_errors_at_their_fields(self):
        """What is wrong is said at the field and at the head of the page; what was typed stands there still."""
        draft, page = self.new_draft()
        page = self.send(page, {**CONTACT, "applicant_identity": "123"})
        self.assertEqual(list(self.problems(page)), ["applicant_identity"])
        [field] = page.xpath("//input[@id='applicant_identity']")
        self.assertEqual((field.get("value"), field.get("aria-invalid")), ("123", "true"))
        self.assertIn("applicant_identity-error", field.get("aria-describedby"))
        self.assert_ready_for_all(page)
        page = self.get(f"/my/applications/{draft.id}/file/details")
        page = self.send(page, {**details(), "date_end": "besok", "booth_count": ""})
        self.assertEqual(list(self.problems(page)), ["date_end", "booth_count"])
        self.assertEqual(page.xpath("//input[@id='date_end']/@value"), ["besok"])
        self.assert_ready_for_all(page)
        self.env.invalidate_all()
        self.assertEqual((draft.venue, draft.date_end), ("Convention Hall", False))

    def test_leave_and_come_back(self):
        """A draft waits in the list with *Continue*, which leads to where something is missing; back loses nothing."""
        draft, page = self.new_draft()
        page = self.send(page, {**CONTACT, "contact_city": ""}, go="later")
        self.assertIn("Continue", page.text_content())
        page = self.get(f"/my/applications/{draft.id}/file")
        self.assertEqual(self.heading(page), "Applicant")
        page = self.send(page, CONTACT)
        page = self.send(page, {"venue": "Gedung"}, go="back")
        self.assertEqual(self.heading(page), "Applicant")
        self.env.invalidate_all()
        self.assertEqual(draft.venue, "Gedung")
        self.assertEqual(self.heading(self.get(f"/my/applications/{draft.id}/file")), "Details")

    def test_papers(self):
        """Each file is taken or refused for itself, shown, and removed again."""
        draft, page = self.new_draft()
        page = self.get(f"/my/applications/{draft.id}/file/papers")
        first, second = page.xpath("//input[@type='file']/@name")[:2]
        files = [
            (first, ("ktp.pdf", PDF, "application/pdf")),
            (first, ("lagi.pdf", PDF, "application/pdf")),
            (second, ("kosong.pdf", b"", "application/pdf")),
            (second, ("foto.jpg", b"bukan foto", "image/jpeg")),
        ]
        page = self.send(page, files=files)
        problems = self.problems(page)
        self.assertRegex(problems[first], "lagi.pdf is attached to .* already")
        self.assertRegex(problems[second], "(?s)kosong.pdf is empty.*foto.jpg is not a PDF")
        self.assert_ready_for_all(page)
        self.env.invalidate_all()
        [kept] = draft.checklist_ids.attachment_ids
        self.assertEqual(kept.name, "ktp.pdf")
        answer = self.url_open(f"/my/applications/{draft.id}/papers/{kept.id}")
        self.assertEqual((answer.content, answer.headers["X-Content-Type-Options"]), (PDF, "nosniff"))
        page = self.send(page, {"remove": str(kept.id)})
        self.assertEqual(self.heading(page), "Papers")
        self.assertFalse(kept.exists())

    def test_originals(self):
        """The line of a paper whose original is looked at on pick-up says so; the other lines do not."""
        self.service.requirement_ids.filtered("mandatory")[:1].original_at_pickup = True
        draft, _page = self.new_draft()
        page = self.get(f"/my/applications/{draft.id}/file/papers")
        [hint] = page.xpath("//*[contains(text(), 'Bring the original of this paper when you collect the letter.')]")
        [line] = draft.sudo().checklist_ids.filtered("original_at_pickup")
        [field] = page.xpath(f"//input[@aria-describedby='{hint.get('id')}']")
        self.assertEqual(field.get("id"), f"line_{line.id}")

    def test_one_paper_alone(self):
        """A page with a script sends each file by itself and is given the line anew."""
        draft, page = self.new_draft()
        page = self.get(f"/my/applications/{draft.id}/file/papers")
        line = page.xpath("//*[@data-ptsp-line]")[0].get("data-ptsp-line")
        name = page.xpath("//input[@type='file']/@name")[0]
        csrf = {"csrf_token": self.csrf()}
        answer = self.url_open(line, data=csrf, files=[(name, ("ktp.pdf", PDF, "application/pdf"))])
        self.assertEqual(answer.status_code, 200)
        part = html.fragment_fromstring(answer.text, create_parent=True)
        self.assertIn("ktp.pdf", part.text_content())
        self.assertIn("1 of at most 40 files", part.xpath("//p[@data-ptsp-weight]")[0].text_content())
        answer = self.url_open(line, data=csrf, files=[(name, ("ktp.pdf", PDF, "application/pdf"))])
        self.assertIn("is attached to", answer.text)

    def test_two_windows(self):
        """What another window has saved is not overwritten unseen; a draft that was submitted there says so."""
        draft, page = self.new_draft()
        here = self.get(f"/my/applications/{draft.id}/file/details")
        there = self.get(f"/my/applications/{draft.id}/file/details")
        self.send(there, {"venue": "Gedung Dua"}, go="later")
        page = self.send(here, {"venue": "Gedung Satu"}, go="later")
        self.assertIn("changed in another window", page.text_content())
        self.assertIn("Gedung Dua", page.xpath("//div[@id='problems']")[0].text_content())
        self.assertEqual(page.xpath("//input[@id='venue']/@value"), ["Gedung Satu"])
        self.env.invalidate_all()
        self.assertEqual(draft.venue, "Gedung Dua")
        self.send(page, {"venue": "Gedung Satu"}, go="later")
        self.env.invalidate_all()
        self.assertEqual(draft.venue, "Gedung Satu")
        whole = self.complete()
        self.env.flush_all()
        check, late = (self.get(f"/my/applications/{whole.id}/file/{step}") for step in ("check", "details"))
        self.send(check)
        for page in (self.send(check), self.send(late, {"venue": "Gedung Tiga"})):
            self.assertIn("Perhaps it was submitted in another window", page.text_content())
        self.assertIn("Gedung Tiga", html.tostring(page, encoding="unicode"))
        self.env.invalidate_all()
        self.assertEqual(whole.state, "cs_check")
        self.get(f"/my/applications/{whole.id}/file/details")
        self.assertEqual(self.response.url.rpartition("/")[2], str(whole.id))

    def test_lost_session(self):
        """Who was logged out meanwhile is asked to log in, and then told that the last page was not saved."""
        draft, page = self.new_draft()
        self.logout()
        action, hidden = self.form(page)
        answer = self.url_open(action, data={**hidden, **CONTACT, "go": "next"}, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])
        self.assertIn("again%3D1", answer.headers["Location"])
        self.log_in("test_applicant")
        page = self.get(action)
        self.assertIn("You were logged out before this page was sent", page.text_content())
        self.env.invalidate_all()
        self.assertFalse(draft.sudo().applicant_identity)

    def test_numbers_are_masked(self):
        """The own numbers show masked once they are kept; left empty they stay, and they are entered anew at will."""
        draft, page = self.new_draft()
        page = self.send(page, {**CONTACT, "company_registry": "1234567890123"})
        path = f"/my/applications/{draft.id}/file/applicant"
        page = self.get(path)
        for name, mask in (("applicant_identity", "6472•••••••••001"), ("company_registry", "1234••••••123")):
            [field] = page.xpath(f"//input[@id='{name}']")
            self.assertEqual(field.get("value"), "")
            self.assertIn(mask, page.xpath(f"//*[@id='{name}-kept']")[0].text_content())
            self.assertIn(f"{name}-kept", field.get("aria-describedby"))
        self.assertNotIn(CONTACT["applicant_identity"], self.response.text)
        page = self.send(page, {**CONTACT, "applicant_identity": "", "company_registry": ""})
        self.assertEqual(self.problems(page), {})
        self.env.invalidate_all()
        self.assertEqual(draft.sudo().applicant_identity, CONTACT["applicant_identity"])
        self.assertEqual(self.applicant.company_registry, "1234567890123")
        page = self.send(self.get(path), {**CONTACT, "applicant_identity": "6472051203850009"})
        self.env.invalidate_all()
        self.assertEqual(draft.sudo().applicant_identity, "6472051203850009")
        self.get(f"/my/applications/{draft.id}/file/check")
        self.assertNotIn("6472051203850009", self.response.text)
        page = self.send(self.get(path), {**CONTACT, "applicant_identity": "12"})
        self.assertEqual(page.xpath("//input[@id='applicant_identity']/@value"), ["12"])

    def test_login_without_script(self):
        """Who has no JavaScript is shown the form to log in, which Odoo hides until a script has run."""
        self.logout()
        page = self.get("/web/login?redirect=/my/applications/new")
        [address] = page.xpath("//noscript/link[@rel='stylesheet']/@href")
        self.assertIn(".oe_login_form", self.url_open(address).text)

    def test_forged(self):
        """Without the token of the own session nothing is taken."""
        draft, _page = self.new_draft()
        for path, data in (
            (f"/my/applications/{draft.id}/file/details", {"venue": "Lain"}),
            (f"/my/applications/{draft.id}/file/delete", {}),
            (f"/my/applications/{draft.id}/file/revise", {}),
            ("/my/applications/new", {"service_id": self.service.id}),
        ):
            self.assertEqual(self.url_open(path, data={"x": "1", **data}).status_code, 400, path)
        self.assertTrue(draft.exists())

    def test_strangers(self):
        """Another account is shown nothing of a draft by any of its addresses, and changes nothing."""
        draft = self.complete()
        self.env.flush_all()
        paper_id = draft.sudo().checklist_ids.attachment_ids[0].id
        line_id = draft.checklist_ids[0].id
        self.log_in("test_stranger")
        csrf = {"csrf_token": self.csrf()}
        base = f"/my/applications/{draft.id}"
        for path in (
            "",
            "/file",
            "/file/applicant",
            "/file/details",
            "/file/papers",
            "/file/check",
            f"/papers/{paper_id}",
        ):
            answer = self.url_open(base + path)
            self.assertNotIn("Kaltim Expo", answer.text, path)
            self.assertFalse(answer.content.startswith(b"%PDF"), path)
        for path, data in (
            ("/file/details", {"venue": "Lain"}),
            ("/file/papers", {"remove": str(paper_id)}),
            (f"/file/papers/{line_id}", {"remove": str(paper_id)}),
            ("/file/check", {"go": "next"}),
            ("/file/delete", {}),
            ("/file/revise", {}),
        ):
            self.assertNotIn("Kaltim Expo", self.url_open(base + path, data={**csrf, **data}).text, path)
        self.env.invalidate_all()
        self.assertEqual((draft.state, draft.venue), ("draft", "Convention Hall"))
        self.assertEqual(len(draft.sudo().checklist_ids.attachment_ids), 6)
        self.logout()
        self.assertIn("/web/login", self.url_open(base + "/file/details").url)

    def test_limits(self):
        """Too many drafts, too many requests: a sentence on the page, and nothing that was entered is lost."""
        for _number in range(5):
            self.begin()
        self.env.flush_all()
        draft, page = self.new_draft()
        self.assertIn("You have 5 drafts already", page.text_content())
        page = self.get(f"/my/applications/{draft.id}/file/details")
        with patch.object(online_request, "REQUESTS_PER_HOUR", 1):
            page = self.send(page, {"venue": "Gedung"})
        self.assertIn("requests within an hour", page.text_content())
        self.assertEqual(page.xpath("//input[@id='venue']/@value"), ["Gedung"])

    def test_revised(self):
        """A draft that has lain while its service was revised is moved by one button."""
        draft = self.complete()
        self.service.copy({"in_force_from": fields.Date.today()})
        self.env.flush_all()
        self.env.invalidate_all()
        page = self.get(f"/my/applications/{draft.id}/file/check")
        [form] = page.xpath("//form[contains(@action, '/revise')]")
        page = self.send_form(page, form.get("action"))
        self.assertFalse(page.xpath("//form[contains(@action, '/revise')]"))
        self.assertFalse(draft.exists())
        self.send(page)
        self.assertEqual(self.last().state, "cs_check")

    def test_duplicates(self):
        """Before handing in the applicant is told what the own company has filed already, with date and state."""
        self.bring_to(self.file(event_name="kaltim expo"), "cs_check")
        self.bring_to(self.file(partner_id=self.other_portal_user.partner_id.id, event_theme="Rahasia"), "cs_check")
        draft = self.complete()
        self.env.flush_all()
        text = self.get(f"/my/applications/{draft.id}/file/check").text_content()
        self.assertRegex(text, r"(?s)You have filed this already.*kaltim expo.*filed on.*Customer Service")
        self.assertNotIn("Rahasia", text)

    def test_delete(self):
        """A draft is deleted by its own button and is gone from the list."""
        draft = self.begin()
        self.env.flush_all()
        page = self.get(f"/my/applications/{draft.id}/file/check")
        [form] = page.xpath("//form[contains(@action, '/delete')]")
        self.send_form(page, form.get("action"))
        self.assertFalse(draft.exists())

    def test_forms(self):
        """Empty forms are given to applicants as PDF; anything else is not found."""
        page = self.get("/my/applications/new")
        addresses = page.xpath("//a[contains(@href, '/my/applications/forms/')]/@href")
        self.assertGreaterEqual(len(addresses), 4)
        for address in addresses[:4]:
            answer = self.url_open(address)
            self.assertTrue(answer.content.startswith(b"%PDF"), address)
        self.assertEqual(self.url_open(f"/my/applications/forms/{self.service.id}/control_sheet").status_code, 404)
        self.assertEqual(self.url_open("/my/applications/forms/999999/leaflet").status_code, 404)

    def test_changes_while_it_is_returned(self):
        """A returned file is changed on the same pages, and handed in again by its button."""
        draft = self.complete()
        draft.action_submit()
        self.return_incomplete(self.as_role(draft, "customer_service"))
        self.env.flush_all()
        page = self.get(f"/my/applications/{draft.id}")
        self.assertIn("Change Details and Papers", page.text_content())
        page = self.send(self.get(f"/my/applications/{draft.id}/file/check"))
        self.env.invalidate_all()
        self.assertEqual(draft.state, "cs_check")


@tagged("post_install", "-at_install")
class TestFilingWeight(FilingCase):
    """Pages of a phone with a slow connection: few questions to the database, few bytes."""

    def test_queries(self):
        """At most twelve each, whatever is attached."""
        draft = self.complete(represented=True)
        self.env.flush_all()
        base = f"/my/applications/{draft.id}/file"
        steps = [f"{base}/{step}" for step in ("applicant", "details", "papers", "check")]
        for path in ("/my/applications/new", *steps, "/my/applications"):
            self.url_open(path)
            self.env.invalidate_all()
            with self.subTest(path=path), self.recorded(ours=True) as queries:
                self.assertEqual(self.url_open(path).status_code, 200)
                self.assertLessEqual(len(queries), 12, "\n".join(text[:200] for text in queries))

    def test_bytes(self):
        """What this addon adds to the pages of Odoo's portal weighs at most 40 kB, and comes from nowhere else."""
        _draft, page = self.new_draft()
        weight = 0
        for address in {*page.xpath("//main//link/@href"), *page.xpath("//main//script/@src")}:
            self.assertTrue(address.startswith("/ptsp_exhibition/static/"), address)
            weight += len(self.url_open(address).content)
        self.assertGreater(weight, 1000)
        self.assertLess(weight, 40 * 1024)
