"""Who sees what, and who writes when."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import STAFF_ROLES, PtspCase

OFFICERS = tuple(role for role in STAFF_ROLES if role != "technical")
#: In which states the details of the application may still be corrected, and by whom.
CORRECTED_BY = {
    "draft": ("information", "customer_service"),
    "cs_check": ("customer_service",),
    "help_desk": ("help_desk",),
    "returned": ("customer_service",),
    "correction": ("customer_service",),
    "corrected": ("customer_service",),
}
#: Whose turn it is afterwards: the details are settled by then.
SETTLED = {
    "registration": "registration",
    "verification": "verification",
    "liaison": "liaison",
    "drafting": "processing",
    "section_review": "section_head",
    "division_review": "division_head",
    "agency_approval": "agency_head",
    "numbering": "registry",
    "final_check": "registry",
    "pickup": "pickup",
}
#: What an applicant and an OPD never read.
INTERNAL = (
    "letter_body",
    "letter_body_origin",
    "decision",
    "refusal_reason",
    "draft_revision",
    "control_ids",
    "control_count",
    "chain_hash",
    "drafter_ids",
    "initial_ids",
    "signatory_id",
    "signed_at",
    "final_check_ids",
    "voided_letter_ids",
    "signed_copy_ids",
    "officer_id",
    "taken_at",
)


@tagged("post_install", "-at_install")
class TestAccess(PtspCase):
    """Each role reads what it needs and writes while it is its turn; everybody else sees and writes nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")
        cls.applications = {state: cls.bring_to(cls.file(), state) for state in (*CORRECTED_BY, *SETTLED)}
        cls.sent = cls.bring_to(cls.file(), "technical")
        cls.all = cls.sent.union(*cls.applications.values())
        cls.other_company = cls.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        cls.foreign_staff = [
            cls.officer_elsewhere(role, cls.other_company)
            for role in ("customer_service", "verification", "auditor", "manager", "technical")
        ]
        cls.employee = new_test_user(cls.env, "test_employee", "base.group_user")
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        # Access is checked where values are read from the database.
        self.env.invalidate_all()

    def visible(self, user, model="ptsp.application"):
        """Return how many of the records of the applications of this test a user finds."""
        field = "id" if model == "ptsp.application" else "application_id"
        return self.env[model].with_user(user).search_count([(field, "in", self.all.ids)])

    # Reading

    def test_staff_reads_everything(self):
        """Every officer, the auditor and the manager read all applications of their agency, with all their papers."""
        for role in (*OFFICERS, "auditor", "manager"):
            with self.subTest(role=role):
                user = self.users[role]
                self.assertEqual(self.visible(user), len(self.all))
                for model in ("ptsp.checklist.line", "ptsp.control.line", "ptsp.technical.review"):
                    self.assertEqual(
                        self.visible(user, model),
                        self.env[model].search_count([("application_id", "in", self.all.ids)]),
                    )
                self.assertTrue(self.sent.with_user(user).read([*INTERNAL, "review_ids", "event_name"]))
                self.assertTrue(self.env["ptsp.register.entry"].with_user(user).search_count([]))

    def test_another_agency_reads_nothing(self):
        """The staff of another agency sees none of it, not even the manager or the auditor."""
        for user in self.foreign_staff:
            with self.subTest(user=user.login):
                self.assertEqual(self.visible(user), 0)
                for record in (
                    self.sent,
                    self.sent.checklist_ids,
                    self.sent.sudo().control_ids,
                    self.sent.review_ids,
                    self.service,
                    self.agency,
                ):
                    with self.assertRaises(AccessError):
                        record.with_user(user).read([])
                with self.assertRaises(AccessError):
                    self.sent.with_user(user).action_cancel("Catatan")

    def test_employee_without_a_role_reads_nothing(self):
        """Who works here without a role in the procedure sees none of it."""
        for model in ("ptsp.application", "ptsp.checklist.line", "ptsp.control.line", "ptsp.technical.review"):
            with self.assertRaises(AccessError):
                self.visible(self.employee, model)

    def test_opd_reads_what_was_sent_to_it(self):
        """A member of an OPD sees the applications sent to that OPD, their checklist and its own review."""
        member = self.users["technical"]
        asked = self.applications["verification"]
        self.as_role(asked, "verification").write(
            {"review_ids": [Command.create({"agency_id": self.agency.id, "kind": "Lalu lintas"})]}
        )
        expected = self.sent + self.applications["liaison"]
        found = self.env["ptsp.application"].with_user(member).search([("id", "in", self.all.ids)])
        self.assertEqual(found.sorted("id"), expected.sorted("id"))
        for model in ("ptsp.checklist.line", "ptsp.technical.review"):
            records = self.env[model].with_user(member).search([("application_id", "in", self.all.ids)])
            self.assertEqual(records.application_id.sorted("id"), expected.sorted("id"))
        with self.assertRaises(AccessError):
            asked.with_user(member).read(["event_name"])
        with self.assertRaises(AccessError):
            asked.review_ids.with_user(member).read(["kind"])

    def test_opd_reads_only_its_own_reviews(self):
        """Where several OPD are asked, none reads what another was asked or has answered."""
        application = self.bring_to(self.file(), "verification")
        verification = self.as_role(application, "verification")
        self.prepare(verification, "verify_technical")
        other = verification.env["ptsp.technical.review"].create(
            {"application_id": application.id, "agency_id": self.other_agency.id, "kind": "Ketertiban"}
        )
        verification.action_verify_technical()
        self.env.invalidate_all()
        member = self.users["technical"]
        self.assertTrue(application.with_user(member).read(["event_name"]))
        with self.assertRaises(AccessError):
            other.with_user(member).read(["opinion"])
        found = self.env["ptsp.technical.review"].with_user(member).search([("application_id", "=", application.id)])
        self.assertEqual(found.agency_id, self.agency)

    def test_opd_and_cancelled_review(self):
        """When an application is cancelled, its OPD is no longer asked and no longer sees it."""
        application = self.bring_to(self.file(), "technical")
        self.as_role(application, "customer_service").action_cancel("Pemohon menarik permohonan")
        with self.assertRaises(AccessError):
            self.as_role(application, "technical").read(["event_name"])

    def test_opd_reads_no_internals(self):
        """A member of an OPD reads neither the control sheet nor the draft nor the registers."""
        member = self.users["technical"]
        for name in INTERNAL:
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.sent.with_user(member).read([name])
        for model in ("ptsp.control.line", "ptsp.register.entry"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(member).search_count([])

    def test_opd_of_another_application(self):
        """A member of an OPD that was not asked sees nothing."""
        self.assertEqual(self.visible(self.other_opd_user), 0)
        with self.assertRaises(AccessError):
            self.sent.with_user(self.other_opd_user).read(["event_name"])

    def test_applicant_reads_the_own_company(self):
        """An applicant and the colleagues see their company's applications, nobody else does."""
        colleague = new_test_user(self.env, "test_colleague", "base.group_portal")
        colleague.partner_id.parent_id = self.applicant
        for user in (self.portal_user, colleague):
            self.assertEqual(self.visible(user), len(self.all))
            self.assertEqual(
                self.visible(user, "ptsp.checklist.line"),
                self.env["ptsp.checklist.line"].search_count([("application_id", "in", self.all.ids)]),
            )
        stranger = self.other_portal_user
        self.assertEqual(self.visible(stranger), 0)
        self.assertEqual(self.visible(stranger, "ptsp.checklist.line"), 0)
        for record in (self.sent, self.sent.checklist_ids):
            with self.assertRaises(AccessError):
                record.with_user(stranger).read([])

    def test_person_without_company(self):
        """Two people who apply in their own name do not see each other's applications."""
        own = self.file(partner_id=self.other_portal_user.partner_id.id)
        self.assertTrue(own.with_user(self.other_portal_user).read(["state", "deadline", "sla_status"]))
        with self.assertRaises(AccessError):
            own.with_user(self.portal_user).read(["state"])

    def test_applicant_reads_no_internals(self):
        """An applicant reads neither draft nor control sheet nor reviews, also not by searching for them."""
        for name in (*INTERNAL, "review_ids", "has_open_review"):
            with self.subTest(field=name):
                with self.assertRaises(AccessError):
                    self.sent.with_user(self.portal_user).read([name])
                if self.env["ptsp.application"]._fields[name].store:
                    with self.assertRaises(AccessError):
                        self.env["ptsp.application"].with_user(self.portal_user).search_count([(name, "!=", False)])
        for model in ("ptsp.control.line", "ptsp.register.entry", "ptsp.technical.review", "ptsp.agency"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.portal_user).search_count([])

    def test_applicant_is_offered_no_internals(self):
        """Not even the names of the internal fields are offered to an applicant."""
        offered = set(self.env["ptsp.application"].with_user(self.portal_user).fields_get())
        self.assertFalse(offered.intersection([*INTERNAL, "review_ids"]))
        self.assertTrue(offered.issuperset(["state", "deadline", "sla_status", "registration_number", "letter_number"]))

    def test_visitor(self):
        """Who has not logged in reads nothing."""
        for model in ("ptsp.application", "ptsp.checklist.line", "ptsp.technical.review", "ptsp.service"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.env.ref("base.public_user")).search_count([])

    # Printing

    def test_who_prints(self):
        """Documents are printed by officers only: no address gives an applicant or an OPD the control sheet."""
        reports = self.env["ir.actions.report"].search([("ptsp_code", "!=", False)])
        # As if it had been called to a meeting on its way.
        called = self.applications["pickup"]
        called._as_procedure().write(
            {
                "invitation_number": "0001/UND",
                "invitation_date": fields.Date.today(),
                "handed_over_at": fields.Datetime.now(),
            }
        )
        # And as if its applicant had been asked something.
        asked = self.env["ptsp.request"]._as_procedure().create({"application_id": called.id, "text": "Denah?"})
        asked._send(fields.Datetime.now())
        records = {"ptsp.application": called | self.sent, "ptsp.service": self.service}
        for report in reports.filtered(lambda report: report.model in records):
            ids = records[report.model].ids
            for user in (self.portal_user, self.users["technical"], self.employee):
                Report = report.with_user(user).with_context(force_report_rendering=True)
                for docids in (ids[-1:], ids[:1], []):
                    with self.subTest(report=report.report_name, user=user.login, docids=docids):
                        with self.assertRaises(AccessError):
                            Report._render_qweb_html(report.report_name, docids)
                        with self.assertRaises(AccessError):
                            Report._render_qweb_pdf_prepare_streams(report.report_name, {}, res_ids=docids)
            html, _kind = report.with_user(self.users["auditor"])._render_qweb_html(report.report_name, ids[:1])
            self.assertTrue(html)

    # Writing

    def test_details_are_corrected_in_turn(self):
        """What is declared is corrected by whose turn it is, as long as the file is not complete."""
        for state, roles in CORRECTED_BY.items():
            application = self.applications[state]
            for role in OFFICERS:
                with self.subTest(state=state, role=role), self.undone():
                    records = self.as_role(application, role)
                    if role in roles:
                        records.write({"event_name": "Pameran Baru", "booth_count": 12})
                    else:
                        with self.assertRaises(AccessError):
                            records.write({"event_name": "Pameran Baru"})

    def test_details_are_settled(self):
        """Once the file is declared complete, nobody changes what was declared."""
        for state, role in SETTLED.items():
            application = self.applications[state]
            for name, value in (
                ("event_name", "Pameran Baru"),
                ("partner_id", self.other_portal_user.partner_id.id),
                ("applicant_identity", "1"),
                ("is_represented", True),
                ("date_end", "2031-01-01"),
                ("booth_count", 12),
            ):
                with self.subTest(state=state, field=name):
                    with self.assertRaisesRegex(UserError, "can be entered only while the application is at: Draft"):
                        self.as_role(application, role).write({name: value})
                    with self.assertRaises(UserError):
                        self.as_role(application, "information").write({name: value})

    def test_draft_and_recipient_are_written_in_turn(self):
        """The letter is written at drafting by processing, the recipient at the pick-up desk."""
        for state, role, vals in (
            ("drafting", "processing", {"decision": "recommended", "letter_body": "<p>Rekomendasi</p>"}),
            ("pickup", "pickup", {"recipient_name": "Budi", "recipient_identity": "1", "power_of_attorney_seen": True}),
        ):
            for place, application in self.applications.items():
                for actor in OFFICERS:
                    with self.subTest(place=place, actor=actor), self.undone():
                        records = self.as_role(application, actor)
                        if place == state and actor == role:
                            records.write(vals)
                        else:
                            for name, value in vals.items():
                                with self.assertRaises(UserError):
                                    records.write({name: value})

    def test_service_and_agency_stay(self):
        """An application stays under the service and the agency under which it was filed."""
        for name, value in (("service_id", self.service.copy().id), ("company_id", self.other_company.id)):
            for user in (self.users["information"], self.env.ref("base.user_root")):
                with self.assertRaisesRegex(UserError, "stays under the service and agency"):
                    self.applications["draft"].with_user(user).write({name: value})

    def test_oversight_writes_nothing(self):
        """Auditor and manager change no application, no checklist, no review, no number; nor does an administrator."""
        checklist, review = self.sent.checklist_ids[:1], self.sent.review_ids
        for user in (self.users["auditor"], self.users["manager"], self.admin):
            for application in self.all:
                with self.subTest(user=user.login, state=application.state), self.assertRaises(UserError):
                    application.with_user(user).write({"event_name": "Pameran Baru"})
                with self.subTest(user=user.login, state=application.state), self.assertRaises(UserError):
                    application.with_user(user).write({"letter_body": "<p>Rekomendasi</p>"})
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.env["ptsp.application"].with_user(user).create(self.application_vals())
                with self.assertRaises(AccessError):
                    self.applications["draft"].with_user(user).unlink()
                with self.assertRaises(UserError):
                    checklist.with_user(user).write({"note": "Kurang"})
                with self.assertRaises(UserError):
                    review.with_user(user).write({"received_by": "Siti"})
                with self.assertRaises(UserError):
                    review.with_user(user).action_issue("Setuju")
                with self.assertRaises(UserError):
                    self.applications["cs_check"].with_user(user).action_mark_checklist_ok()
                with self.assertRaises(AccessError):
                    self.sent.with_user(user).message_post(  # pylint: disable=unknown-option-value,translation-required
                        body="Pesan", message_type="comment", subtype_xmlid="mail.mt_comment"
                    )

    def test_auditor_configures_nothing(self):
        """The auditor reads the configuration and changes none of it; the manager does."""
        records = (
            self.service,
            self.service.requirement_ids[0],
            self.service.step_ids[0],
            self.agency,
            self.service.calendar_id,
        )
        for record in records:
            with self.subTest(model=record._name):
                for role in (*OFFICERS, "auditor"):
                    with self.assertRaises(AccessError):
                        record.with_user(self.users[role]).write({"name": "Baru"})
                record.with_user(self.users["manager"]).write({"name": "Baru"})

    def test_manager_of_another_agency(self):
        """A manager configures the own agency: requirements, legal basis and hours of another one stay as they are."""
        manager = next(user for user in self.foreign_staff if user.login == "test_foreign_manager")
        calendar = self.service.calendar_id
        records = (
            self.service.requirement_ids[0],
            self.env["ptsp.legal.basis"].search([("service_id.company_id", "=", self.service.company_id.id)], limit=1),
            calendar,
            calendar.attendance_ids[0],
        )
        for record in records:
            with self.subTest(model=record._name):
                self.assertTrue(record)
                foreign = record.with_user(manager)
                for change in (lambda foreign=foreign: foreign.write({"name": "Baru"}), foreign.unlink):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        change()
                record.with_user(self.users["manager"]).write({"name": "Baru"})
        own = self.env["resource.calendar"].with_user(manager).create({"name": "Jam Layanan"})
        own.attendance_ids[0].hour_to = 13

    def test_opd_writes_nothing(self):
        """A member of an OPD issues its opinion, and changes nothing else."""
        member = self.users["technical"]
        for name, value in (("event_name", "Pameran Baru"), ("decision", "refused"), ("recipient_name", "Budi")):
            with self.assertRaises(UserError):
                self.sent.with_user(member).write({name: value})
        for record, vals in (
            (self.sent.checklist_ids[:1], {"note": "Kurang"}),
            (self.sent.checklist_ids[:1], {"verification_result": "ok"}),
            (self.sent.review_ids, {"kind": "Lain"}),
            (self.sent.review_ids, {"received_by": "Saya"}),
        ):
            with self.assertRaises(UserError):
                record.with_user(member).write(vals)
        with self.assertRaises(AccessError):
            self.env["ptsp.application"].with_user(member).create(self.application_vals())

    def test_applicant_writes_nothing(self):
        """An applicant changes nothing directly, also not the own draft."""
        draft = self.applications["draft"].with_user(self.portal_user)
        with self.assertRaises(AccessError):
            draft.write({"event_name": "Pameran Baru"})
        with self.assertRaises(AccessError):
            draft.unlink()
        with self.assertRaises(UserError):
            draft.checklist_ids.write({"service_result": "ok"})
        with self.assertRaises(AccessError):
            draft.env["ptsp.application"].create(self.application_vals())
        with self.assertRaises(UserError):
            draft.env["ptsp.checklist.line"].create(
                {"application_id": draft.id, "requirement_id": self.service.requirement_ids[0].id}
            )

    def test_filing(self):
        """The front office files applications, no other desk does; only a draft is deleted, by the front office."""
        for role in OFFICERS:
            Application = self.env["ptsp.application"].with_user(self.users[role])
            with self.subTest(role=role):
                if role in ("information", "customer_service"):
                    self.assertEqual(Application.create(self.application_vals()).state, "draft")
                    with self.undone():
                        self.as_role(self.applications["draft"], role).unlink()
                    with self.assertRaises(AccessError):
                        self.as_role(self.applications["cs_check"], role).unlink()
                else:
                    with self.assertRaises(AccessError):
                        Application.create(self.application_vals())
                    with self.assertRaises(AccessError):
                        self.as_role(self.applications["draft"], role).unlink()

    def test_filing_under_another_agency(self):
        """Nobody files an application at an agency for which he does not work."""
        other_service = self.service.sudo().copy({"company_id": self.other_company.id, "code": "PAR-05-K"})
        with self.assertRaises(UserError):
            self.file(company_id=self.other_company.id)
        with self.assertRaises(UserError):
            self.file(service_id=other_service.id)
        with self.assertRaises(UserError):
            self.file(company_id=self.other_company.id, service_id=other_service.id)
