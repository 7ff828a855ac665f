"""Who reads an evaluation: the officer once it was handed over, the superiors, the auditor; by no road anybody else."""

from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..common import groups_of
from ..pictures import drawn
from .common_evaluation import EvaluationCase

SECRET = "Rahasia-evaluasi"
ROLE = "processing"
#: Who reads the evaluation of the processing officer, by its state.
READERS = {"section_head", "division_head", "agency_head", "auditor"}
MODELS = ("ptsp.evaluation", "ptsp.evaluation.line")


@tagged("post_install", "-at_install")
class TestEvaluationWalls(EvaluationCase, HttpCase):
    """One evaluation with words that nobody else may find."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_evaluations()
        one = cls.mark(ROLE)
        one.superior_remark = SECRET
        one.line_ids.write({"remark": SECRET})
        cls.one = cls.of(ROLE)
        cls.admin = new_test_user(cls.env, "test_admin", "base.group_system,ptsp_exhibition.group_manager")
        cls.colleague = new_test_user(cls.env, "test_second_head", groups_of("section_head"))
        cls.both = new_test_user(cls.env, "test_auditor_registry", groups_of("auditor", "registry"))
        cls.elsewhere = cls.env["res.company"].create({"name": "Dinas Kedua"})
        cls.foreign = new_test_user(
            cls.env,
            "test_foreign_head",
            groups_of("agency_head", "auditor", "manager"),
            company_id=cls.elsewhere.id,
            company_ids=[Command.set(cls.elsewhere.ids)],
        )
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()

    def strangers(self, state):
        """Return who must find nothing, while the evaluation stands at a state."""
        allowed = READERS | ({ROLE} if state != "open" else set())
        users = [user for role, user in self.users.items() if role not in allowed]
        return [*users, self.admin, self.colleague, self.foreign, self.other_opd_user, self.portal_user]

    def finds(self, user):
        """Return what a user finds of the secret: by search, by groups, by name, by export, by to-dos and files."""
        found = []
        for name in MODELS:
            model = self.env[name].with_user(user)
            evaluation = "id" if name == "ptsp.evaluation" else "evaluation_id"
            remark = "superior_remark" if name == "ptsp.evaluation" else "remark"
            calls = {
                "search": lambda model=model, path=evaluation: model.search_count([(path, "in", self.one.ids)]),
                "words": lambda model=model, path=remark: model.search_count([(path, "ilike", SECRET)]),
                "groups": lambda model=model, path=evaluation, by=remark: model.formatted_read_group(
                    [(path, "in", self.one.ids)], [by], ["__count"]
                ),
                "names": lambda model=model: [
                    row for row in model.name_search(self.one.sudo().display_name) if row[0] == self.one.id
                ],
                "export": lambda model=model, path=evaluation, by=remark: [
                    row
                    for row in model.search([(path, "in", self.one.ids)]).export_data([by])["datas"]
                    if SECRET in str(row)
                ],
                "read": lambda name=name, user=user, by=remark: [
                    row
                    for row in (self.one if name == "ptsp.evaluation" else self.one.line_ids).with_user(user).read([by])
                    if SECRET in str(row)
                ],
            }
            for key, call in calls.items():
                self.env.invalidate_all()
                with suppress(UserError):
                    if call():
                        found.append((name, key))
        for model, path in (("mail.activity", "res_model"), ("ir.attachment", "res_model"), ("mail.message", "model")):
            domain = [(path, "in", MODELS), ("res_id", "=", self.one.id)]
            with suppress(AccessError):
                if self.env[model].with_user(user).search_count(domain):
                    found.append((model, "search"))
        return found

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_matrix(self):
        """Before it is handed over not even the officer finds anything; managers and who administers never do."""
        for state in ("open", "marked", "answered", "signed"):
            if state != "open":
                self.bring_evaluation(ROLE, state) if state == "marked" else self.go_on(state)
            for user in self.strangers(state):
                with self.subTest(state=state, user=user.login):
                    self.assertEqual(self.finds(user), [])
            allowed = READERS | ({ROLE} if state != "open" else set())
            for role in allowed:
                with self.subTest(state=state, reader=role):
                    self.assertIn(("ptsp.evaluation", "read"), self.finds(self.users[role]))
                    self.assertIn(("ptsp.evaluation.line", "words"), self.finds(self.users[role]))

    def go_on(self, state):
        """Bring the evaluation one state further."""
        officer, superior = self.of(ROLE, ROLE), self.of(ROLE, "section_head")
        if state == "answered":
            officer.action_give_word()
        else:
            officer.officer_signature = drawn()
            superior.superior_signature = drawn()
        self.env.flush_all()

    def test_readers_change_nothing(self):
        """Heads above and the auditor read, and neither write nor press anything."""
        for role in ("division_head", "agency_head", "auditor", "manager"):
            one = self.one.with_user(self.users[role])
            calls = (
                lambda one=one: one.write({"superior_remark": "x"}),
                lambda one=one: one.line_ids.write({"mark": 1}),
                one.action_hand_over,
                one.action_give_word,
                one.action_mark_anew,
                one.unlink,
            )
            for call in calls:
                with self.subTest(role=role), self.assertRaises(UserError), self.env.cr.savepoint():
                    call()

    def test_own_is_closed(self):
        """Not even an auditor, or the agency head, reads the own evaluation before it is handed over."""
        self.users["agency_head"].ptsp_superior_id = self.users["registry"]
        self.env["ptsp.evaluation"]._open_semester(self.company, self.semester)
        self.env.flush_all()
        for user in (self.both, self.users["agency_head"]):
            own = self.env["ptsp.evaluation"].search([("officer_id", "=", user.id)])
            self.assertTrue(own)
            self.assertFalse(self.env["ptsp.evaluation"].with_user(user).search([("id", "in", own.ids)]))
            with self.assertRaises(AccessError):
                own.with_user(user).read(["result"])

    def test_domains_across(self):
        """No other model leads into evaluations: users, agencies and services know nothing of them."""
        for name in self.registry:
            model = self.env[name]
            for field in model._fields.values():
                if field.relational and field.comodel_name in MODELS and name not in MODELS:
                    self.fail(f"{field} leads to evaluations")

    def test_to_dos(self):
        """A to-do is found by whose it is, and by who reads the evaluation; not by the manager."""
        kind = self.env.ref("ptsp_exhibition.activity_type_evaluation")
        domain = [("activity_type_id", "=", kind.id), ("res_id", "=", self.one.id)]
        for role, count in (("section_head", 1), (ROLE, 0), ("manager", 0), ("registry", 0), ("technical", 0)):
            found = self.env["mail.activity"].with_user(self.users[role]).search_count(domain)
            self.assertEqual(found, count, role)

    def test_reports(self):
        """The address of the print gives it to whoever may read it, and to nobody else."""
        self.bring_evaluation(ROLE, "marked")
        self.go_on("answered")
        path = f"/report/html/ptsp_exhibition.report_evaluation/{self.one.id}"
        for role, status in (("manager", 403), ("registry", 403), (ROLE, 200), ("section_head", 200), ("auditor", 200)):
            user = self.users[role]
            self.authenticate(user.login, user.login)
            with self.subTest(role=role), mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
                response = self.url_open(path)
                self.assertEqual(SECRET in response.text, status == 200)
                if status != 200:
                    self.assertNotEqual(response.status_code, 200)

    def test_files(self):
        """Nobody else attaches a file to an evaluation, or reads one that lies there."""
        file = self.env["ir.attachment"].create(
            {"name": f"{SECRET}.txt", "raw": b"x", "res_model": "ptsp.evaluation", "res_id": self.one.id}
        )
        for role in ("manager", "registry", ROLE):
            with self.subTest(role=role), self.assertRaises(AccessError):
                file.with_user(self.users[role]).read(["raw", "name"])
        with self.assertRaises(AccessError):
            self.env["ir.attachment"].with_user(self.users["manager"]).create(
                {"name": "x", "raw": b"x", "res_model": "ptsp.evaluation", "res_id": self.one.id}
            )
