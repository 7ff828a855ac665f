"""What the applicant is told by e-mail, and that no e-mail ever stops the procedure."""

from unittest.mock import patch

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import PtspCase

#: Which transitions tell the applicant, and with which subject.
SUBJECTS = {
    "return_incomplete": "berkas perlu dilengkapi",
    "register": "telah terdaftar",
    "resubmit": "jawaban Anda telah kami terima",
    "hand_in_correction": "jawaban Anda telah kami terima",
    "dispatch": "sedang ditelaah OPD",
    "receive_advice": "pertimbangan teknis OPD telah kami terima",
    "request_correction": "perlu perbaikan",
    "request_clarification": "perlu perbaikan",
    "ask_again": "perlu perbaikan",
    "release": "surat dapat diambil",
    "hand_over": "kuesioner kepuasan",
    "cancel": "dibatalkan",
    "withdraw": "dibatalkan",
}
#: Where the server's log tells of an e-mail that could not be written.
NOTICE_LOG = "odoo.addons.ptsp_exhibition.models.notices"
#: A way through the whole procedure on which each transition is made at least once.
ALONG_THE_WAY = (
    ("submit", "information"),
    ("refer_help_desk", "customer_service"),
    ("complete_consultation", "help_desk"),
    ("return_incomplete", "customer_service"),
    ("resubmit", "applicant"),
    ("accept", "customer_service"),
    ("return_to_service", "registration"),
    ("accept", "customer_service"),
    ("register", "registration"),
    ("request_correction", "verification"),
    ("hand_in_correction", "applicant"),
    ("ask_again", "customer_service"),
    ("hand_in_correction", "customer_service"),
    ("complete_correction", "customer_service"),
    ("verify_technical", "verification"),
    ("dispatch", "liaison"),
    ("receive_advice", "technical"),
    ("return_opinion", "processing"),
    ("receive_advice", "technical"),
    ("submit_draft", "processing"),
    ("section_return", "section_head"),
    ("submit_draft", "processing"),
    ("section_approve", "section_head"),
    ("division_return", "division_head"),
    ("submit_draft", "processing"),
    ("section_approve", "section_head"),
    ("division_approve", "division_head"),
    ("agency_return", "agency_head"),
    ("section_approve", "section_head"),
    ("division_approve", "division_head"),
    ("return_to_verification", "agency_head"),
    ("verify_direct", "verification"),
    ("submit_draft", "processing"),
    ("section_approve", "section_head"),
    ("division_approve", "division_head"),
    ("request_clarification", "agency_head"),
    ("hand_in_correction", "applicant"),
    ("complete_correction", "customer_service"),
    ("verify_direct", "verification"),
    ("submit_draft", "processing"),
    ("section_approve", "section_head"),
    ("division_approve", "division_head"),
    ("sign", "agency_head"),
    ("number", "registry"),
    ("void_number", "registry"),
    ("number", "registry"),
    ("release", "registry"),
    ("hand_over", "pickup"),
)


