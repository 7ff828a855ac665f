"""Each page that a citizen sees can be used by everybody: in each state, with errors, on a phone and at a desk."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import workflow
from .common import PDF
from .front_desk.common_accounts import ADDRESS, PATH, ByEmailCase
from .letter.test_electronic_signature import SigningCase
from .members.common_members import FRIEND, MembersCase
from .online.common_online import OnlineCase, details
from .opd_link.common_opd_link import OpdLinkCase
from .pages import PagesCase, html_errors

#: Sends the form of a page as it stands.
SEND = "document.querySelector('#wrap form button[name=go][value=next]').click();"
#: Fills a field with what is wrong, and sends.
WRONG = (
    "for (const [name, value] of Object.entries(%s)) document.getElementsByName(name)[0].value = value;"
    "document.querySelector('#wrap form button[name=go][value=next]').click();"
)
SAVE_ANSWER = """
    const transfer = new DataTransfer();
    transfer.items.add(new File(["no paper"], "catatan.txt"));
    document.querySelector("#wrap input[type=file]").files = transfer.files;
    document.querySelector("#wrap form[action$='/requests'] button:not([formaction])").click();
"""
ENTER = """
    document.getElementById("number").value = "%s";
    document.getElementById("digits").value = "%s";
    document.querySelector("main form button").click();
"""
#: Presses a button in the frame.
PRESS = 'document.querySelector("#wrap %s").click();'
#: Invites somebody, whatever the browser says of the address.
INVITE = """
    const form = document.querySelector("#wrap form[action$='/people/invite']");
    form.noValidate = true;
    form.elements.email.value = "%s";
    form.querySelector("button").click();
"""
#: A paper, but for its end.
SCAN = r"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"
#: Writes a message with a file: one that is taken, or one that is none.
WRITE = """
    const transfer = new DataTransfer();
    transfer.items.add(new File(["%s\\n%%%%EOF"], "%s"));
    document.getElementById("message_files").files = transfer.files;
    document.getElementById("message_body").value = "Kapan selesai?";
    document.querySelector("#wrap form[action$='/messages#messages'] button").click();
