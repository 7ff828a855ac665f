from collections import Counter

from odoo import fields
from odoo.modules import Manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools import convert_file, mute_logger

from ..models import workflow
from .common import OVERSIGHT_GROUPS, STAFF_ROLES

ADDON = "ptsp_exhibition"


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """The demo data shows an agency at work, and nothing that the procedure would not allow."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.ref(f"{ADDON}.user_information", raise_if_not_found=False):
            with mute_logger("odoo.models.unlink"):
                for path in Manifest.for_addon(ADDON)["demo"]:
                    convert_file(cls.env(su=True), ADDON, path, {}, mode="init", noupdate=True)
        cls.applications = cls.env["ptsp.application"].search(
            [("partner_id.commercial_partner_id", "in", cls.organisers().ids)]
        )

    @classmethod
    def organisers(cls):
        names = cls.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", "res.partner"), ("name", "=like", "organiser_%")]
        )
        return cls.env["res.partner"].browse(names.mapped("res_id"))

    def user(self, name):
        return self.env.ref(f"{ADDON}.user_{name}")

    def test_one_user_for_each_role(self):
        """Every role has a user who can log in by its name, and who holds no other role."""
        for role in STAFF_ROLES:
            user = self.user(role)
            self.assertEqual(user.login, role)
            self.assertEqual(user._ptsp_roles(), {role})
            self.assertEqual((user.lang, user.tz), ("id_ID", "Asia/Makassar"))
            self.assertTrue(user.with_user(user)._check_credentials({"type": "password", "password": role}, {}))
        for name, group in OVERSIGHT_GROUPS.items():
            self.assertTrue(self.user(name).has_group(group))
            self.assertFalse(self.user(name)._ptsp_roles())
        self.assertTrue(self.user("pemohon")._is_portal())

    def test_every_state_is_shown(self):
        """There is an application in every state."""
        self.assertEqual(set(self.applications.mapped("state")), set(workflow.PROCEDURE.states))

    def test_both_languages(self):
        """Officers read either language; what the demo names is Indonesian, Odoo's hours included."""
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        self.assertLessEqual({"en_US", "id_ID"}, installed)
        hours = self.env["resource.calendar.attendance"].search([]).mapped("name")
        self.assertFalse([name for name in hours if "day" in name])
        for xml_id in ("service_par_05", "service_research"):
            self.assertFalse(self.env.ref(f"{ADDON}.{xml_id}").message_ids)

    def test_nothing_is_asked_outside(self):
        """The demo's agency is invented: no service outside is asked about it."""
        company = self.env.ref("base.main_company")
        self.assertTrue("iap_enrich_auto_done" not in company._fields or company.iap_enrich_auto_done)

    def test_papers_are_there(self):
        """No file of the demo was declared complete without its papers."""
        accepted = self.applications.filtered(
            lambda application: "accept" in application.sudo().control_ids.mapped("action")
        )
        for application in accepted:
            with self.subTest(application=application.name):
                marked = application.checklist_ids.filtered(lambda line: line.service_result == "ok")
                self.assertFalse(marked & application._papers_not_seen())

    def test_visits_on_site(self):
        """One visit on site is planned for a service day that lies ahead, one was held, and its minutes are closed."""
        visits = self.env["ptsp.survey.visit"].search([("application_id", "in", self.applications.ids)])
        planned, held = (visits.filtered(lambda visit, key=key: visit.state == key) for key in ("planned", "held"))
        self.assertEqual((len(planned), len(held)), (1, 1))
        self.assertGreater(planned.starts_at, fields.Datetime.now())
        self.assertTrue(held.closed_at and len(held.photo_ids) == 2 and all(held.person_ids.mapped("signature")))
        self.assertEqual(held._minutes_digest(), held.minutes_sha256)

    def test_deliveries(self):
        """Files were received at OPD with signatures; one was taken there in vain; liaison asks after opinions."""
        sheets = self.env["ptsp.delivery"].search([("review_ids.application_id", "in", self.applications.ids)])
        received = sheets.filtered(lambda sheet: sheet.state == "received")
        self.assertGreaterEqual(len(received), 4)
        self.assertTrue(all(received.mapped("receipt_signature")) and all(received.mapped("receipt_sha256")))
        on_the_way = sheets - received
        self.assertEqual((len(on_the_way), on_the_way.state), (1, "on_the_way"))
        self.assertEqual(len(on_the_way.attempt_ids), 1)
        contacts = self.env["ptsp.opd.contact"].search([("application_id", "in", self.applications.ids)])
        self.assertGreaterEqual(len(contacts), 3)
        self.assertTrue(contacts.activity_id)
        self.assertFalse(contacts.filtered(lambda one: one.contacted_at > fields.Datetime.now()))

    def test_meetings(self):
        """A meeting is proposed by an OPD, one is called for a day ahead, one was held, and its minutes are closed."""
        meetings = self.env["ptsp.meeting"].search([("application_ids", "in", self.applications.ids)])
        proposed, agreed, held = (
            meetings.filtered(lambda meeting, key=key: meeting.state == key) for key in ("proposed", "agreed", "held")
        )
        self.assertEqual((len(proposed), len(agreed), len(held)), (1, 1, 1))
        self.assertTrue(proposed.proposed_by_agency_id and agreed.invitation_number and held.closed_at)
        self.assertGreater(agreed.starts_at, fields.Datetime.now())
        self.assertLess(held.closed_at, fields.Datetime.now())
        self.assertEqual(held._minutes_digest(), held.minutes_sha256)
        self.assertTrue(held.decision_ids.activity_id)

    def test_second_service(self):
        """A second service, which is data only, has applications in several states, with its details everywhere."""
        service = self.env.ref(f"{ADDON}.service_research")
        applications = self.env["ptsp.application"].search([("service_id", "=", service.id)])
        self.assertGreaterEqual(len(set(applications.mapped("state"))), 5)
        self.assertEqual(set(applications.mapped("about")), {"details"})
        details = service._details()
        self.assertEqual(len(details), 5)
        for flag in ("required", "public"):
            self.assertEqual({getattr(detail, flag) for detail in details}, {False, True})
        for application in applications:
            self.assertFalse(application._broken_control_line(), application.name)
            if application.state != "draft":
                self.assertEqual([fact.label for fact in application._facts() if not fact.value], [])
        letters = applications.filtered("letter_attachment_id")
        self.assertEqual(set(letters.mapped("decision")), {"recommended", "refused"})
        for letter in letters:
            self.assertRegex(letter.letter_number, r"^070/\d{3}/PNL-02/[IVX]+/\d{4}$")
            self.assertIn(letter.subject, letter.letter_body)

    def test_every_promise_is_shown(self):
        """There is an application for every status of the promise."""
        statuses = dict(self.applications._fields["sla_status"].selection)
        self.assertEqual(set(self.applications.mapped("sla_status")), set(statuses))

    def test_control_sheets_verify(self):
        """Every control sheet is complete, ends where its application stands, and lies in service hours."""
        for application in self.applications:
            self.assertFalse(application._broken_control_line(), application.name)
            lines = application.control_ids.sorted("sequence")
            self.assertEqual(lines[-1].state, application.state)
            for line in lines.filtered("action"):
                elapsed = line.ended_at - line.started_at
                self.assertLessEqual(line.working_minutes, elapsed.total_seconds() / 60)
                self.assertGreater(line.working_minutes, 0, "A step takes some time within service hours.")

    def test_numbers_are_gapless_and_in_order_of_time(self):
        """Numbers are gapless in each year, and a later number was given later."""
        entries = self.env["ptsp.register.entry"].search([("application_id", "in", self.applications.ids)])
        for (kind, year), page in entries.grouped(lambda entry: (entry.kind, entry.year)).items():
            page = page.sorted("number")
            first = page[0].number
            self.assertEqual(page.mapped("number"), list(range(first, first + len(page))), (kind, year))
            self.assertEqual(page.mapped("create_date"), sorted(page.mapped("create_date")))
        registered = self.applications.filtered("registration_number")
        self.assertEqual(
            set(registered.mapped("registration_number")),
            set(entries.filtered(lambda entry: entry.kind == "registration").mapped("name")),
        )

    def test_duties_are_separate(self):
        """Nobody initialled or signed a letter that the same person had drafted or initialled."""
        for application in self.applications.filtered("signatory_id"):
            people = [
                *application.drafter_ids,
                *application.initial_ids._counting(application.draft_revision).user_id,
                application.signatory_id,
            ]
            self.assertEqual(max(Counter(people).values()), 1, application.name)

    def test_nobody_gets_an_email(self):
        """No e-mail waits to be sent, and every address is one that nobody has."""
        mails = self.env["mail.mail"].search(
            [("model", "=", "ptsp.application"), ("res_id", "in", self.applications.ids)]
        )
        self.assertTrue(mails)
        self.assertEqual(set(mails.mapped("state")), {"cancel"})
        for partner in self.organisers() | self.organisers().child_ids:
            self.assertRegex(partner.email, r"[@.]example\.com$")

    def test_loading_again_changes_nothing(self):
        """The histories are loaded once."""
        count = self.env["ptsp.application"].search_count([])
        self.env["ptsp.demo"]._load_applications()
        self.assertEqual(self.env["ptsp.application"].search_count([]), count)
