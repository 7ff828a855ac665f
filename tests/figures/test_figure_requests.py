"""What applicants were asked, as managers count it."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common_clock import MON, TUE, wita
from ..common_figures import FigureCase

EVALUATE = ("section_head", "division_head", "agency_head", "auditor", "manager")


@tagged("post_install", "-at_install")
class TestFigureRequests(FigureCase):
    """One row for each thing asked, with its reason, its rounds, and the time in which the file was away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.phrase = cls.service.phrase_ids.filtered(lambda phrase: phrase.kind == "paper")[:1]

    def figures(self, role="auditor"):
        return self.env["ptsp.figure.request"].with_user(self.users[role]).search(self.of_service)

    def asked_twice(self):
        """Return an application of which two things were asked, one of them twice: 30 and 20 minutes away."""
        application = self.registered(f"{MON} 10:00")
        officer = self.as_role(application, "verification")
        with freeze_time(wita(f"{MON} 10:05")):
            officer.checklist_ids[0].write({"verification_result": "deficient", "note": "Buram"})
            paper = application.sudo().request_ids
            paper.with_user(self.users["verification"]).phrase_id = self.phrase
            self.env["ptsp.request"].with_user(self.users["verification"]).create(
                {"application_id": application.id, "text": "Di mana pintu masuk?"}
            )
        self.go(application, (f"{MON} 10:10", "request_correction"), (f"{MON} 10:40", "hand_in_correction"))
        with freeze_time(wita(f"{MON} 10:45")):
            paper.with_user(self.users["customer_service"]).action_ask_again("Masih buram")
        return self.go(
            application,
            (f"{MON} 10:50", "ask_again"),
            (f"{MON} 11:10", "hand_in_correction"),
            (f"{MON} 11:15", "complete_correction"),
        )

    def test_rows(self):
        """Each row says what was asked for which reason by which desk, how often, and how long the file was away."""
        application = self.asked_twice()
        paper, question = self.figures().sorted("id")
        self.assertEqual((paper.application_id, paper.kind, paper.desk), (application, "paper", "verification"))
        self.assertEqual(paper.requirement_id, application.checklist_ids[0].requirement_id)
        self.assertEqual((paper.phrase_id, paper.step_id.number), (self.phrase, 7))
        self.assertEqual((paper.semester, paper.month), ("2026-II", date(2026, 11, 1)))
        self.assertEqual((paper.round_count, paper.again_count, paper.applicant_minutes), (2, 1, 50))
        self.assertEqual((question.round_count, question.again_count, question.applicant_minutes), (1, 0, 30))
        self.assertEqual((paper.state, paper.accepted_count), ("answered", 0))
        paper.request_id.with_user(self.users["verification"]).action_accept()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((paper.state, paper.accepted_count), ("accepted", 1))

    def test_prepared_does_not_count(self):
        """What was only prepared was not asked."""
        application = self.registered(f"{MON} 10:00")
        self.mark_deficient(self.as_role(application, "verification"), "verification_result")
        self.assertTrue(application.sudo().request_ids)
        self.assertFalse(self.figures())

    def test_of_opd(self):
        """What an OPD asks counts with its name and without minutes: the file stays there."""
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 10:20", "dispatch")
        )
        with freeze_time(wita(f"{MON} 10:30")):
            application.review_ids.with_user(self.users["technical"]).action_ask("Berapa kendaraan?")
        row = self.figures()
        self.assertEqual((row.agency_id, row.desk, row.applicant_minutes), (self.agency, "technical", 0))

    def test_night_and_weekend(self):
        """A file that is away over night counts the service hours only."""
        application = self.go(
            self.registered(f"{MON} 18:00"),
            (f"{MON} 18:30", "request_correction"),
            (f"{TUE} 08:30", "hand_in_correction"),
        )
        self.assertEqual(self.figures().applicant_minutes, 60)
        self.assertEqual(application.state, "corrected")

    def test_who_reads(self):
        """Heads, auditors and managers read them, of their own agency; each row leads to its application."""
        application = self.asked_twice()
        for role in EVALUATE:
            self.assertEqual(len(self.figures(role)), 2)
        for role in ("verification", "customer_service", "technical", "registry"):
            with self.assertRaises(AccessError):
                self.figures(role)
        with self.assertRaises(AccessError):
            self.env["ptsp.figure.request"].with_user(self.portal_user).search([])
        other = self.env["res.company"].create({"name": "DPMPTSP Lain"})
        stranger = new_test_user(
            self.env,
            "test_other_manager",
            "base.group_user,ptsp_exhibition.group_manager",
            company_id=other.id,
            company_ids=[(6, 0, other.ids)],
        )
        self.assertFalse(self.env["ptsp.figure.request"].with_user(stranger).search(self.of_service))
        action = self.figures()[:1].action_open_application()
        self.assertEqual((action["res_model"], action["res_id"]), ("ptsp.application", application.id))

    def test_groups(self):
        """Numbers of requests add up, minutes are averages."""
        self.asked_twice()
        [row] = (
            self.env["ptsp.figure.request"]
            .with_user(self.users["manager"])
            .formatted_read_group(
                self.of_service, [], ["request_count:sum", "again_count:sum", "applicant_minutes:avg"]
            )
        )
        self.assertEqual((row["request_count:sum"], row["again_count:sum"]), (2, 1))
        self.assertEqual(float(row["applicant_minutes:avg"]), 40)

    def test_semester_report(self):
        """The semester report counts papers and reasons, the most frequent first."""
        self.asked_twice()
        self.go(self.registered(f"{TUE} 10:00"), (f"{TUE} 10:10", "request_correction"))
        report = self.env["ptsp.semester.report"].with_user(self.users["manager"])
        report = report.create({"service_id": self.service.id, "year": 2026, "half": "II"})
        values = self.env["report.ptsp_exhibition.report_semester"].with_user(self.users["manager"])
        [table] = [table for table in values._tables(report) if table.key == "request"]
        paper = self.service.requirement_ids[0].with_context(lang="id_ID").name
        phrase = self.phrase.with_context(lang="id_ID").name
        self.assertCountEqual(
            table.rows,
            [
                ("FIG Rev. 04", paper, phrase, 1, 1, 0, 50),
                ("FIG Rev. 04", paper, "", 1, 0, 0, None),
                ("FIG Rev. 04", "Penjelasan", "", 1, 0, 0, 30),
            ],
        )
