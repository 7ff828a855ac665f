"""Small holes that were found beside the great ones: each stays closed."""

from datetime import date, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestSmallThings(PtspCase):
    """What is refused, and with which sentence."""

    # The last hours of a calendar

    def test_last_hours(self):
        """The hours of a service are not taken away line by line, by no road, nor is a lunch break all that is left."""
        calendar = self.service.calendar_id.with_user(self.users["manager"])
        lines = calendar.attendance_ids
        lines[1:].unlink()
        last = lines[0]
        other = calendar.copy()
        for attempt in (
            last.unlink,
            lambda: calendar.write({"attendance_ids": [Command.delete(last.id)]}),
            lambda: calendar.write({"attendance_ids": [Command.clear()]}),
            lambda: last.write({"calendar_id": other.id}),
            lambda: last.write({"day_period": "lunch"}),
            lambda: last.with_context(ptsp_replacing_hours=True).unlink(),
            lambda: last.with_context(ptsp_replacing_hours="<object object at 0x7f>").unlink(),
        ):
            with self.assertRaisesRegex(ValidationError, "leave at least one line"), self.env.cr.savepoint():
                attempt()
            self.env.invalidate_all()
            self.assertEqual(calendar.attendance_ids, last)
        self.service.active = False
        with self.assertRaisesRegex(ValidationError, "leave at least one line"), self.env.cr.savepoint():
            last.unlink()

    def test_hours_are_replaced(self):
        """All lines of a calendar are replaced at once, as Odoo's own buttons do, too."""
        calendar = self.service.calendar_id.with_user(self.users["manager"])
        calendar.attendance_ids = [
            Command.clear(),
            Command.create({"name": "Pagi", "dayofweek": "0", "hour_from": 8, "hour_to": 12}),
        ]
        self.assertEqual(len(calendar.attendance_ids), 1)
        calendar.switch_calendar_type()
        self.assertGreater(len(calendar.attendance_ids), 1)

    # Receipts

    def test_receipt_before_it_was_sent(self):
        """An OPD has not received the file before the cover letter was numbered."""
        with freeze_time("2026-11-24 02:00:30"):
            application = self.bring_to(self.file(), "liaison")
        review = self.as_role(application, "liaison").review_ids
        for early in ("2026-11-24 01:59:59", "2026-11-23 09:00:00", "2010-01-01 00:00:00"):
            with self.assertRaisesRegex(ValidationError, "before it was sent"), self.env.cr.savepoint():
                review.received_at = early
        # Officers enter times by the minute.
        review.received_at = "2026-11-24 02:00:00"
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_technical_review SET sent_at = NULL WHERE id = %s", [review.id])
        self.env.invalidate_all()
        with self.assertRaisesRegex(ValidationError, "before it was sent"), self.env.cr.savepoint():
            review.received_at = "2026-11-23 09:00:00"
        review.received_at = "2026-11-24 01:00:00"

    # Filing

    def test_revision_not_in_force(self):
        """Nothing is filed under a revision that is archived or not yet in force, whatever the context says."""
        ahead = date.today() + timedelta(days=2)
        future = self.service.copy({"in_force_from": ahead, "sop_revision": "90"})
        archived = self.service.copy({"in_force_from": date.today(), "sop_revision": "91", "active": False})
        empty = self.service.copy({"in_force_from": False, "sop_revision": "92"})
        contexts = ({}, {"active_test": False}, {"tz": "Pacific/Kiritimati"}, {"default_in_force": True})
        for service in (future, archived, empty):
            for context in contexts:
                Application = self.env["ptsp.application"].with_user(self.users["information"])
                with (
                    self.subTest(revision=service.sop_revision, context=context),
                    self.assertRaisesRegex(UserError, "is not in force today"),
                    self.env.cr.savepoint(),
                ):
                    Application.with_context(**context).create(self.application_vals(service_id=service.id))
        for context in contexts:
            draft = self.env["ptsp.application"].with_user(self.users["information"]).with_context(**context)
            self.assertEqual(draft.create(self.application_vals()).service_id, self.service)

    # Notes

    def test_note_to_nothing(self):
        """Who asks for the dialog of a note without saying to which step is told what to do."""
        application = self.as_role(self.bring_to(self.file(), "cs_check"), "customer_service")
        for context in ({}, {"transition": "nonsense"}, {"transition": None}, {"transition": ["cancel"]}):
            with self.assertRaisesRegex(UserError, "^Press the button of the step"):
                application.with_context(**context).action_ask_note()
        self.assertTrue(application.with_context(transition="cancel").action_ask_note())

    # The questionnaire

    def test_questionnaire_of_an_application(self):
        """Each application has a link of its own; nobody answers by Odoo's own means, but who tries the survey."""
        first, second = self.bring_to(self.file(2), "done")
        self.assertNotEqual(first._questionnaire_url(), second._questionnaire_url())
        survey = self.service.questionnaire_id
        public = self.env.ref("base.public_user")
        for vals in ({"user": public}, {"email": "x@example.com"}, {"invite_token": "x"}):
            with self.assertRaisesRegex(UserError, "answered once for each application"):
                survey.sudo()._create_answer(**vals)
        self.assertTrue(survey.sudo()._create_answer(user=self.env.ref("base.user_admin"), test_entry=True))
        other = survey.copy()
        self.assertTrue(other._create_answer(email="x@example.com"))

    def test_no_questionnaire(self):
        """A service without a questionnaire, or with an archived one, hands letters over all the same."""
        self.service.questionnaire_id.active = False
        self.assertFalse(self.bring_to(self.file(), "done")._questionnaire_url())
        self.service.questionnaire_id = False
        self.assertFalse(self.bring_to(self.file(), "done")._questionnaire_url())


@tagged("post_install", "-at_install")
class TestSmallThingsOnTheWeb(PtspCase, HttpCase):
    """The same over HTTP."""

    def test_address_of_a_print(self):
        """What an address of a print says beside the record does not stand in the document."""
        application = self.bring_to(self.file(), "verification")
        self.users["auditor"].password = "Rahasia-2026"
        self.authenticate("test_auditor", "Rahasia-2026")
        names = ("form", "title", "company", "wide", "copy", "service", "styles", "document", "docs", "doc", "now")
        for report in ("application_form", "checklist", "receipt", "control_sheet", "letter"):
            path = f"/report/html/ptsp_exhibition.report_{report}/{application.id}"
            plain = self.url_open(path).text
            query = "&".join(f"{name}=Palsu-{name}" for name in names)
            forged = self.url_open(f"{path}?{query}")
            self.assertEqual(forged.status_code, 200)
            with self.subTest(report=report):
                self.assertNotIn("Palsu", forged.text)
                self.assertIn(f"Rev. {self.service.sop_revision}", plain)
