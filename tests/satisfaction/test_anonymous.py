"""Nobody can join an answer with a person: not by any role, any page, any model, any number."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from .common_satisfaction import CONTENT, SatisfactionCase

SECRET = "Kata-rahasia-responden"
TEXT_KINDS = ("char", "text", "html", "json", "selection")


@tagged("post_install", "-at_install")
class TestAnonymous(SatisfactionCase, HttpCase):
    """Answers that wait and answers that count, and everybody who might look."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applications = cls.handed_over(7)
        for application in cls.applications:
            application._take_answer("link", cls.chosen(words=SECRET, profile="1254"))
        cls.env.flush_all()
        everything = "survey.group_survey_manager,base.group_system,base.group_erp_manager"
        cls.others = [
            new_test_user(cls.env, "test_survey_user", "base.group_user,survey.group_survey_user"),
            new_test_user(cls.env, "test_survey_manager", "base.group_user,survey.group_survey_manager"),
            new_test_user(cls.env, "test_everything", f"base.group_user,ptsp_exhibition.group_manager,{everything}"),
        ]
        cls.readers = [
            *(cls.users[role] for role in (*STAFF_ROLES, *OVERSIGHT_ROLES)),
            cls.other_opd_user,
            cls.portal_user,
            cls.env.ref("base.public_user"),
            *cls.others,
        ]
        cls.answers = cls.env["survey.user_input"].sudo().search([("ptsp_service_id", "=", cls.service.id)])
        assert len(cls.answers) == 3

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.models")
    def test_single_answers(self):
        """No role, no administrator of surveys and no administrator of the database reads one answer over RPC."""
        for user in self.readers:
            for records in (
                self.answers,
                self.answers.user_input_line_ids,
                self.env["ptsp.satisfaction.ballot"].search([]),
            ):
                self.assertTrue(records)
                own = records.with_user(user)
                with self.subTest(user=user.login, model=records._name):
                    for call in (
                        lambda own=own: own.read(["id"]),
                        lambda own=own: own.export_data([next(name for name in own._fields if "semester" in name)]),
                        lambda own=own: own.copy(),
                        lambda own=own: own.unlink(),
                        lambda own=own: own.write({"id": 1}),
                    ):
                        with self.assertRaises(UserError):
                            call()
                    try:
                        found = own.search([("id", "in", records.ids)])
                        counted = own.search_count([("id", "in", records.ids)])
                    except AccessError:
                        continue
                    self.assertFalse(found or counted)
                    self.assertFalse(own.formatted_read_group([("id", "in", records.ids)], ["id"], ["__count"]))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_words_by_domains(self):
        """No domain of any model of this addon, one step deep, finds an application or person by what was answered."""
        asked = 0
        for user in (*self.others, self.users["manager"], self.users["auditor"], self.users["pickup"]):
            for name in (
                "ptsp.application",
                "res.partner",
                "ptsp.service",
                "survey.survey",
                "survey.question",
                "ptsp.notice",
            ):
                model = self.env[name].with_user(user)
                if not model.has_access("read"):
                    continue
                for field in model._fields.values():
                    if not field.relational or not field.comodel_name.startswith(("survey.", "ptsp.")):
                        continue
                    for other in self.env[field.comodel_name]._fields.values():
                        if other.type not in TEXT_KINDS or not (other.store or other.search):
                            continue
                        path = f"{field.name}.{other.name}"
                        try:
                            found = model.search_count([(path, "ilike", SECRET)])
                        except (AccessError, UserError, ValueError, NotImplementedError):
                            continue
                        asked += 1
                        self.assertFalse(found, f"{name}.{path} for {user.login}")
        self.assertGreater(asked, 100, "The domains were refused as such, so nothing was asked.")

    def test_no_way_between(self):
        """No field leads from an application to an answer or back, and no column bears what both have."""
        for model in ("survey.user_input", "survey.user_input.line", "ptsp.satisfaction.ballot"):
            for name, field in self.env[model]._fields.items():
                self.assertNotIn(
                    field.comodel_name if field.relational else "",
                    {"ptsp.application", "ptsp.notice", "ptsp.satisfaction.visit"},
                    f"{model}.{name}",
                )
        for name, field in self.env["ptsp.application"]._fields.items():
            self.assertFalse(field.relational and field.comodel_name.startswith("survey.user"), name)
        tokens = {self.applications[0]._satisfaction_token(channel) for channel in ("link", "qr", "tablet")}
        self.env.cr.execute(
            """SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type IN ('character varying', 'text', 'jsonb')
                  AND table_name ~ '^(ptsp_|survey_|mail_message|bus_|ir_logging)'"""
        )
        for table, column in self.env.cr.fetchall():
            for token in tokens:
                self.env.cr.execute(
                    f'SELECT 1 FROM "{table}" WHERE "{column}"::text LIKE %s',  # pylint: disable=sql-injection
                    [f"%{token}%"],
                )
                self.assertFalse(self.env.cr.fetchall(), f"{table}.{column}")

    def test_same_order_tells_nothing(self):
        """Answers are numbered by lot, so that their order is not that of the hand-overs."""
        ids = self.answers.sorted("id").ids
        self.assertEqual(ids, [*range(ids[0], ids[0] + 3)])
        self.assertEqual(len(set(self.answers.mapped("create_date"))), 1)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.models")
    def test_nobody_forges(self):
        """Nobody makes an answer count, or adds to one, who may make answers of surveys."""
        manager = self.others[2]
        Answer = self.env["survey.user_input"].with_user(manager)
        Line = self.env["survey.user_input.line"].with_user(manager)
        values = {"survey_id": self.survey.id, "state": "done"}
        with self.assertRaises(UserError):
            Answer.create({**values, "ptsp_service_id": self.service.id, "ptsp_semester": "2026-I"})
        own = Answer.create({**values, "test_entry": True})
        with self.assertRaises(UserError):
            own.write({"ptsp_service_id": self.service.id})
        self.assertFalse(Answer.with_context(default_ptsp_service_id=self.service.id).create(values).ptsp_service_id)
        question = self.questions[0]
        line = {
            "question_id": question.id,
            "answer_type": "suggestion",
            "suggested_answer_id": question.suggested_answer_ids[3].id,
        }
        with self.assertRaises(UserError):
            Line.create({**line, "user_input_id": self.answers[0].id})
        mine = Line.create({**line, "user_input_id": own.id})
        for values in (
            {"user_input_id": self.answers[0].id},
            {"ptsp_service_id": self.service.id},
            {"ptsp_element": "u1", "ptsp_points": 4},
        ):
            with self.assertRaises(UserError):
                mine.write(values)
        for model in ("ptsp.satisfaction.ballot", "ptsp.satisfaction.visit"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(manager).create({})
        for user in (manager, self.users["manager"], self.users["pickup"]):
            for values in (
                {"satisfaction_channel": False},
                {"satisfaction_channel": "paper"},
                {"satisfaction_entered_by_id": user.id},
            ):
                with self.assertRaises(UserError):
                    self.applications[0].with_user(user).write(values)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.models.unlink")
    def test_questionnaire_stays(self):
        """A questionnaire, question or choice that was answered is not deleted with its answers."""
        manager = self.others[2]
        for records in (self.survey, self.questions[0], self.questions[0].suggested_answer_ids):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                records.with_user(manager).unlink()
        self.questions[0].with_user(manager).ptsp_element = "u9"
        self.env.flush_all()
        figures = self.env["ptsp.figure.element"].search([("service_id", "=", self.service.id)])
        self.assertEqual(len(figures), 9)

    def test_pages_of_surveys(self):
        """Odoo's own pages of results, prints and exports show nothing of the answers to who administers surveys."""
        token, answer = self.survey.access_token, self.answers[0].access_token
        for user in ("test_survey_manager", "test_everything", None):
            self.authenticate(user, user)
            for address in (
                f"/survey/results/{self.survey.id}",
                f"/survey/results/{self.survey.id}?finished=True",
                f"/survey/print/{token}",
                f"/survey/test/{token}",
                f"/survey/start/{token}?answer_token={answer[:8]}",
            ):
                with self.subTest(user=user, address=address):
                    page = self.url_open(address).text
                    self.assertNotIn(SECRET, page)
                    self.assertNotIn(self.applicant.name, page)

    def test_chatter(self):
        """The link stands in the e-mail to the applicant, and nowhere where officers read."""
        application = self.handed_over()
        address = application._questionnaire_url()
        # The job writes what takes a document along.
        for notice in application.notice_ids.with_context(force_report_rendering=True)._as_procedure():
            if notice.state == "waiting" and not notice.message_id:
                notice._deliver()
        message = application.notice_ids.filtered(lambda notice: notice.kind == "handed_over").message_id
        mail = self.env["mail.mail"].sudo().search([("mail_message_id", "=", message.id)])
        self.assertIn(address, mail.body_html)
        self.assertNotIn("/ptsp/satisfaction/", message.body)
        self.assertIn(f"/my/applications/{application.id}", message.body)
        for user in self.readers:
            messages = self.env["mail.message"].with_user(user)
            if messages.has_access("read"):
                self.assertFalse(messages.search([("body", "ilike", "/ptsp/satisfaction/")]))

    def test_link_of_others(self):
        """Only the pick-up desk and the applicant are shown a way to the questionnaire of an application."""
        application = self.handed_over()
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            own = application.with_user(self.users[role]).sudo(False)
            if not own.has_access("read"):
                continue
            shown = bool(own._questionnaire_qr())
            self.assertEqual(shown, role == "pickup", role)
        self.assertTrue(application.with_user(self.portal_user)._questionnaire_qr())

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_figures_by_role(self):
        """The index is for those who evaluate the service; officers, OPD, applicants and the public read none of it."""
        may = {"section_head", "division_head", "agency_head", "auditor", "manager"}
        for model in ("satisfaction", "element", "profile", "suggestion"):
            for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
                Figure = self.env[f"ptsp.figure.{model}"].with_user(self.users[role])
                with self.subTest(model=model, role=role):
                    self.assertEqual(Figure.has_access("read"), role in may)
                    for operation in ("create", "write", "unlink"):
                        self.assertFalse(Figure.has_access(operation))
            for user in (self.portal_user, self.env.ref("base.public_user"), self.other_opd_user, self.others[1]):
                self.assertFalse(self.env[f"ptsp.figure.{model}"].with_user(user).has_access("read"))

    def test_suggestions_apart(self):
        """Suggestions are read without scores and profile; a group that is too small is not counted out."""
        Suggestion = self.env["ptsp.figure.suggestion"].with_user(self.users["manager"])
        rows = Suggestion.search([("service_id", "=", self.service.id)])
        self.assertEqual(rows.mapped("text"), [SECRET] * 3)
        self.assertEqual(
            {name for name in Suggestion._fields if not name.startswith(("create_", "write_", "display_"))},
            {"id", "company_id", "service_id", "semester", "text", "lot"},
        )
        self.enter(CONTENT, semester=self.answers[0].ptsp_semester)
        self.env["survey.user_input"].sudo()._ptsp_enter(
            self.service,
            self.answers[0].ptsp_semester,
            self.survey,
            [{str(key): value for key, value in self.chosen(profile="2").items()}],
        )
        self.env.invalidate_all()
        rows = self.env["ptsp.figure.profile"].search([("service_id", "=", self.service.id), ("profile", "=", "sex")])
        # Three of four: the one would be the other.
        self.assertEqual(rows.sorted("sequence").mapped("count"), [0, 0])

    def test_small_groups(self):
        """No small group of the profile can be found by taking the others from the number of respondents."""
        smallest = self.company.ptsp_satisfaction_group
        for number, counts in enumerate(([6, 1, 5, 2], [9, 1, 4], [3, 3], [1, 1, 7], [1, 1, 1, 8], [4, 2], [2], [5])):
            semester = f"{2001 + number}-I"
            answers = [f"000{place}" for place, count in enumerate(counts, 1) for _each in range(count)]
            self.env["survey.user_input"].sudo()._ptsp_enter(
                self.service,
                semester,
                self.survey,
                [{str(key): value for key, value in self.chosen(profile=each).items()} for each in answers],
            )
            self.env.flush_all()
            rows = self.env["ptsp.figure.profile"].search(
                [("service_id", "=", self.service.id), ("semester", "=", semester), ("profile", "=", "occupation")]
            )
            shown = rows.sorted("sequence").mapped("count")
            hidden = [count for count, seen in zip(counts, shown, strict=True) if not seen]
            with self.subTest(counts):
                self.assertEqual([seen for seen in shown if seen and seen < smallest], [])
                self.assertEqual(bool(hidden), min(counts) < smallest)
                if hidden and sum(counts) > sum(hidden):
                    self.assertGreater(len(hidden), 1)
                    self.assertGreaterEqual(sum(hidden), smallest)

    def test_names_on_paper(self):
        """The questionnaire on paper bears the number on what is cut off only, and asks for no name."""
        application = self.handed_over()
        html = (
            self.env["ir.actions.report"]
            .with_user(self.users["pickup"])
            ._render_qweb_html("ptsp_exhibition.report_questionnaire", application.ids)[0]
            .decode()
        )
        head, _cut, stub = html.partition('class="stub"')
        self.assertNotIn(application.name, re.sub('data-form="[^"]*"', "", head))
        self.assertIn(application.name, stub)
        self.assertNotIn(self.applicant.name, html)
