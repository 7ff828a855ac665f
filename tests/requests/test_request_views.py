"""What staff see of requests: the page of the application, the list of all, and what an OPD sees."""

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import PDF
from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestViews(RequestsCase):
    """The form of an application, the list of all requests, and the dialogs."""

    def test_page(self):
        """The desk that may ask adds a request in the form of the application; other desks read."""
        with Form(self.officer) as form, form.request_ids.new() as line:
            line.kind = "extra_paper"
            line.paper_name = "Izin keramaian"
            line.text = "Karena lebih dari 1.000 orang"
        request = self.requests()
        self.assertEqual((request.name, request.state, request.desk), ("Izin keramaian", "prepared", "verification"))
        with (
            self.assertRaises(AssertionError),
            Form(self.as_role(self.application, "processing")) as form,
            form.request_ids.new(),
        ):
            pass

    def test_page_opens(self):
        """The form opens on the requests where answers are looked at or entered, else where it opened before."""
        self.assertEqual(self.officer.work_page, "checklist")
        self.ask()
        self.assertEqual(self.officer.work_page, "checklist")
        self.officer.action_request_correction()
        self.assertEqual(self.desk.work_page, "requests")
        self.hand_in_correction(self.applicant_view)
        self.assertEqual(self.desk.work_page, "requests")
        self.desk.action_complete_correction()
        self.assertEqual(self.officer.work_page, "requests")
        self.requests().with_user(self.users["verification"]).action_accept()
        self.assertEqual(self.officer.work_page, "checklist")

    def test_banner(self):
        """The banner says what is prepared, and how many are answered."""
        self.assertFalse(self.officer.requests_said)
        self.ask()
        self.assertEqual(self.officer.requests_said, "Prepared for the applicant: Question.")
        self.ask(text="Berapa pintu?")
        self.ask(text="Kapan dibuka?")
        self.officer.action_request_correction()
        self.requests()[0].with_user(self.portal_user).action_answer("Di timur")
        self.assertEqual(self.officer.requests_said, "1 of 3 requests are answered.")
        self.assertEqual(self.officer.request_count, 3)
        action = self.officer.action_view_requests()
        self.assertEqual(self.env["ptsp.request"].search(action["domain"]), self.requests())

    def test_found_by_customer_service(self):
        """Customer Service finds what waits for the applicant, and what was answered, since when."""
        self.ask()
        self.officer.action_request_correction()
        Application = self.env["ptsp.application"].with_user(self.users["customer_service"])
        mine = [("id", "=", self.application.id)]
        self.assertTrue(Application.search([("request_ids.state", "=", "sent"), *mine]))
        self.assertFalse(Application.search([("request_ids.state", "=", "answered"), *mine]))
        self.answer_requests(self.applicant_view)
        self.assertTrue(Application.search([("request_ids.state", "=", "answered"), *mine]))
        self.assertEqual(self.desk.answered_at, self.requests().answered_at)

    def test_compare(self):
        """A paper that was replaced stands beside the one of before, with its SHA-256."""
        request = self.ask_for_paper()
        request.action_answer("Ini", [self.sent_file()])
        asked = request.with_user(self.users["verification"])
        self.assertFalse(asked.has_earlier)
        self.assertFalse(asked.action_compare())
        request.action_answer("Yang ini", [self.sent_file(PDF + b"%", "baru.pdf")])
        self.assertTrue(asked.has_earlier)
        action = asked.action_compare()
        exchange = asked.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(exchange.replaced_ids.mapped("name"), ["ktp.pdf"])
        self.assertEqual(exchange.attachment_ids.mapped("name"), ["baru.pdf"])
        self.assertRegex(exchange.fingerprints, r"^baru\.pdf: [0-9a-f]{64}$")

    def test_hands_in_once_answered(self):
        """Handing the file in is the way forward once all is answered; before, its button is one among others."""
        arch = self.env["ptsp.application"].with_user(self.users["customer_service"])._get_view(view_type="form")[0]
        for name in ("action_hand_in_correction", "action_resubmit"):
            found = {
                button.get("class"): button.get("invisible")
                for button in arch.xpath(f"//header/button[@name='{name}']")
            }
            self.assertTrue(found["oe_highlight"].endswith("or has_unanswered"))
            self.assertTrue(found[None].endswith("or not has_unanswered"))
        self.ask()
        self.assertFalse(self.desk.has_unanswered)
        self.officer.action_request_correction()
        self.assertTrue(self.desk.has_unanswered)
        self.answer_requests(self.applicant_view)
        self.assertFalse(self.desk.has_unanswered)

    def test_window_of_a_new_request(self):
        """On a phone a request is added in a window, which names the application before anything is saved."""
        for application in (self.application, self.bring_to(self.file(), "cs_check")):
            Request = self.env["ptsp.request"].with_user(self.users["verification"])
            new = Request.new({"application_id": application}, origin=None)
            self.assertEqual(new.application_id.display_name, application.display_name)
            parent = self.env["ptsp.application"].with_user(self.users["verification"]).new(origin=application)
            self.assertEqual(Request.new({"application_id": parent}).application_id.display_name, application.name)

    def test_views_load(self):
        """Each role opens list, kanban, search and form of requests; who may not prepare is offered no new one."""
        for role, user in self.users.items():
            model = self.env["ptsp.request"].with_user(user)
            kinds = [(False, kind) for kind in ("list", "kanban", "form", "search")]
            with self.subTest(role=role):
                self.assertEqual(set(model.get_views(kinds)["views"]), {"list", "kanban", "form", "search"})


