"""Evaluations are opened once a semester is over: once for each officer, for the direct superior."""

from datetime import timedelta
from unittest.mock import patch

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import groups_of
from .common_evaluation import SUPERIORS, EvaluationCase


@tagged("post_install", "-at_install")
class TestEvaluationOpening(EvaluationCase):
    """The job, who is evaluated by whom, and what is copied."""

    def superiors(self):
        """Return who is evaluated by whom, by roles."""
        role_of = {user: role for role, user in self.users.items()}
        evaluations = self.env["ptsp.evaluation"].search([("company_id", "=", self.company.id)])
        return {role_of[one.officer_id]: role_of[one.superior_id] for one in evaluations}

    def test_job(self):
        """On the second day of the next semester each officer below the agency head has one; nobody else has."""
        self.run_job()
        self.assertEqual(self.superiors(), SUPERIORS)
        opened = self.env["ptsp.evaluation"].search([("company_id", "=", self.company.id)])
        self.assertEqual(set(opened.mapped("semester")), {self.semester})
        self.assertEqual(set(opened.mapped("opened_on")), {self.later})
        self.assertEqual(set(opened.mapped("state")), {"open"})
        above = {
            "processing": {"division_head", "agency_head"},
            "section_head": {"agency_head"},
            "division_head": set(),
        }
        for role, heads in above.items():
            self.assertEqual(self.of(role).above_ids, self.env["res.users"].union(*(self.users[one] for one in heads)))

    def test_once(self):
        """The job may run twice a day, every day, or with the day forgotten: nobody is evaluated twice."""
        self.run_job()
        before = self.env["ptsp.evaluation"].search([])
        self.run_job()
        self.run_job(self.later + timedelta(days=1))
        self.company.ptsp_evaluation_day = False
        self.run_job()
        self.assertEqual(self.env["ptsp.evaluation"].search([]), before)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint():
            one = self.of("processing")
            self.env["ptsp.evaluation"]._as_procedure().create(
                {
                    "company_id": self.company.id,
                    "officer_id": one.officer_id.id,
                    "superior_id": one.superior_id.id,
                    "semester": one.semester,
                    "opened_on": one.opened_on,
                }
            )

    def test_one_agency_fails(self):
        """Where one agency's evaluations cannot be opened, those after it are opened all the same; it tries anew."""
        self.env["res.company"].create({"name": "~ Dinas Lain"})
        broken, *others = self.env["res.company"].search([("ptsp_uses_evaluation", "=", True)])
        Evaluation = self.env.registry["ptsp.evaluation"]
        original = Evaluation._open_semester

        def open_semester(evaluations, company, semester):
            if company == broken:
                raise ValueError("broken")
            return original(evaluations, company, semester)

        with (
            patch.object(Evaluation, "_open_semester", open_semester),
            mute_logger("odoo.addons.ptsp_exhibition.models.evaluation.company_evaluation"),
        ):
            self.run_job()
        self.assertTrue(others)
        self.assertEqual({company.ptsp_evaluation_day for company in others}, {self.later})
        self.assertFalse(broken.ptsp_evaluation_day)
        self.run_job()
        self.assertEqual(broken.ptsp_evaluation_day, self.later)

    def test_two_jobs_at_once(self):
        """While one job works on an agency, another leaves it alone."""
        self.company.ptsp_evaluation_day = self.later
        self.env.flush_all()
        with self.registry.cursor() as cr:
            elsewhere = api.Environment(cr, SUPERUSER_ID, {})
            company = elsewhere["res.company"].browse(self.company.id)
            before = elsewhere["ptsp.evaluation"].search_count([("company_id", "=", company.id)])
            self.assertFalse(company.try_lock_for_update(allow_referencing=True))
            company.search([("id", "=", company.id)])._cron_evaluation()
            self.assertEqual(elsewhere["ptsp.evaluation"].search_count([("company_id", "=", company.id)]), before)
            self.assertFalse(company.ptsp_evaluation_day)
            cr.rollback()

    def test_who_came_later(self):
        """Who was entered after the semester is not evaluated for it, but for steps; nor is who has left."""
        new = new_test_user(self.env, "test_new_officer", groups_of("registry"))
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_users SET create_date = %s WHERE id = %s", (self.later, new.id))
        self.users["pickup"].active = False
        self.env.invalidate_all()
        opened = self.open_evaluations()
        self.assertNotIn(new, opened.officer_id)
        self.assertNotIn(self.users["pickup"], opened.officer_id)

    def test_superior_named(self):
        """Who is named goes before the office above; a named one who has left, or is no officer, does not count."""
        self.users["processing"].ptsp_superior_id = self.users["verification"]
        self.users["liaison"].ptsp_superior_id = self.users["manager"]
        self.users["agency_head"].ptsp_superior_id = self.users["registry"]
        self.open_evaluations()
        superiors = self.superiors()
        self.assertEqual(superiors["processing"], "verification")
        self.assertEqual(superiors["liaison"], "section_head")
        self.assertEqual(superiors["agency_head"], "registry")
        heads = self.env["res.users"].union(*(self.users[f"{one}_head"] for one in ("section", "division", "agency")))
        self.assertLessEqual(heads, self.of("processing").above_ids)
        self.assertNotIn(self.users["agency_head"], self.of("agency_head").above_ids)

    def test_next_level(self):
        """Without a section head the division head evaluates; with nobody above the managers are told whom to name."""
        self.users["section_head"].active = False
        self.open_evaluations()
        self.assertEqual(self.superiors()["processing"], "division_head")
        self.users["division_head"].active = False
        self.users["agency_head"].active = False
        self.env.cr.execute("DELETE FROM ptsp_evaluation")
        self.env.invalidate_all()
        self.assertFalse(self.open_evaluations())
        kind = self.env.ref("ptsp_exhibition.activity_type_superior")
        told = self.env["mail.activity"].search([("activity_type_id", "=", kind.id)])
        self.assertIn(self.users["manager"], told.user_id)
        self.assertIn(self.users["information"].name, told[0].summary)

    def test_superior_left(self):
        """The evaluation of a superior who has left comes to the next one, unless it was signed."""
        self.open_evaluations()
        self.mark("processing")
        self.users["section_head"].active = False
        self.run_job()
        one = self.of("processing")
        self.assertEqual(one.superior_id, self.users["division_head"])
        self.assertEqual(one.activity_ids.user_id, self.users["division_head"])
        self.assertEqual(set(one.line_ids.mapped("mark")), {80})

    def test_criteria_are_copied(self):
        """What changes in the criteria later changes no evaluation that is open."""
        criteria = self.env["ptsp.evaluation.criterion"].search([("company_id", "=", self.company.id)])
        self.assertEqual(sum(criteria.mapped("weight")), 100)
        self.open_evaluations()
        one = self.mark("processing")
        before = one.line_ids.read(["name", "weight", "scale", "mark"])
        criteria.with_user(self.users["manager"])[0].write({"name": "Lain", "weight": 1, "scale": 5})
        criteria.with_user(self.users["manager"])[1:].unlink()
        self.env.invalidate_all()
        self.assertEqual(one.line_ids.read(["name", "weight", "scale", "mark"]), before)
        self.assertAlmostEqual(one.result, 80)

    def test_no_criteria(self):
        """Without criteria nothing is opened, and managers are told; other agencies go on."""
        self.env["ptsp.evaluation.criterion"].search([]).active = False
        self.assertFalse(self.open_evaluations())
        kind = self.env.ref("ptsp_exhibition.activity_type_superior")
        told = self.env["mail.activity"].search([("activity_type_id", "=", kind.id)])
        self.assertIn("kriteria", told.filtered(lambda one: one.user_id == self.users["manager"]).summary)

    def test_other_agency(self):
        """Officers of another agency are evaluated there, by its heads and its criteria."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        service = self.service.copy({"company_id": other.id, "code": "X-01"})
        self.assertEqual(service.company_id, other)
        officer, head = (self.officer_elsewhere(role, other) for role in ("registry", "section_head"))
        self.env["ptsp.evaluation.criterion"].create({"name": "Hasil", "company_id": other.id, "scale": 5})
        self.env.flush_all()
        opened = self.env["ptsp.evaluation"]._open_semester(other, self.semester)
        self.assertEqual(opened.officer_id, officer)
        self.assertEqual(opened.superior_id, head)
        self.assertEqual(opened.line_ids.mapped("scale"), [5])
        self.assertNotIn(officer, self.open_evaluations().officer_id)

    def test_queries(self):
        """Opening costs as many queries for thirty officers more, but for what Odoo itself asks per to-do."""

        def count(semester):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["ptsp.evaluation"]._open_semester(self.company, semester)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        year = self.later.year + 10
        count(f"{year}-I")
        few = count(f"{year}-II")
        group = self.env.ref("ptsp_exhibition.group_registry")
        self.env["res.users"].with_context(no_reset_password=True).create(
            [
                {"name": f"Petugas {number}", "login": f"petugas{number}", "group_ids": [Command.set(group.ids)]}
                for number in range(30)
            ]
        )
        many = count(f"{year + 1}-I")
        self.assertLessEqual(few, 60)
        self.assertLessEqual(many - few, 30, f"{few} queries for eleven officers, {many} for thirty more")
