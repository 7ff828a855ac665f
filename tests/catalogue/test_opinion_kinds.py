"""The catalogue of a service: kinds of opinion, the rules that propose them, and what an opinion takes over of them."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestOpinionKinds(PtspCase):
    """A manager keeps the catalogue; what was asked for stays as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = (
            cls.env["ptsp.opinion.kind"]
            .with_user(cls.users["manager"])
            .create(
                {
                    "service_id": cls.service.id,
                    "name": "Lalu lintas",
                    "agency_id": cls.agency.id,
                    "response_days": 1,
                    "rule": "[('expected_visitors', '>', 4000)]",
                    "reason": "Lebih dari 4.000 pengunjung",
                    "criterion_ids": [Command.create({"name": "Parkir"}), Command.create({"name": "Akses"})],
                }
            )
        )

    def asked(self, **values):
        """Return a review that verification has asked for by the kind."""
        application = self.bring_to(self.file(), "verification")
        officer = self.as_role(application, "verification")
        return officer.env["ptsp.technical.review"].create(
            {"application_id": application.id, "agency_id": self.agency.id, "kind_id": self.kind.id, **values}
        )

    def sent(self, review):
        """Let the file go to the OPD, and return the review as its member sees it."""
        application = review.application_id
        officer = self.as_role(application, "verification")
        officer.action_mark_checklist_ok()
        officer.action_verify_technical()
        self.dispatch_to_opd(self.as_role(application, "liaison"))
        return review.with_user(self.users["technical"])

    def test_taken_over(self):
        """An opinion takes name, days, visit and criteria of its kind, as they are when it is asked."""
        self.kind.site_visit_required = True
        review = self.asked()
        self.assertEqual(review.kind, "Lalu lintas")
        self.kind.write({"response_days": 9, "site_visit_required": False, "name": "Transportasi"})
        self.kind.criterion_ids[0].unlink()
        review = self.sent(review)
        self.assertEqual((review.kind, review.response_days, review.site_visit_required), ("Lalu lintas", 1, True))
        self.assertEqual(review.finding_ids.mapped("name"), ["Parkir", "Akses"])
        service = self.service
        self.assertEqual(review.due_at, service._end_of_working_day(review.received_at, 1))

    def test_another_kind(self):
        """While it is not sent verification asks for another kind, and the criteria are those of that kind."""
        other = self.kind.copy({"criterion_ids": [Command.create({"name": "Kebisingan"})]})
        review = self.asked()
        review.write({"kind_id": other.id})
        self.assertEqual(review.finding_ids.mapped("name"), ["Kebisingan"])

    def test_kind_of_another_service(self):
        """A kind of another service, or of another SOP revision, is refused."""
        foreign = self.kind.copy({"service_id": self.service.copy().id})
        with self.assertRaisesRegex(ValidationError, "another service"):
            self.asked(kind_id=foreign.id)

    def test_new_revision(self):
        """The next SOP revision takes kinds, rules and criteria along."""
        revision = self.service.copy()
        [copied] = revision.opinion_kind_ids.filtered(lambda kind: kind.name == "Lalu lintas")
        self.assertEqual((copied.rule, copied.agency_id), (self.kind.rule, self.agency))
        self.assertEqual(copied.criterion_ids.mapped("name"), ["Parkir", "Akses"])

    def test_rules_that_cannot_be(self):
        """A rule that cannot work is told in one sentence as it is saved."""
        rules = (
            ("[('no_such_field', '=', 1)]", "no_such_field"),
            ("[('partner_id.no_such', '=', 1)]", "no_such"),
            ("[('details.no_such', '=', 1)]", "detail"),
            ("[('my_turn', '=', True)]", "each user"),
            ("[('expected_visitors', '>', 'viele')]", "what it cannot be"),
            ("[('expected_visitors',", "cannot be read"),
            ("__import__('os')", "cannot be read"),
            ("{'a': 1}", "cannot be read"),
            ("[('partner_id.country_id.name', '=', 'x')]", "too far"),
            ("[('partner_id', 'any', [('country_id.name', '=', 'x')])]", "too far"),
            ("[('partner_id', 'any', [('country_id', 'any', [('name', '=', 'x')])])]", "too far"),
            ("[('create_uid.partner_id.email', '=', 'x')]", "too far"),
            ("[('review_ids.link_ids.token_hash', '=like', 'a%')]", "too far"),
        )
        for rule, message in rules:
            with self.subTest(rule), self.assertRaisesRegex(ValidationError, message), self.env.cr.savepoint():
                self.kind.rule = rule

    def test_no_further_than_verification_sees(self):
        """A rule asks for what verification sees: of the application, and of what it refers to, one step away."""
        fine = (
            "[('partner_id.city', '=', 'Samarinda')]",
            "[('partner_id', 'any', [('is_company', '=', True)])]",
            "[('service_id.code', '=', 'PAR-05')]",
            "[('review_ids.agency_id', '=', False)]",
        )
        for rule in fine:
            with self.subTest(rule):
                self.kind.rule = rule
                self.assertFalse(self.kind.has_rule_problem)
        field = self.env["ptsp.application"]._fields["venue"]
        for groups in ("base.group_system", "ptsp_exhibition.group_manager", "!base.group_user", "."):
            with (
                self.subTest(groups),
                patch.object(field, "groups", groups),
                self.assertRaisesRegex(ValidationError, "does not see"),
                self.env.cr.savepoint(),
            ):
                self.kind.rule = "[('venue', '=', 'Dermaga')]"

    def test_details_in_rules(self):
        """A rule may ask for what the service alone asks for."""
        self.service.detail_definition = [{"name": "stage", "string": "Panggung", "type": "integer"}]
        self.kind.rule = "[('details.stage', '>', 2)]"
        self.assertFalse(self.kind.has_rule_problem)
        self.service.detail_definition = []
        self.kind.invalidate_recordset()
        self.assertTrue(self.kind.has_rule_problem)
        self.assertIn(self.kind, self.kind.search([("has_rule_problem", "=", True)]))

    def test_who_keeps_it(self):
        """Officers read the catalogue, a member of an OPD does not; nobody but a manager changes it."""
        self.assertTrue(self.kind.with_user(self.users["verification"]).rule)
        for role in ("verification", "agency_head", "auditor"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.kind.with_user(self.users[role]).write({"name": "X"})
        self.assertRaises(AccessError, self.kind.with_user(self.users["technical"]).read, ["name"])

    def test_kind_in_use(self):
        """A kind by which an opinion was asked is archived, not deleted."""
        review = self.asked()
        with self.assertRaisesRegex(UserError, "Archive"):
            self.kind.unlink()
        self.kind.active = False
        self.assertEqual(review.kind, "Lalu lintas")

    def test_findings(self):
        """The OPD finds on each criterion; nobody else does, and nobody once the opinion is given."""
        review = self.sent(self.asked())
        finding = review.finding_ids[0]
        with self.assertRaises(UserError):
            finding.name = "Lain"
        for user in (self.other_opd_user, self.users["verification"], self.users["manager"]):
            with self.subTest(user.login), self.assertRaises(UserError):
                finding.with_user(user).write({"result": "met"})
        finding.result = "met"
        self.assertEqual(review.open_finding_count, 1)
        review.finding_ids[1].with_user(self.users["processing"]).write({"result": "not_met", "remark": "Sempit"})
        self.assertRaises(UserError, finding.copy)
        self.assertRaises(UserError, finding.unlink)
        review.action_issue("Baik", findings=[{"id": finding.id, "result": "not_applicable"}])
        self.assertEqual(finding.result, "not_applicable")
        with self.assertRaises(UserError):
            finding.result = "met"

    def test_findings_of_another_opinion(self):
        """Findings that are none of this opinion, and results that there are not, are refused."""
        review = self.sent(self.asked())
        for findings in ([{"id": 0, "result": "met"}], [{"id": review.finding_ids[0].id, "result": "ok"}], ["x"], "x"):
            with self.subTest(findings), self.assertRaises(UserError), self.env.cr.savepoint():
                review.action_issue("Baik", findings=findings)

    def test_conditions(self):
        """Conditions of the library and free ones stand line by line, and once; the text says the same."""
        member = self.users["technical"]
        library = self.env["ptsp.opinion.condition"].with_user(member).create({"text": "Sediakan parkir"})
        self.assertEqual(library.agency_id, self.agency)
        review = self.sent(self.asked())
        review.action_issue("Baik", conditions="Pasang rambu\n\nSediakan parkir\n", condition_ids=library.ids)
        self.assertEqual(review.conditions, "Sediakan parkir\nPasang rambu")
        self.assertEqual(review.condition_ids.mapped("text"), ["Sediakan parkir", "Pasang rambu"])
        self.assertEqual(review.condition_ids.condition_id, library)
        told = review.application_id.sudo()._conditions_of_opd()
        self.assertEqual((told.count("Sediakan parkir"), told.count("Pasang rambu")), (1, 1))

    def test_library(self):
        """The library of an OPD is kept by its members and by a manager, and no other OPD reads it."""
        Condition = self.env["ptsp.opinion.condition"]
        own = Condition.with_user(self.users["technical"]).create({"text": "Sediakan parkir"})
        other = Condition.with_user(self.users["manager"]).create({"agency_id": self.other_agency.id, "text": "Jaga"})
        self.assertNotIn(other, Condition.with_user(self.users["technical"]).search([]))
        with self.assertRaises(AccessError):
            other.with_user(self.users["technical"]).write({"text": "X"})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            Condition.with_user(self.users["technical"]).create({"agency_id": self.other_agency.id, "text": "X"})
        with self.assertRaises(AccessError):
            own.with_user(self.users["verification"]).write({"text": "X"})
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            own.write({"text": "Satu\nDua"})
        review = self.sent(self.asked())
        with self.assertRaisesRegex(UserError, "library"):
            review.action_issue("Baik", condition_ids=other.ids)

    def test_stage(self):
        """The stage follows the way of an opinion: to be dispatched, with its OPD, issued, and with it again."""
        review = self.asked()
        self.assertEqual(review.stage, "to_dispatch")
        application = review.application_id
        officer = self.as_role(application, "verification")
        officer.action_mark_checklist_ok()
        officer.action_verify_technical()
        self.assertEqual(review.stage, "to_dispatch")
        self.dispatch_to_opd(self.as_role(application, "liaison"))
        self.assertEqual(review.stage, "with_opd")
        with self.assertRaises(UserError):
            review.with_user(self.users["processing"]).write({"stage": "issued"})
        review.with_user(self.users["technical"]).action_issue("Baik")
        self.assertEqual(review.stage, "issued")
        review.with_user(self.users["processing"]).action_return("Lampiran kurang")
        self.assertEqual(review.stage, "with_opd")
        self.as_role(application, "customer_service").action_cancel("Batal")
        self.assertEqual(review.stage, "withdrawn")
        self.assertEqual(review.search([("stage", "=", "withdrawn"), ("id", "=", review.id)]), review)