"""


@tagged("post_install", "-at_install", "slow")
class TestPages(OnlineCase, PagesCase):
    """Neither axe-core nor the Nu HTML checker finds anything on the pages of applicants."""

    def test_filing(self):
        """The choice of a service and each step: empty, wrong, and filled in."""
        draft, full = self.begin(), self.complete(represented=True)
        way, whole = f"/my/applications/{draft.id}/file", f"/my/applications/{full.id}/file"
        self.judge(
            "test_applicant",
            {
                "choice": "/my/applications/new",
                **{f"{step}, empty": f"{way}/{step}" for step in draft._online_steps()},
                "applicant, nothing entered": (f"{way}/applicant", SEND),
                "applicant, wrong": (f"{way}/applicant", WRONG % '{"applicant_identity": "123", "contact_phone": "x"}'),
                "details, nothing entered": (f"{way}/details", SEND),
                "details, wrong": (f"{way}/details", WRONG % '{"booth_count": "many"}'),
                "papers, none": (f"{way}/papers", SEND),
                **{f"{step}, filled in": f"{whole}/{step}" for step in full._online_steps()},
                "handed in": (f"{whole}/check", SEND),
                "list": "/my/applications",
            },
        )

    def test_filing_interrupted(self):
        """A page that another window has changed, and a draft whose service was revised meanwhile."""
        draft, old = self.begin(), self.complete()
        change = "document.getElementsByName('seen')[0].value = 'x';" + WRONG % '{"venue": "Lain"}'
        draft._save_online("details", details(), leaving=True)
        self.service.copy({"in_force_from": fields.Date.today()})
        self.judge(
            "test_applicant",
            {
                "changed meanwhile": (f"/my/applications/{draft.id}/file/details", change),
                "revised meanwhile": f"/my/applications/{old.id}/file/check",
            },
        )

    def test_list_without_applications(self):
        """The list of whoever has none, and the way to files that were brought to the counter."""
        self.judge("test_stranger", {"empty list": "/my/applications", "choice": "/my/applications/new"})

    def test_states(self):
        """The page of an application in each state of the procedure."""
        pages = {}
        for state in workflow.PROCEDURE.states:
            application = self.file()
            if state == "corrected":
                self.bring_to(application, "correction")
                self.hand_in_correction(self.as_role(application, "applicant"))
            elif state == "cancelled":
                self.cancel(self.as_role(self.bring_to(application, "cs_check"), "customer_service"))
            else:
                self.bring_to(application, state)
            self.assertEqual(application.state, state)
            pages[state] = f"/my/applications/{application.id}"
        pages["list"] = "/my/applications"
        self.judge("test_applicant", pages)

    def test_requests(self):
        """What is asked: unanswered, refused, answered and asked again."""
        asked, answered, again, returned = (self.bring_to(self.file(), "correction") for _index in range(4))
        returned = self.bring_to(self.file(), "returned")
        self.answer_requests(self.as_role(answered, "applicant"))
        self.answer_requests(self.as_role(again, "applicant"))
        self.as_role(again, "applicant").action_hand_in_correction()
        self.requests_of(self.as_role(again, "customer_service"), "answered").action_ask_again("Masih buram")
        self.as_role(again, "customer_service").action_ask_again("Masih buram")
        self.judge(
            "test_applicant",
            {
                "asked": f"/my/applications/{asked.id}",
                "refused": (f"/my/applications/{asked.id}", SAVE_ANSWER),
                "answered": f"/my/applications/{answered.id}",
                "asked again": f"/my/applications/{again.id}",
                "returned": f"/my/applications/{returned.id}",
            },
        )


@tagged("post_install", "-at_install", "slow")
class TestPagesOfPeople(MembersCase, PagesCase):
    """Nor where applicants say who sees their files, and on what those see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = f"/my/applications/{cls.application.id}"

    def represent(self):
        """Let the friend represent the applicant of another application."""
        represented = self.bring_to(self.file(), "correction")
        represented._as_procedure().write(
            {
                "is_represented": True,
                "representative_id": self.friend.partner_id.id,
                "power_of_attorney_until": fields.Date.today() + timedelta(days=5),
            }
        )
        return represented

    def test_people(self):
        """Who has access: colleagues, invited ones, readers and a representative; what is done there and refused."""
        people, change = "/my/applications/people", "form[action$='/people/change'] button[value=%s]"
        self.let_in("edit")
        self.represent()
        self.judge(
            "test_applicant",
            {
                "list with the link": "/my/applications",
                "people": people,
                "no address": (people, INVITE % "siti"),
                "on the list already": (people, INVITE % FRIEND),
                "invited": (people, INVITE % "rina@example.com"),
                "changed": (people, PRESS % (change % "read")),
                "power ended": (people, PRESS % "form[action$='/people/end_power'] button"),
                "closed": (people, PRESS % (change % "none")),
            },
        )

    def test_invited(self):
        """The page of the link and of one that is none; what a reader and what a representative see."""
        represented = self.represent()
        line = self.members()._invite(FRIEND, "read")
        accept, path = PRESS % "form[action$='/people/accept'] button", "/my/applications/people/accept?token="
        self.judge(
            FRIEND,
            {
                "invitation": path + line._token(),
                "accepted": (path + line._token(), accept),
                "no invitation": path + "x",
                "what a reader sees": self.page,
                "papers": self.page + "/papers",
                "what a representative answers": f"/my/applications/{represented.id}",
            },
        )

    def test_messages(self):
        """The thread: nothing said, sent, refused, answered and read, and closed."""
        silent = self.bring_to(self.file(), "verification")
        texts = self.judge(
            "test_applicant",
            {
                "nothing said": f"/my/applications/{silent.id}",
                "refused": (self.page, WRITE % ("MZ", "denah.pdf")),
                "sent": (self.page, WRITE % (SCAN, "denah.pdf")),
            },
        )
        self.assertIn("message_error", texts["refused"])
        self.assertIn("Your message is with the agency.", texts["sent"])
        self.as_role(self.application, "customer_service").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Besok", message_type="comment", subtype_xmlid="mail.mt_comment", attachments=[("surat.pdf", PDF)]
        )
        ended = self.bring_to(self.file(), "done")
        self.as_role(ended, "applicant").action_write_message("Terima kasih")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET ended_at = ended_at - INTERVAL '40 days' WHERE application_id = %s", ended.ids
        )
        self.env.invalidate_all()
        closed = f"/my/applications/{ended.id}"
        texts = self.judge("test_applicant", {"answered": self.page, "closed": closed})
        self.assertIn("more than 30 days ago", texts["closed"])

    def test_notices(self):
        """The choice of notices: as it is, kept, and refused."""
        path, send = "/my/applications/notices", PRESS % "form[action$='/notices'] button"
        wrong = "document.querySelector('#wrap input[name=notices]:checked').value = 'x';" + send
        self.judge("test_applicant", {"choice": path, "kept": (path, send), "refused": (path, wrong)})


