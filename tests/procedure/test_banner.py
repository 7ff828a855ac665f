"""The form speaks first of the turn: what is to be done, why the file came back, and where the step works."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models import workflow
from ..common import PtspCase
from ..common_documents import BLANK_PDF

#: On which page each kind of step works: written out, so that the test does not ask what it tests.
PAGES = {
    "cs_check": "checklist",
    "registration": "checklist",
    "verification": "checklist",
    "correction": "checklist",
    "liaison": "reviews",
    "technical": "reviews",
    "drafting": "letter",
    "section_review": "letter",
    "agency_approval": "letter",
    "numbering": "letter",
    "final_check": "letter",
    "pickup": "handover",
}


@tagged("post_install", "-at_install")
class TestBanner(PtspCase):
    """Whoever opens an application is told at once what is to be done, why it came back, and by whom."""

    def test_every_open_state_says_what_is_to_be_done(self):
        """The banner names the step and whose turn it is, in every state that something follows."""
        for key in filter(self.reaches, workflow.PROCEDURE.open_states):
            application = self.as_role(self.bring_to(self.file(), key), "auditor")
            step = self.service._step_of(key)
            with self.subTest(state=key):
                self.assertTrue(application.step_now)
                self.assertEqual(application.step_now, step.display_name or application._state_label())
                labels = application.waits_for.split(", ")
                self.assertEqual(len(labels), len(workflow.PROCEDURE.states[key].roles))

    def reaches(self, state):
        """Tell whether the tests know a way to a state."""
        try:
            return bool(self._way_to(state, False)) or state == "draft"
        except KeyError:
            return False

    def test_why_it_came_back(self):
        """A return says who sent the file back and why, until somebody sends it on."""
        application = self.bring_to(self.file(), "section_review")
        self.assertFalse(self.as_role(application, "section_head").why_here)
        self.as_role(application, "section_head").action_section_return("Perbaiki tanggal pameran")
        drafter = self.as_role(application, "processing")
        head = self.users["section_head"].name
        self.assertEqual(drafter.why_here, f"{head} (Return Draft): Perbaiki tanggal pameran")
        # It stands in the banner, and not once more below it.
        self.assertFalse(drafter.noted_line_ids)
        [to_do] = drafter.activity_ids
        self.assertEqual(to_do.note.striptags(), f"{head}:Perbaiki tanggal pameran")
        drafter.action_submit_draft()
        self.assertFalse(drafter.why_here)
        self.assertFalse(drafter.activity_ids.note)
        self.assertEqual(drafter.noted_line_ids.note, "Perbaiki tanggal pameran")

    def test_findings_are_the_reason(self):
        """A file that goes back for what its checklist says tells the findings."""
        application = self.bring_to(self.file(), "correction")
        line = application.checklist_ids[0]
        officer = self.as_role(application, "customer_service")
        self.assertEqual(
            officer.why_here,
            f"{self.users['verification'].name} (Request Correction): {line.name}: Fotokopi tidak terbaca",
        )
        self.assertIn("Fotokopi tidak terbaca", officer.activity_ids.note)

    def test_a_referral(self):
        """The help desk is told what Customer Service wants to know."""
        application = self.bring_to(self.file(), "help_desk")
        self.assertIn("Denah perlu dijelaskan", self.as_role(application, "help_desk").why_here)

    def test_an_opd_learns_no_reasons(self):
        """What the desks write to each other stays in the agency: no OPD reads it, in the form or as a to-do."""
        application = self.bring_to(self.file(), "section_review", technical=True)
        self.as_role(application, "section_head").action_section_return("Jangan percaya OPD ini")
        opd = self.as_role(application, "technical")
        for name in ("why_here", "noted_line_ids", "control_note"):
            with self.assertRaises(AccessError):
                opd.read([name])
        activity = application.sudo().activity_ids
        self.assertIn("Jangan percaya", activity.note)
        Activity = self.env["mail.activity"].with_user(self.users["technical"])
        self.assertNotIn(activity.id, Activity.search([("res_model", "=", application._name)]).ids)
        with self.assertRaises(AccessError):
            activity.with_user(self.users["technical"]).read(["note"])
        self.assertIn(activity.id, self.env["mail.activity"].with_user(self.users["processing"]).search([]).ids)

    def test_the_to_do_of_an_opd(self):
        """The to-do of an OPD says what is to be done, and not what the desks wrote to each other."""
        application = self.bring_to(self.file(), "liaison")
        liaison = self.as_role(application, "liaison")
        self.prepare(liaison, "dispatch")
        liaison.action_dispatch("Diantar langsung")
        [to_do] = liaison.sudo().activity_ids
        self.assertTrue(to_do.summary)
        self.assertFalse(to_do.note)

    def test_the_page_of_the_step(self):
        """The form opens on the page on which the step works; a draft on its first."""
        for state, page in PAGES.items():
            with self.subTest(state=state):
                self.assertEqual(self.bring_to(self.file(), state).work_page, page)
        self.assertFalse(self.file().work_page)

    def test_pages_stand_in_the_form(self):
        """Each page that a step opens is a page of the form."""
        arch = self.env["ptsp.application"].with_user(self.users["auditor"])._get_view(view_type="form")[0]
        names = set(arch.xpath("//notebook[@opens='work_page']/page/@name"))
        self.assertLessEqual(set(self.env["ptsp.application"]._pages_by_part().values()), names)

    def test_links(self):
        """One click from the form: the papers, the reviews, the letter, the control sheet, the applicant's others."""
        first, second = self.file(2)
        application = self.as_role(self.bring_to(first, "drafting", technical=True), "auditor")
        line = application.sudo().checklist_ids[0]
        paper = self.env["ir.attachment"].create(
            {"name": "ktp.pdf", "raw": BLANK_PDF, "res_model": line._name, "res_id": line.id}
        )
        line._as_procedure().attachment_ids = paper
        self.env.invalidate_all()
        self.assertEqual((application.paper_count, application.review_count), (1, 1))
        self.assertEqual(application.other_application_count, 1)
        for method, found in (
            ("action_view_papers", paper),
            ("action_view_reviews", application.review_ids),
            ("action_view_other_applications", second),
            ("action_view_control_sheet", application.control_ids),
        ):
            action = getattr(application, method)()
            self.assertEqual(self.env[action["res_model"]].search(action["domain"]).ids, found.ids, method)
        self.assertTrue(application.action_view_letter()["url"].endswith(f"report_letter/{application.id}"))
