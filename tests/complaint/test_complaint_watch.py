"""A complaint that is owed an answer is not forgotten: warnings, escalation, digest."""

from datetime import timedelta

from odoo.tests import freeze_time, tagged

from .common_complaint import ComplaintCase

BEGIN = "2026-03-02 02:00:00"


@tagged("post_install", "-at_install")
class TestComplaintWatch(ComplaintCase):
    """A question that came on a Monday is due on the Monday after."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Complaint.sudo().search([])._as_procedure().write({"state": "closed"})
        for user in (cls.handler, cls.colleague, cls.complaint_manager, *cls.users.values()):
            user.write({"email": f"{user.login}@example.com", "lang": "en_US"})
        with freeze_time(BEGIN):
            cls.complaint = cls.enter(kind="question", received_at=BEGIN)

    def told(self):
        late = self.env.ref("ptsp_exhibition.activity_type_complaint_late")
        return self.complaint.sudo().activity_ids.filtered(lambda one: one.activity_type_id == late).user_id

    def mails(self):
        return self.env["mail.mail"].sudo().search([("subject", "=like", "PTSP: complaints%")])

    def test_warned(self):
        """Handlers are told before it is due and when it is late, once each, by one e-mail; then the heads in turn."""
        self.watch("2026-03-03 03:00:00")
        self.assertFalse(self.told())
        self.watch("2026-03-09 02:00:00")
        self.assertIn(self.handler, self.told())
        sent = len(self.mails())
        self.assertTrue(sent)
        self.watch("2026-03-09 03:00:00")
        self.assertEqual(len(self.mails()), sent)
        self.watch("2026-03-10 03:00:00")
        self.assertGreater(len(self.mails()), sent)
        self.assertFalse(self.told() & self.users["agency_head"])
        self.watch("2026-03-30 03:00:00")
        self.assertIn(self.users["agency_head"], self.told())
        self.assertIn("/odoo/complaints/", "".join(self.mails().mapped("body_html")))

    def test_not_at_night(self):
        """Nobody is told outside service hours."""
        self.watch("2026-03-14 20:00:00")
        self.assertFalse(self.told())

    def test_head_complained_of(self):
        """A head who is complained of is not told; the next one is."""
        self.complaint.with_user(self.complaint_manager).officer_ids = self.users["agency_head"]
        self.watch("2026-03-30 03:00:00")
        self.watch("2026-06-30 03:00:00")
        self.assertFalse(self.told() & self.users["agency_head"])
        self.assertTrue(self.told())

    def test_draft_of_a_service(self):
        """When the heads are told of a complaint about no service is not said by a draft of the SOP."""
        hours = {f"escalate_{level}_hours": 9000 for level in ("section", "division", "agency")}
        self.service.copy(hours)
        self.watch("2026-03-30 03:00:00")
        self.assertIn(self.users["agency_head"], self.told())

    def test_many(self):
        """Of each further complaint of which nothing new is to be told, the database is asked nothing."""

        def queries(count):
            with freeze_time(BEGIN):
                for _index in range(count):
                    self.enter(kind="question", received_at=BEGIN)
            self.watch("2026-03-30 03:00:00")
            before = self.cr.sql_log_count
            self.watch("2026-03-30 04:00:00")
            return self.cr.sql_log_count - before

        few = queries(5)
        # Each stands in a savepoint of its own, so that what fails concerns one.
        self.assertLessEqual(queries(30) - few, 2 * 30)

    def test_holiday(self):
        """A holiday that is entered late moves what is open."""
        before = self.complaint.due_at
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "calendar_id": self.company._ptsp_calendar().id,
                "date_from": "2026-03-03 16:00:00",
                "date_to": "2026-03-04 15:59:00",
            }
        )
        self.watch("2026-03-05 03:00:00")
        self.assertGreater(self.complaint.due_at, before + timedelta(hours=20))

    def test_switched_off(self):
        """Where the agency uses the part no more, nobody is told."""
        self.company.ptsp_uses_complaints = False
        self.watch("2026-03-30 03:00:00")
        self.assertFalse(self.told())
