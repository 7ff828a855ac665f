"""The checklist: three desks look at the same papers, each in its own column."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PtspCase

COLUMNS = {
    "cs_check": ("customer_service", "service_result"),
    "registration": ("registration", "registration_result"),
    "verification": ("verification", "verification_result"),
}


@tagged("post_install", "-at_install")
class TestChecklist(PtspCase):
    """Each application has its own checklist, and each desk fills in its own column while it has the file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        states = (*COLUMNS, "help_desk", "returned", "correction", "drafting", "pickup")
        cls.applications = {state: cls.bring_to(cls.file(), state) for state in states}

    def test_one_line_for_each_requirement(self):
        """A new application has a line for each paper of the service, in the order of the SOP."""
        checklist = self.file().checklist_ids
        self.assertEqual(checklist.requirement_id, self.service.requirement_ids)
        self.assertEqual(checklist.mapped("sequence"), sorted(checklist.mapped("sequence")))
        self.assertEqual(len(checklist), 7)

    def test_requirement_that_comes_later(self):
        """A paper that the service asks for later is asked of later applications."""
        before = self.file()
        self.env["ptsp.requirement"].create({"service_id": self.service.id, "name": "Izin keramaian"})
        self.assertEqual(len(before.checklist_ids), 7)
        self.assertEqual(len(self.file().checklist_ids), 8)

    @staticmethod
    def power_of_attorney(application):
        return application.checklist_ids.filtered("only_if_represented")

    def test_power_of_attorney(self):
        """A power of attorney is asked for only where a representative files the application."""
        application = self.file()
        attorney = self.power_of_attorney(application)
        self.assertEqual(len(attorney), 1)
        self.assertFalse(attorney.applicable)
        application.write({"is_represented": True, "representative_id": self.portal_user.partner_id.id})
        self.assertTrue(attorney.applicable)
        application.is_represented = False
        self.assertFalse(attorney.applicable)
        represented = self.file(is_represented=True, representative_id=self.portal_user.partner_id.id)
        self.assertTrue(self.power_of_attorney(represented).applicable)

    def test_mark_all(self):
        """One button marks every paper that applies as in order, in the column of the desk and in no other."""
        for state, (role, column) in COLUMNS.items():
            with self.subTest(state=state), self.undone():
                application = self.as_role(self.applications[state], role)
                others = [name for _role, name in COLUMNS.values() if name != column]
                before = [application.checklist_ids.mapped(name) for name in others]
                self.assertTrue(application.action_mark_checklist_ok())
                for line in application.checklist_ids:
                    self.assertEqual(line[column], "ok" if line.applicable else False)
                self.assertEqual([application.checklist_ids.mapped(name) for name in others], before)

    def test_mark_all_is_for_the_desk(self):
        """Nobody marks the checklist of another desk, nor where no desk checks papers."""
        for state, application in self.applications.items():
            for role, user in self.users.items():
                if COLUMNS.get(state, ("",))[0] == role:
                    continue
                with self.subTest(state=state, role=role), self.assertRaises(UserError):
                    application.with_user(user).action_mark_checklist_ok()
        with self.assertRaisesRegex(UserError, "filled in by Customer Service, registration and verification only"):
            self.as_role(self.applications["drafting"], "processing").action_mark_checklist_ok()
        with self.assertRaisesRegex(AccessError, "is on another desk now"):
            self.as_role(self.applications["registration"], "customer_service").action_mark_checklist_ok()

    def test_mark_all_on_many(self):
        """The button works on many applications at once, each in the column of its desk."""
        applications = self.bring_to(self.file(2), "cs_check")
        self.as_role(applications, "customer_service").action_mark_checklist_ok()
        papers = applications.checklist_ids.filtered("applicable")
        self.assertEqual(set(papers.mapped("service_result")), {"ok"})

    def test_own_column_only(self):
        """Each desk fills in its own column while it has the file; every other column is closed to it."""
        for state, application in self.applications.items():
            for role in ("customer_service", "registration", "verification", "processing"):
                for own_role, column in COLUMNS.values():
                    with self.subTest(state=state, role=role, column=column), self.undone():
                        line = self.as_role(application, role).checklist_ids[0]
                        if COLUMNS.get(state) == (role, column) and role == own_role:
                            line.write({column: "deficient", "note": "Buram"})
                            self.assertEqual(line[column], "deficient")
                        else:
                            before = line.sudo()[column]
                            with self.assertRaises(UserError):
                                line.write({column: "deficient"})
                            self.assertEqual(line.sudo()[column], before)

    def test_notes_while_a_desk_checks(self):
        """What is wrong with a paper is written by the desk that checks it; later nobody changes what was said."""
        for state, application in self.applications.items():
            roles = application._state().roles
            for role in sorted({"customer_service", "help_desk", "registration", "verification", "processing"}):
                with self.subTest(state=state, role=role), self.undone():
                    line = self.as_role(application, role).checklist_ids[0]
                    if role in roles and "findings" in application._state().opens:
                        line.write({"note": "Buram"})
                        self.assertEqual(line.note, "Buram")
                    else:
                        with self.assertRaises(UserError):
                            line.write({"note": "Buram"})

    def test_own_column_through_the_application(self):
        """The same holds where the checklist is filled in on the form of the application."""
        application = self.as_role(self.applications["cs_check"], "customer_service")
        line = application.checklist_ids[0]
        application.write({"checklist_ids": [Command.update(line.id, {"service_result": "ok"})]})
        self.assertEqual(line.service_result, "ok")
        for column in ("registration_result", "verification_result"):
            with self.assertRaisesRegex(UserError, "is at Customer Service: only the column of that desk"):
                application.write({"checklist_ids": [Command.update(line.id, {column: "ok"})]})

    def test_mandatory_and_applicable_stay(self):
        """No desk makes a paper optional for one application."""
        line = self.as_role(self.applications["cs_check"], "customer_service").checklist_ids[0]
        for name in ("mandatory", "applicable", "only_if_represented", "sequence", "name", "requirement_id"):
            with self.subTest(field=name), self.assertRaises(UserError):
                line.write({name: False})

    def test_requirement_in_use(self):
        """What the service says later about a paper changes no application that was filed before."""
        line = self.as_role(self.applications["cs_check"], "customer_service").checklist_ids[0]
        requirement, name = line.requirement_id.sudo(), line.name
        self.assertEqual(name, requirement.name)
        requirement.write({"mandatory": False, "only_if_represented": True, "sequence": 99, "name": "Izin keramaian"})
        self.env.invalidate_all()
        self.assertEqual((line.name, line.mandatory, line.only_if_represented), (name, True, False))
        self.assertNotEqual(line.sequence, 99)
        self.assertTrue(line.applicable)
        later = self.file().checklist_ids.filtered(lambda line: line.requirement_id == requirement)
        self.assertEqual((later.name, later.mandatory, later.only_if_represented), ("Izin keramaian", False, True))
        self.assertFalse(later.applicable)

    def test_papers_keep_their_names_in_every_language(self):
        """What a paper was called on the day of filing stays so for readers of every language."""
        for code in ("en_US", "id_ID"):
            self.env["res.lang"]._activate_lang(code)
        requirement = self.service.requirement_ids[0]
        requirement.with_context(lang="id_ID").name = "Fotokopi KTP"
        line = self.file().checklist_ids[0]
        requirement.with_context(lang="id_ID").name = "Fotokopi paspor"
        requirement.name = "Copy of the passport"
        self.env.invalidate_all()
        self.assertEqual(line.with_context(lang="id_ID").name, "Fotokopi KTP")
        self.assertIn("identity card", line.with_context(lang="en_US").name)

    def test_requirement_that_is_archived(self):
        """A paper that is no longer asked for stays in the checklists of before, and is asked of nobody later."""
        line = self.applications["cs_check"].checklist_ids[0]
        requirement = line.requirement_id
        manager = self.users["manager"]
        with self.assertRaisesRegex(UserError, "Applications were asked for .* Archive it"):
            requirement.with_user(manager).unlink()
        requirement.with_user(manager).active = False
        self.env.invalidate_all()
        for user in (manager, self.users["customer_service"], self.portal_user):
            seen = self.applications["cs_check"].with_user(user).checklist_ids
            self.assertEqual(len(seen), 7)
            self.assertIn(line.name, seen.mapped("name"))
        later = self.file().with_context(active_test=False)
        self.assertNotIn(requirement, later.checklist_ids.requirement_id)
        everything = self.env["ptsp.application"].with_user(self.users["information"]).with_context(active_test=False)
        self.assertEqual(len(everything.create(self.application_vals()).checklist_ids), 6)
        unused = self.env["ptsp.requirement"].create({"service_id": self.service.id, "name": "Izin keramaian"})
        unused.with_user(manager).unlink()

    def test_latest_finding(self):
        """The finding is that of the last desk that has looked."""
        application = self.bring_to(self.file(), "verification")
        line = application.checklist_ids[0]
        self.assertEqual(line.current_result, "ok")
        self.mark_deficient(self.as_role(application, "verification"), "verification_result")
        self.assertEqual(line.current_result, "deficient")

    def test_deficient_papers(self):
        """The applicant is told of the papers that the desk has found deficient which returns the file."""
        for state in ("returned", "correction"):
            application = self.applications[state]
            self.assertEqual(application._requests_sent().checklist_line_id, application.checklist_ids[0])

    def test_deficient_after_registration_had_found_it_in_order(self):
        """The applicant is also told where the registration desk had found the paper in order before."""
        application = self.bring_to(self.file(), "registration")
        registration = self.as_role(application, "registration")
        registration.action_mark_checklist_ok()
        registration.action_return_to_service("Cap kurang jelas")
        self.return_incomplete(self.as_role(application, "customer_service"))
        self.assertEqual(application._requests_sent().checklist_line_id, application.checklist_ids[0])

    def test_manager_and_system(self):
        """Neither manager nor administrator nor the system itself finds a paper in order."""
        line = self.applications["cs_check"].checklist_ids[0]
        for user in (self.users["manager"], self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                line.with_user(user).write({"service_result": "ok"})