@tagged("post_install", "-at_install", "slow")
class TestPagesOfLetters(SigningCase, PagesCase):
    """Nor where a letter is received."""

    def test_letters(self):
        """A letter received on the page, one that was received meanwhile, and one for which originals are brought."""
        ready, other = (self.bring_to(self.file(), "pickup") for _index in range(2))
        collected = self.bring_to(self.file(), "done")
        self.service.sudo().requirement_ids[:2].original_at_pickup = True
        shown = self.bring_to(self.file(), "pickup")
        page, receive = "/my/applications/%s", PRESS % "form[action$='/fetch'] button"
        late = f"document.querySelector(\"#wrap form[action$='/fetch']\").action = '/my/applications/{shown.id}/fetch';"
        self.judge(
            "test_applicant",
            {
                "ready": page % ready.id,
                "received": (page % ready.id, receive),
                "refused": (page % other.id, late + receive),
                "to be collected with originals": page % shown.id,
                "collected": page % collected.id,
            },
        )


@tagged("post_install", "-at_install", "slow")
class TestPublicPages(OnlineCase, PagesCase):
    """Nor on the pages that anybody opens from a QR code."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant.phone = "0812 3456 7890"

    @mute_logger("odoo.http")
    def test_letters(self):
        """The page of a letter: in force, revoked, unknown, and its form."""
        valid, revoked = (self.bring_to(self.file(), "pickup") for _index in range(2))
        self.as_role(revoked, "agency_head").action_revoke("Izin tempat dicabut")
        self.judge(
            None,
            {
                "form": "/ptsp/verify",
                "in force": f"/ptsp/verify/{valid.sudo().letter_token}",
                "revoked": f"/ptsp/verify/{revoked.sudo().letter_token}",
                "unknown": "/ptsp/verify/x",
            },
            whole=True,
        )

    @mute_logger("odoo.http")
    def test_status(self):
        """The page of a receipt: by code and by number, in each kind of state, unknown, and its form."""
        pages = {"form": "/ptsp/status", "unknown": "/ptsp/status/x"}
        for state in ("verification", "technical", "correction", "pickup", "done"):
            application = self.bring_to(self.file(), state).sudo()
            pages[state] = f"/ptsp/status/{application.status_token}"
        number = application.registration_number
        pages["entered"] = ("/ptsp/status", ENTER % (number, "7890"))
        pages["entered wrongly"] = ("/ptsp/status", ENTER % (number, "0000"))
        self.judge(None, pages, whole=True)


@tagged("post_install", "-at_install", "slow")
class TestPagesOfOpinions(OpdLinkCase, PagesCase):
    """Nor on the pages by which an OPD without accounts gives its opinion."""

    #: Presses a button of the page.
    PRESS = "document.querySelector('main %s').click();"
    #: Enters a code.
    ENTER = "document.getElementById('code').value = '%s'; document.querySelector(\"main form button\").click();"
    #: Gives an opinion, whatever the browser says of it.
    ANSWER = """
        const form = document.querySelector("main form[action$='/answer']");
        form.noValidate = true;
        form.elements.opinion_kind.value = "%s";
        form.elements.opinion.value = "Tidak keberatan";
        form.elements.answered_by.value = "Rina, Kepala Seksi";
        form.querySelector("button").click();
    """

    @mute_logger("odoo.http")
    def test_opinion(self):
        """From the link to the opinion: closed, code, wrong code, the review, refused, given, given before."""
        page, found, texts = f"{self.path()}?lang=en", [], {}
        send, enter = self.PRESS % "button[value=send]", self.ENTER
        with self.browser() as browser:

            def look(name, path=None, code=None, lang="en_US"):
                if path:
                    self.go(browser, path)
                if code:
                    self.send_form(browser, code)
                sentences, texts[name] = self.look(browser, name, whole=True, lang=lang)
                found.extend(sentences)

            look("unknown", "/ptsp/opinion/x?lang=en")
            look("start, Indonesian", f"{self.path()}?lang=id", lang="id_ID")
            look("start", page)
            look("code sent", code=send)
            look("wrong code", code=enter % "x")
            look("review", code=enter % self.code_of_mail())
            look("refused", code=self.ANSWER % "")
            look("review, Indonesian", f"{self.path()}?lang=id", lang="id_ID")
            self.go(browser, page)
            look("given", code=self.ANSWER % "recommended")
            self.env.invalidate_all()
            self.as_role(self.review, "processing").action_return("Syarat parkir kurang jelas")
            self.token = self.token_of_mail()
            self.env.flush_all()
            self.go(browser, f"{self.path()}?lang=en", send)
            look("returned", code=enter % self.code_of_mail())
            self.env.invalidate_all()
            self.as_role(self.review, "processing").action_issue("Tidak keberatan")
            self.env.flush_all()
            look("given before", code=self.ANSWER % "recommended")
        found += html_errors(texts)
        self.assertFalse(found, f"{len(found)} found:\n" + "\n".join(found))
        for name, sentence in {
            "wrong code": "not the code",
            "refused": "Choose the result",
            "given": "was received",
            "returned": "Syarat parkir kurang jelas",
            "given before": "Nothing was sent",
        }.items():
            self.assertIn(sentence, texts[name])


@tagged("post_install", "-at_install", "slow")
class TestPagesByEmail(ByEmailCase, PagesCase):
    """Nor where an account finds the files that were brought to the counter."""

    def test_pages(self):
        """The offer to confirm an e-mail address, what it says then, and the page of the link."""
        ask = "document.querySelector(\"#wrap form[action$='/confirm/send'] button\").click();"
        self.judge(
            ADDRESS,
            {
                "offer": "/my/applications",
                "link asked for": ("/my/applications", ask),
                "link": f"{PATH}?token={self.token()}",
                "wrong link": f"{PATH}?token=x",
            },
        )


@tagged("post_install", "-at_install", "slow")
class TestJudges(OnlineCase, PagesCase):
    """The judges look: what is planted on a page is found."""

    def test_axe(self):
        """A picture without a text and grey words on grey are found, on both screens."""
        plant = "document.querySelector('#wrap').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')"
        with self.browser("test_applicant") as browser:
            self.go(browser, "/my/applications")
            self.run_in(browser, plant)
            found, _text = self.look(browser, "list")
        self.assertEqual([sentence.split(": ")[1] for sentence in found], ["image-alt", "image-alt"])

    def test_html_checker(self):
        """A paragraph in a list and an id that is there twice are found."""
        page = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>%s</body></html>'
        self.assertEqual(html_errors({"good": page % "<p>Yes</p>"}), [])
        found = html_errors({"bad": page % '<ul><p id="a">No</p></ul><p id="a">No</p>'})
        self.assertEqual(len(found), 2, found)