@tagged("post_install", "-at_install")
class TestNotices(PtspCase):
    """The applicant is told what to do and when the letter is ready, in Indonesian, by the mail queue."""

    def mails(self, applications):
        """Return the e-mails about applications, oldest first."""
        return self.env["mail.mail"].search(
            [("model", "=", "ptsp.application"), ("res_id", "in", applications.ids)], order="id"
        )

    def do(self, application, key, role):
        """Make a transition with all that it needs; return the e-mails that it left."""
        self.deliver(application)
        before = self.mails(application)
        records = self.as_role(application, role)
        if key == "receive_advice":
            self.issue_opinion(records)
        else:
            self.prepare(records, key)
            self.press(records, key)
        self.deliver(application)
        return self.mails(application) - before

    def deliver(self, application):
        """Write what takes a document along, as the job does."""
        waiting = application.sudo().notice_ids.filtered(lambda told: told.state == "waiting" and not told.message_id)
        for notice in waiting.with_context(force_report_rendering=True)._as_procedure():
            notice._deliver()

    def test_which_transitions_tell_the_applicant(self):
        """Along the whole procedure the applicant is told what concerns the applicant, and nothing else."""
        application = self.file()
        tried = set()
        for key, role in ALONG_THE_WAY:
            with self.subTest(key=key):
                mails = self.do(application, key, role)
                self.assertEqual(len(mails), 1 if key in SUBJECTS else 0)
                if mails:
                    self.assertEqual(mails.subject, f"Permohonan {application.name}: {SUBJECTS[key]}")
            tried.add(key)
        self.assertEqual(application.state, "done")
        for key, role in (("cancel", "registration"), ("withdraw", "applicant")):
            mail = self.do(self.file(), key, role)
            self.assertIn(SUBJECTS[key], mail.subject)
            tried.add(key)
        self.assertGreaterEqual(len(tried), 27)

    def test_queued(self):
        """E-mails are queued for the applicant, and sent by Odoo's own job, never while an officer waits."""
        application = self.bring_to(self.file(), "cs_check")
        with patch.object(self.env.registry["mail.mail"], "send", side_effect=AssertionError("sent")) as send:
            mail = self.do(application, "return_incomplete", "customer_service")
            self.env.cr.precommit.run()
            self.env.cr.postcommit.run()
        send.assert_not_called()
        self.assertEqual(mail.state, "outgoing")
        self.assertEqual(mail.recipient_ids, self.applicant)

    def test_deficient_papers(self):
        """The applicant reads which papers are deficient, and why; papers in order are not mentioned."""
        papers = self.service.requirement_ids
        papers[0].with_context(lang="id_ID").name = "Fotokopi kartu identitas"
        papers[1].with_context(lang="id_ID").name = "Rekomendasi kelurahan"
        application = self.bring_to(self.file(), "cs_check")
        service = self.as_role(application, "customer_service")
        service.action_mark_checklist_ok()
        for key, role, state in (
            ("return_incomplete", "customer_service", "cs_check"),
            ("request_correction", "verification", "verification"),
        ):
            with self.subTest(key=key), self.undone():
                if state == "verification":
                    service.action_accept()
                    self.register(self.as_role(application, "registration"))
                mail = self.do(application, key, role)
                self.assertIn("Fotokopi kartu identitas", mail.body_html)
                self.assertIn("Fotokopi tidak terbaca", mail.body_html)
                self.assertNotIn("Rekomendasi kelurahan", mail.body_html)
                self.assertIn("Yth. PT Borneo Event Organizer", mail.body_html)

    def test_deficient_after_registration(self):
        """The papers are also named where the registration desk had found them in order before."""
        application = self.bring_to(self.file(), "registration")
        registration = self.as_role(application, "registration")
        registration.action_mark_checklist_ok()
        registration.action_return_to_service("Cap kurang jelas")
        mail = self.do(application, "return_incomplete", "customer_service")
        self.assertIn("Fotokopi tidak terbaca", mail.body_html)

    def test_clarification(self):
        """The applicant reads what the agency head wants to know."""
        application = self.bring_to(self.file(), "agency_approval")
        mail = self.do(application, "request_clarification", "agency_head")
        self.assertIn("Denah perlu dijelaskan", mail.body_html)

    def test_asked_again(self):
        """The applicant reads what Customer Service still lacks of the papers that were to be mended."""
        application = self.bring_to(self.file(), "corrected")
        paper = application.with_context(lang="id_ID").checklist_ids[0].name
        mail = self.do(application, "ask_again", "customer_service")
        self.assertIn("Denah perlu dijelaskan", mail.body_html)
        self.assertIn(paper, mail.body_html)

    def test_internal_notes_stay_inside(self):
        """What officers write to each other is not in any e-mail."""
        application = self.bring_to(self.file(), "verification")
        self.as_role(application, "customer_service").action_cancel("Pemohon bersikap kasar")
        self.assertNotIn("kasar", self.mails(application).body_html)

    def test_language(self):
        """The e-mails are in the language of the applicant's account; without one in Indonesian."""
        self.applicant.lang = "en_US"
        application = self.bring_to(self.file(), "pickup").with_context(lang="en_US")
        ready = self.mails(application)[-1:]
        self.assertIn("Ambillah di loket pengambilan", ready.body_html)
        self.assertIn(application.letter_number, ready.body_html)
        self.env["res.lang"]._activate_lang("en_US")
        new_test_user(self.env, "test_english", "base.group_portal", partner_id=self.applicant.id, lang="en_US")
        ready = self.mails(self.bring_to(self.file(), "pickup"))[-1:]
        self.assertIn("Collect it at the pick-up desk", ready.body_html)
        self.assertIn("Application ", ready.subject)

    def test_questionnaire(self):
        """With the letter the applicant gets the way to the questionnaire; without one, no way."""
        application = self.bring_to(self.file(), "pickup")
        with self.undone():
            mail = self.do(application, "hand_over", "pickup")
            self.assertIn(application._questionnaire_url(), mail.body_html)
            self.assertIn("diserahkan kepada Budi Santoso", mail.body_html)
        self.service.questionnaire_id = False
        self.assertNotIn("isi kuesioner", self.do(application, "hand_over", "pickup").body_html)

    def test_many_applications(self):
        """Each applicant reads of the own application only."""
        other = self.env["res.partner"].create({"name": "PT Mahakam", "email": "mahakam@example.com"})
        applications = self.file() + self.file(partner_id=other.id, event_name="Mahakam Fair")
        self.as_role(applications, "customer_service").action_cancel("Pemohon menarik permohonan")
        first, second = self.mails(applications)
        self.assertEqual(first.recipient_ids + second.recipient_ids, self.applicant + other)
        self.assertIn("Mahakam Fair", second.body_html)
        self.assertNotIn("Mahakam Fair", first.body_html)

    def test_in_the_chatter(self):
        """What the applicant was told stands in the chatter, for the applicant to see as well."""
        application = self.bring_to(self.file(), "returned")
        message = self.mails(application).mail_message_id
        self.assertIn(message, application.sudo().message_ids)

    def test_stays_in_the_chatter(self):
        """The chatter holds what the applicant was told, and nothing else, also after the e-mail has been sent."""
        application = self.bring_to(self.file(), "drafting")
        self.assertFalse(application.sudo().message_ids)
        self.cancel(self.as_role(application, "customer_service"))
        mail = self.mails(application)
        message = mail.mail_message_id
        mail.state = "sent"
        mail._postprocess_sent_message(success_pids=self.applicant, success_emails=[])
        self.assertFalse(mail.exists())
        self.assertEqual(application.sudo().message_ids, message)
        self.assertIn("telah dibatalkan", message.body)

    # Nothing stops the procedure

    def test_applicant_without_an_address(self):
        """An applicant without an e-mail address comes to the counter; the procedure goes on."""
        self.applicant.email = False
        application = self.bring_to(self.file(), "done")
        self.assertEqual(application.state, "done")
        self.assertFalse(self.mails(application))

    def test_some_without_an_address(self):
        """Of many, those who have an address are told."""
        silent = self.env["res.partner"].create({"name": "Toko Sunyi"})
        applications = self.file() + self.file(partner_id=silent.id)
        self.as_role(applications, "customer_service").action_cancel("Pemohon menarik permohonan")
        self.assertEqual(set(applications.mapped("state")), {"cancelled"})
        self.assertEqual(self.mails(applications).recipient_ids, self.applicant)

    def test_address_that_is_none(self):
        """Neither does an address that is none stop anything."""
        self.applicant.email = "bukan alamat"
        self.assertEqual(self.bring_to(self.file(), "cancelled").state, "cancelled")

    def test_broken_template(self):
        """A template that cannot be rendered stops nothing; the server's log tells the administrator."""
        template = self.env.ref("ptsp_exhibition.mail_template_cancelled").with_context(lang="id_ID")
        for vals in (
            {"body_html": '<p><t t-out="object.no_such_field"/></p>'},
            {"subject": "{{ object.no_such_field }}"},
            {"partner_to": "{{ 1 / 0 }}"},
        ):
            with self.subTest(vals=vals), self.undone():
                template.write(vals)
                application = self.file()
                with self.assertLogs(NOTICE_LOG, "ERROR"), mute_logger("odoo.addons.mail.models.mail_render_mixin"):
                    self.as_role(application, "customer_service").action_cancel("Pemohon menarik permohonan")
                self.assertEqual(application.state, "cancelled")
                self.assertFalse(self.mails(application))
                self.assertFalse(application._broken_control_line())

    def test_broken_in_the_database(self):
        """Neither does an e-mail that fails in the database."""

        def fail(*args, **kwargs):
            self.env.cr.execute("SELECT 1 / 0")

        application = self.file()
        with (
            patch.object(self.env.registry["mail.template"], "send_mail_batch", fail),
            self.assertLogs(NOTICE_LOG, "ERROR"),
            mute_logger("odoo.sql_db"),
        ):
            self.as_role(application, "customer_service").action_cancel("Pemohon menarik permohonan")
        self.env.flush_all()
        self.assertEqual(application.state, "cancelled")

    def test_deleted_template(self):
        """Where a template was deleted, nobody is told, and the procedure goes on."""
        self.env.ref("ptsp_exhibition.mail_template_cancelled").sudo().unlink()
        application = self.bring_to(self.file(), "cancelled")
        self.assertFalse(self.mails(application))
