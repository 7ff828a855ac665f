"""Who has a file in hand, and how long it waited and was handled."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from ..common import groups_of
from ..common_clock import MON, ClockCase, freeze_time, local, wita


@tagged("post_install", "-at_install")
class TestInHand(ClockCase):
    """A file comes to verification on Monday at nine; two officers work there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.file()
        with freeze_time(wita(f"{MON} 08:50")):
            cls.bring_to(cls.application, "registration")
        with freeze_time(wita(f"{MON} 09:00")):
            cls.register(cls, cls.as_role(cls.application, "registration"))
        cls.officer = cls.users["verification"]
        cls.colleague = new_test_user(cls.env, "test_colleague", groups_of("verification"))

    def at(self, moment):
        return freeze_time(wita(moment))

    def test_taken(self):
        """Whoever takes a file has it, and finds it under Assigned to Me."""
        file = self.application.with_user(self.officer)
        self.assertTrue(file.may_take)
        with self.at(f"{MON} 09:30"):
            file.action_take()
        self.assertEqual((file.officer_id, local(file.taken_at)), (self.officer, f"{MON} 09:30"))
        self.assertFalse(file.may_take)
        self.assertTrue(file.with_user(self.colleague).may_take)
        search = etree.fromstring(file.get_view(view_type="search")["arch"])
        [domain] = search.xpath("//filter[@name='in_my_hand']/@domain")
        self.assertEqual(file.search(safe_eval(domain, {"uid": self.officer.id})), file)
        for view in ("list", "kanban"):
            shown = etree.fromstring(file.get_view(view_type=view)["arch"]).xpath("//field[@name='officer_id']/@widget")
            self.assertIn("many2one_avatar_user", shown, view)

    def test_taken_over(self):
        """A colleague of the desk takes it over; since when it is handled, the first one tells."""
        with self.at(f"{MON} 09:30"):
            self.application.with_user(self.officer).action_take()
        with self.at(f"{MON} 10:00"):
            self.application.with_user(self.colleague).action_take()
        self.assertEqual(self.application.sudo().officer_id, self.colleague)
        self.assertEqual(local(self.application.sudo().taken_at), f"{MON} 09:30")

    def test_nobody_is_locked_out(self):
        """The desk goes on with a file that is in a colleague's hand, and the next desk finds it in nobody's."""
        self.application.with_user(self.colleague).action_take()
        self.verify_direct(self.application.with_user(self.officer))
        self.assertEqual(self.application.state, "drafting")
        self.assertFalse(self.application.sudo().officer_id or self.application.sudo().taken_at)

    def test_work_begun_is_taken(self):
        """Who begins to fill in the checklist has taken the file; who reads it has not."""
        file = self.application.with_user(self.officer)
        file.read(["name", "state"])
        self.assertFalse(file.officer_id)
        file.checklist_ids[0].verification_result = "ok"
        self.assertEqual(file.officer_id, self.officer)

    def test_waiting_and_handling(self):
        """Waiting and handling stand apart on the sheet; the norm is on both together."""
        with self.at(f"{MON} 09:10"):
            self.application.with_user(self.officer).action_take()
        self.go(self.application, (f"{MON} 09:16", "verify_direct"))
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "verify_direct")
        self.assertEqual((line.waiting_minutes, line.handling_minutes, line.working_minutes), (10, 6, 16))
        self.assertFalse(line.within_norm)
        self.assertFalse(self.application._broken_control_line())
        self.env.flush_all()
        figure = self.env["ptsp.figure.step"].search(
            [("user_id", "=", self.officer.id), ("step_id", "=", line.step_id.id)]
        )
        self.assertEqual((figure.waiting_minutes, figure.handling_minutes), (10, 6))

    def test_put_back(self):
        """Who has a file puts it back; nobody puts back what another has."""
        file = self.application.with_user(self.officer)
        file.action_take()
        with self.assertRaisesRegex(AccessError, "not in your hand"):
            file.with_user(self.colleague).action_put_back()
        file.action_put_back()
        self.assertFalse(file.officer_id or file.taken_at)

    def test_not_my_desk(self):
        """Who does not work where the file is does not take it; nobody writes it past the buttons."""
        for role in ("registration", "auditor", "manager"):
            with self.subTest(role=role), self.assertRaisesRegex(AccessError, "whoever works there"):
                self.as_role(self.application, role).action_take()
        with self.assertRaisesRegex(UserError, "cannot be entered"):
            self.application.with_user(self.officer).officer_id = self.officer
