"""One field finds a letter: by what a scanner reads, by a number, by a name, and by nothing else."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_pickup import PickupCase


@tagged("post_install", "-at_install")
class TestPickupSearch(PickupCase):
    """Two letters wait, of two applicants."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls.env["res.partner"].create({"name": "Yayasan Mahakam", "email": "mahakam@example.com"})
        cls.other = cls.bring_to(cls.file(partner_id=other.id), "pickup")

    def found(self, sought, role="pickup"):
        """Return what the search field finds."""
        Application = self.env["ptsp.application"].with_user(self.users[role])
        return Application.search([("pickup_sought", "ilike", sought)])

    def test_codes(self):
        """The whole address that a scanner types, or its code alone, finds exactly one."""
        said = self.application.sudo()
        for sought in (
            said._status_url(),
            f"  {said._status_url()}\n",
            f"{said._status_url()}/?x=1",
            said.status_token,
            said.letter_token,
            f"https://ptsp.example.com/ptsp/verify/{said.letter_token}",
        ):
            with self.subTest(sought):
                self.assertEqual(self.found(sought), self.application)

    def test_numbers_and_names(self):
        """Numbers, also a part of one, and names of applicants find what bears them."""
        said = self.application.sudo()
        for sought in (said.registration_number, said.letter_number, said.registration_number[:4], "borneo event"):
            with self.subTest(sought):
                self.assertIn(self.application, self.found(sought))
        self.assertEqual(self.found("mahakam") & (self.application | self.other), self.other)

    def test_parts_of_codes(self):
        """No part of a code finds anything: nobody learns codes by trying."""
        said = self.application.sudo()
        for code in (said.status_token, said.letter_token):
            for sought in (code[:-1], code[:20], code[:-1] + "%", "%" * 20, "_" * 24):
                with self.subTest(sought):
                    self.assertFalse(self.found(sought) & self.application)
        self.assertFalse(self.found("   "))

    def test_nonsense(self):
        """What is too long, empty or no text is answered, and nothing breaks."""
        for sought in ("x" * 10_000, "\0", "'); DROP TABLE ptsp_application; --", "\\", "(", "%"):
            with self.subTest(sought[:20]):
                self.found(sought)

    def test_finder(self):
        """The page of the desk opens the letter at once, lists those that it may be, or says that nothing was found."""
        Finder = self.env["ptsp.pickup.finder"].with_user(self.users["pickup"])
        action = Finder.create({"sought": self.application.sudo()._status_url()}).action_find()
        self.assertEqual(action["res_id"], self.application.id)
        action = Finder.create({"sought": "PAR-05"}).action_find()
        listed = self.env["ptsp.application"].with_user(self.users["pickup"]).search(action["domain"])
        self.assertLessEqual(self.application | self.other, listed)
        # Of those that wait, until the filter is taken off.
        self.assertEqual(action["context"], {"search_default_to_collect": 1})
        for sought in ("", "tidak ada yang seperti ini"):
            with self.assertRaises(UserError):
                Finder.create({"sought": sought}).action_find()

    def test_handed_over(self):
        """A letter that was handed over is found, too; one that waits comes first."""
        self.collect(self.as_role(self.other, "pickup"))
        Finder = self.env["ptsp.pickup.finder"].with_user(self.users["pickup"])
        action = Finder.create({"sought": "Yayasan Mahakam"}).action_find()
        self.assertEqual(action["res_id"], self.other.id)
        self.assertEqual(self.found("Budi Santoso"), self.other)

    def test_list(self):
        """What waits is listed, and the list asks as often for many letters as for few."""
        Application = self.env["ptsp.application"].with_user(self.users["pickup"])
        names = ("registration_number", "letter_number", "waiting_since", "handed_over_at")
        spec = {"partner_id": {"fields": {"display_name": {}}}, **{name: {} for name in names}}

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = Application.web_search_read([("to_collect", "=", True)], spec, limit=80)
            return self.env.cr.sql_log_count - before, found["length"]

        count()
        few, length = count()
        self.assertGreaterEqual(length, 2)
        self.bring_to(self.file(4), "pickup")
        many, more = count()
        self.assertEqual((many <= few, more), (True, length + 4))
