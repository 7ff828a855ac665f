"""Three OPD and all desks between verification and the draft, each at a real browser.

One OPD works in Odoo, one has a mail box only, one writes on paper. On the way the site is visited, and people meet.
"""

import json
import re

from odoo.fields import Command
from odoo.tests import tagged

from .common import PDF
from .mouse import MouseCase
from .opd_steps import (
    ASK,
    CALL_MEETING,
    DELIVER,
    DELIVER_LAST,
    ENTER_PAPER,
    FIND_CLOSED,
    HOLD_MEETING,
    ISSUE,
    PLAN_VISIT,
    PROPOSE_MEETING,
    VISIT,
)
from .phone import PhoneCase
from .test_walk_in_the_browser import EVENT

MAILBOX = "surat@dlh.example.com"
#: How large the phones of officers are.
PHONE = "390x844"


@tagged("post_install", "-at_install", "slow")
class TestOpdTour(PhoneCase, MouseCase):
    """Everybody finds the own work on the screen, and the file comes to the draft with three opinions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.email = "dpmptsp@example.go.id"
        for user in cls.users.values():
            user.write({"tz": "Asia/Makassar", "email": f"{user.login}@example.go.id"})
        cls.by_link = cls.env["ptsp.agency"].create(
            {"name": "Dinas Lingkungan Hidup", "answers_by_link": True, "email": MAILBOX}
        )
        cls.on_paper = cls.other_agency
        cls.on_paper.member_ids = [Command.clear()]
        cls.env["ptsp.opinion.condition"].create({"agency_id": cls.agency.id, "text": "Rambu dipasang"})
        for kind, values in {
            "traffic": {
                "agency_id": cls.agency.id,
                "site_visit_required": True,
                "rule": "[('expected_visitors', '>', 5000)]",
                "reason": "Lebih dari 5.000 pengunjung",
            },
            "public_order": {
                "agency_id": cls.on_paper.id,
                "rule": "[('booth_count', '>', 150)]",
                "reason": "Lebih dari 150 stan",
            },
            "environment": {"agency_id": cls.by_link.id},
        }.items():
            cls.env.ref(f"ptsp_exhibition.opinion_kind_{kind}").write(values)
        cls.application = cls.file(event_name=EVENT, expected_visitors=12_000, booth_count=200)
        cls.application.checklist_ids[0]._add_papers([("Denah.pdf", PDF)])
        cls.bring_to(cls.application, "verification")

    def take_on_phone(self, step):
        """Go through a step on the phone of an officer."""
        desk = self.browser_size
        self.browser_size, self.touch_enabled = PHONE, True
        try:
            self.take(step)
        finally:
            self.browser_size, self.touch_enabled = desk, False

    def review_of(self, agency):
        """Return the review of an OPD, as superuser."""
        return self.application.sudo().review_ids.filtered(lambda review: review.agency_id == agency)

    def test_tour(self):
        """From what verification asks to the draft: delivered, visited, met, answered in three ways."""
        self.take(ASK)
        self.take_on_phone(FIND_CLOSED)
        self.take_on_phone(DELIVER)
        self.take_on_phone(DELIVER_LAST)
        self.take(PLAN_VISIT)
        self.take_on_phone(VISIT)
        self.take(PROPOSE_MEETING)
        self.take(CALL_MEETING)
        self.take(HOLD_MEETING)
        self.take(ISSUE)
        self.answer_by_link()
        self.take(ENTER_PAPER)
        self.assertEqual(self.application.sudo().state, "drafting")
        self.assert_opinions()
        self.assert_receipts()
        self.assert_visit_and_meeting()
        self.assert_sheet()

    def mail(self, pattern):
        """Return what the latest mail to the OPD without accounts says.

        :param str pattern: regular expression with one group
        """
        mail = self.env["mail.mail"].sudo().search([("email_to", "=", MAILBOX)], order="id desc", limit=1)
        return re.search(pattern, mail.body_html).group(1)

    def answer_by_link(self):
        """Who reads the mail of the OPD opens the link, proves by the code that it is its mail box, and answers."""
        with self.phone() as browser:
            self.go(browser, self.mail(r"(/ptsp/opinion/[^\"]+)"))
            self.tap(browser, "button[value=send]")
            self.env.invalidate_all()
            self.type(browser, {"code": self.mail(r"<b>(\d{6})</b>")})
            self.tap(browser, "form[action$='/code'] button[type=submit]")
            self.reads(browser, EVENT)
            self.run_in(browser, "document.querySelectorAll('input[value=met]').forEach((each) => each.click()); 0")
            self.type(
                browser,
                {
                    "opinion_kind": "conditional",
                    "opinion": "Sampah dikelola penyelenggara",
                    "conditions": "Sampah diangkut setiap hari",
                    "advice_number": "660/3/DLH",
                    "answered_by": "Rina, Kepala Seksi",
                },
            )
            self.tap(browser, "form[action$='/answer'] button[type=submit]")
            self.reads(browser, "Pertimbangan sudah diterima")

    def assert_opinions(self):
        """Three opinions are there, each by whom and how it was given."""
        in_odoo, by_link, on_paper = map(self.review_of, (self.agency, self.by_link, self.on_paper))
        self.assertEqual(
            [(one.opinion_kind, one.advice_number, one.conditions or "") for one in in_odoo + by_link + on_paper],
            [
                ("conditional", "551/12/DISHUB", "Rambu dipasang"),
                ("conditional", "660/3/DLH", "Sampah diangkut setiap hari"),
                ("recommended", "331/7/SATPOL", ""),
            ],
        )
        self.assertEqual(in_odoo.issued_by_id, self.users["technical"])
        self.assertEqual(set(in_odoo.finding_ids.mapped("result")), {"met"})
        self.assertEqual((by_link.issued_by_id.id, by_link.answered_by_name), (False, "Rina, Kepala Seksi"))
        self.assertEqual(on_paper.issued_by_id, self.users["processing"])
        for review, name in ((in_odoo, "Surat Dishub.pdf"), (on_paper, "Surat Satpol.pdf")):
            self.assertEqual(review.opinion_file_ids.mapped("name"), [name])
            self.assertEqual(review.opinion_file_ids.raw, PDF)

    def assert_receipts(self):
        """Two sheets were signed, one on the second way; the mail box has its link."""
        sheets = self.env["ptsp.delivery"].search([("review_ids", "in", self.application.sudo().review_ids.ids)])
        self.assertEqual(
            [(one.agency_id, one.state, one.received_by, len(one.attempt_ids)) for one in sheets.sorted("id")],
            [
                (self.agency, "received", "Siti, Staf Umum", 1),
                (self.on_paper, "received", "Agus, Piket", 0),
            ],
        )
        self.assertTrue(all(one.receipt_signature and one.receipt_sha256 for one in sheets))
        self.assertEqual(self.review_of(self.by_link).received_by, MAILBOX)
        visits = self.review_of(self.by_link).link_ids.visit_ids.sorted("id").mapped("what")
        self.assertEqual(visits, ["opened", "code_sent", "confirmed", "answered"])

    def assert_visit_and_meeting(self):
        """The minutes of the visit and of the meeting are closed; who decides on the letter reads what was said."""
        visit = self.review_of(self.agency).visit_ids
        self.assertTrue(visit.closed_at and visit.minutes_file_id)
        self.assertEqual(visit.conclusion, "Lokasi memadai")
        self.assertEqual(len(visit.photo_ids), 1)
        self.assertEqual(visit.person_ids.filtered("signed_at").user_id, self.users["technical"])
        meeting = self.application.sudo().meeting_ids
        self.assertTrue(meeting.closed_at and meeting.invitation_number)
        self.assertEqual(meeting.proposed_by_agency_id, self.agency)
        self.assertEqual(meeting.decision_ids.owner_id, self.users["processing"])
        results = self.as_role(self.application, "processing").meeting_results
        self.assertIn("pukul 08.00 sampai 10.00", results)
        self.assertIn("Menyusun surat", results)

    def assert_sheet(self):
        """The control sheet says each step, and what it has settled; the promise has begun with the last opinion."""
        application = self.application.sudo()
        lines = application.control_ids.sorted("sequence")
        self.assertEqual(
            lines.mapped("action"),
            ["submit", "accept", "register", "verify_technical", "dispatch", "receive_advice", False],
        )
        dispatched, received = (json.loads(line.evidence) for line in lines[-3:-1])
        self.assertEqual(len(dispatched["deliveries"]), 2)
        self.assertEqual(len(received["opinions"]), 3)
        self.assertEqual(len(received["survey_minutes"]), 1)
        told = self.as_role(self.application, "auditor").action_verify_control_sheet()["params"]
        self.assertEqual(told["type"], "success", told["message"])
        came = self.review_of(self.on_paper).opinion_received_at
        self.assertEqual(came, max(application.review_ids.mapped("opinion_received_at")))
        self.assertLessEqual(came, self.review_of(self.on_paper).issued_at)
        self.assertEqual(application.clock_started_at, came)
        self.assertGreater(application.deadline, came)