@tagged("post_install", "-at_install")
class TestRequestViewsOfOpd(RequestsCase):
    """An OPD asks on the page of its own opinion, and sees nothing of the other OPD."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "technical")
        cls.review = cls.application.review_ids.with_user(cls.users["technical"])

    def dialog(self, **vals):
        """Return the dialog in which the OPD asks."""
        action = self.review.action_open_ask()
        return self.review.env[action["res_model"]].with_context(**action["context"]).create(vals)

    def test_ask(self):
        """The dialog asks a question, a paper or an additional paper; what belongs to another kind is left out."""
        line = self.application.checklist_ids[0]
        self.dialog(text="Berapa tempat parkir?", checklist_line_id=line.id).action_confirm()
        self.dialog(text="Lebih jelas", kind="paper", checklist_line_id=line.id).action_confirm()
        self.dialog(text="Mohon", kind="extra_paper", paper_name="Denah parkir").action_confirm()
        with self.assertRaisesRegex(UserError, "Choose the paper"):
            self.dialog(text="Mohon", kind="paper").action_confirm()
        self.assertEqual(self.review.request_ids.mapped("kind"), ["question", "paper", "extra_paper"])
        arch = Form(self.review)._view["tree"]
        self.assertTrue(arch.xpath("//button[@name='action_open_ask']"))
        self.assertTrue(arch.xpath("//field[@name='request_ids']"))

    def test_offers(self):
        """The OPD accepts or asks again; Customer Service enters answers; the other OPD reads nothing."""
        self.dialog(text="Berapa tempat parkir?").action_confirm()
        request = self.review.request_ids
        self.assertTrue(request.may_accept and request.may_ask_again and request.of_my_desk)
        self.assertFalse(request.may_answer)
        served = request.with_user(self.users["customer_service"])
        self.assertTrue(served.may_answer)
        self.assertFalse(served.may_accept or served.may_ask_again or served.may_change)
        other = self.env["ptsp.request"].with_user(self.other_opd_user)
        self.assertFalse(other.search([]))
        desk = self.as_role(self.application, "customer_service")
        self.assertEqual(desk.requests_said, f"{self.agency.name}: 0 of 1 requests to the applicant are answered.")
