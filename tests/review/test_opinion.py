"""The opinion itself: what the OPD has come to, its files, who reads it, and that what was answered leaves the list."""

import base64

from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import PDF, PtspCase

SCAN = base64.b64encode(PDF).decode()


@tagged("post_install", "-at_install")
class TestOpinion(PtspCase):
    """A file stands with two OPD."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.send_to_opd()
        cls.member = cls.users["technical"]
        cls.own, cls.other = cls.reviews_of_two(cls.application, cls.member, cls.other_opd_user)

    def buttons(self, user):
        """Return the names of the buttons in the header of the form that show to a user at this moment."""
        application = self.application.with_user(user)
        arch = etree.fromstring(application.get_view(view_type="form")["arch"])
        names = [button.get("name") for button in arch.xpath("//header/button")]
        offered = {f"action_{row.key}" for row in application._available_rows() if application._is_offered(row)}
        if application.may_issue_opinion:
            offered.add("action_issue_opinion")
        return [name for name in names if name in offered]

    # The result

    def test_result(self):
        """An opinion says what the OPD has come to; without that it counts as recommended, as in letters of before."""
        for sent, kept in (
            (None, "recommended"),
            ("recommended", "recommended"),
            ("conditional", "conditional"),
            ("not_recommended", "not_recommended"),
        ):
            with self.subTest(sent=sent), self.undone():
                self.own.action_issue("Baik", **({"opinion_kind": sent} if sent else {}))
                self.assertEqual(self.own.opinion_kind, kept)

    def test_result_that_is_none(self):
        """A result that nobody knows is refused with the list of those that there are."""
        for wrong in ("perhaps", 3, ["recommended"]):
            with self.subTest(wrong=wrong), self.assertRaisesRegex(UserError, "Recommended on Conditions"):
                self.own.action_issue("Baik", opinion_kind=wrong)
        self.assertEqual(self.own.state, "sent")

    def test_result_is_not_written_past_the_button(self):
        """Nobody writes a result or a file of an opinion but by issuing it."""
        for user in (
            self.member,
            self.users["processing"],
            self.users["verification"],
            self.env.ref("base.user_admin"),
        ):
            for vals in ({"opinion_kind": "recommended"}, {"opinion_file_ids": [Command.clear()]}):
                with self.subTest(user=user.login, vals=vals), self.assertRaises(UserError):
                    self.own.with_user(user).write(vals)

    # The files

    def test_file(self):
        """The letter of the OPD is kept with its opinion: who reads the opinion reads it, nobody changes it."""
        self.own.action_issue("Baik", files=[{"name": "Pertek", "datas": SCAN}])
        file = self.own.opinion_file_ids
        self.assertEqual((file.name, file.raw), ("Pertek.pdf", PDF))
        for user in (self.member, self.users["section_head"], self.users["auditor"]):
            self.assertTrue(file.with_user(user).has_access("read"), user.login)
        for user in (self.other_opd_user, self.portal_user):
            self.assertFalse(file.with_user(user).has_access("read"), user.login)
        for change in (lambda: file.sudo().unlink(), lambda: file.sudo().write({"raw": PDF + b"\n"})):
            with self.assertRaisesRegex(UserError, "a decision rests on it"):
                change()

    def test_file_that_is_none(self):
        """What is no PDF, JPEG or PNG, or no file at all, is refused, and the opinion is not issued."""
        for files, error in (
            ([{"name": "x.pdf", "datas": base64.b64encode(b"MZ").decode()}], ValidationError),
            ([{"name": "x.pdf", "datas": "§"}], UserError),
            ([{"name": "x.pdf"}], UserError),
            ([{"datas": SCAN}], UserError),
            ("x.pdf", UserError),
            ([7], UserError),
            ([{"name": "x.pdf", "datas": SCAN}] * 21, UserError),
        ):
            with self.subTest(files=str(files)[:60]), self.assertRaises(error), self.env.cr.savepoint():
                self.own.action_issue("Baik", files=files)
            self.env.invalidate_all()
            self.assertEqual(self.own.state, "sent")

    def test_dialog(self):
        """The dialog asks for result, text, number and file, and issues them."""
        action = self.application.with_user(self.member).action_issue_opinion()
        form = Form(self.env[action["res_model"]].with_user(self.member).with_context(**action["context"]))
        form.opinion_kind = "conditional"
        form.opinion = "Dengan syarat"
        form.conditions = "Parkir di sisi timur"
        form.advice_number = "551/12/Dishub"
        form.file = SCAN
        dialog = form.save()
        # The browser sends the name along, as it does for every file.
        dialog.file_name = "Pertek.pdf"
        dialog.action_confirm()
        self.assertEqual(
            (self.own.opinion_kind, self.own.advice_number, self.own.opinion_file_ids.name),
            ("conditional", "551/12/Dishub", "Pertek.pdf"),
        )

    # Whose turn

    def test_primary_button(self):
        """An OPD is offered to issue its opinion, and nothing that is not its own; processing may enter it, too."""
        for user in (self.member, self.other_opd_user, self.users["processing"]):
            self.assertEqual(self.buttons(user), ["action_issue_opinion"], user.login)
        for role in ("verification", "liaison", "section_head", "auditor", "manager"):
            self.assertNotIn("action_issue_opinion", self.buttons(self.users[role]), role)

    def test_answered_leaves_the_list(self):
        """What an OPD has answered no longer waits for it, though another OPD still owes its opinion."""
        Application = self.env["ptsp.application"].with_user(self.member)
        Review = self.env["ptsp.technical.review"].with_user(self.member)
        waiting = [("my_turn", "=", True)]
        to_answer = [("awaited", "=", True)]
        self.assertEqual(Application.search(waiting), self.application)
        self.assertEqual(Review.search(to_answer), self.own)
        self.own.action_issue("Baik")
        self.env.invalidate_all()
        self.assertFalse(Application.search(waiting))
        self.assertFalse(Review.search(to_answer))
        self.assertFalse(self.application.with_user(self.member).my_turn)
        self.assertEqual(self.buttons(self.member), [])
        with self.assertRaisesRegex(UserError, "No opinion on .* is asked of you"):
            self.application.with_user(self.member).action_issue_opinion()
        self.application.sudo().invalidate_recordset()
        # It can still be read, and waits for the other.
        self.assertEqual(Application.search([]), self.application)
        self.assertEqual(Application.with_user(self.other_opd_user).search(waiting), self.application)

    def test_not_to_answer_before_delivery(self):
        """What the liaison officer has not delivered yet is not to be answered."""
        self.bring_to(self.file(), "liaison")
        Review = self.env["ptsp.technical.review"].with_user(self.member)
        self.assertEqual(len(Review.search([])), 2)
        self.assertEqual(Review.search([("awaited", "=", True)]), self.own)

    def test_stranger(self):
        """Who may not read the application is told nothing by the button."""
        for user in (self.other_portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.application.with_user(user).action_issue_opinion()

    # Who reads

    def test_heads_read_every_opinion(self):
        """The form shows heads all that the OPD have said, with result, number, conditions and files."""
        self.own.action_issue("Baik", "551/12/Dishub", None, "Parkir di sisi timur", "conditional")
        self.other.action_issue("Keberatan", opinion_kind="not_recommended")
        for role in ("processing", "section_head", "division_head", "agency_head", "auditor"):
            application = self.as_role(self.application, role)
            with self.subTest(role=role):
                self.assertEqual(application.opinion_ids.mapped("opinion"), ["Baik", "Keberatan"])
                arch = etree.fromstring(application.get_view(view_type="form")["arch"])
                self.assertTrue(arch.xpath("//page[@name='reviews']//field[@name='opinion_ids']"))
        shown = etree.fromstring(
            self.env["ptsp.technical.review"].with_user(self.users["section_head"]).get_view(view_type="kanban")["arch"]
        )
        names = set(shown.xpath("//field/@name"))
        wanted = {"agency_id", "opinion_kind", "opinion", "conditions", "advice_number", "opinion_file_ids"}
        self.assertLessEqual(wanted, names)

    def test_opinions_of_others(self):
        """An OPD learns nothing of what another has answered."""
        self.other.action_issue("Keberatan", opinion_kind="not_recommended")
        with self.assertRaises(AccessError):
            self.application.with_user(self.member).read(["opinion_ids"])
        with self.assertRaises(AccessError):
            self.application.with_user(self.member).search([("opinion_ids.opinion", "=", "Keberatan")])
