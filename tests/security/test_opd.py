"""What one OPD learns of another: that the agency asks it too is none of its business."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime, Domain
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestOpd(PtspCase):
    """An application was sent to two OPD; each sees the own review, and no trace of the other's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.as_role(cls.application, "verification").write(
            {
                "review_ids": [
                    Command.create({"agency_id": cls.agency.id, "kind": "Lalu lintas"}),
                    Command.create({"agency_id": cls.other_agency.id, "kind": "Ketertiban"}),
                ]
            }
        )
        officer = cls.as_role(cls.application, "verification")
        officer.action_mark_checklist_ok()
        officer.action_verify_technical()
        liaison = cls.as_role(cls.application, "liaison")
        for review in liaison.review_ids:
            review.write({"received_by": "Sari", "received_at": Datetime.now()})
        liaison.action_dispatch()
        cls.reviews = cls.application.sudo().review_ids
        cls.own = cls.reviews.filtered(lambda review: review.agency_id == cls.agency)
        cls.other = cls.reviews - cls.own
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()
        self.member = self.users["technical"]
        self.seen = self.application.with_user(self.member)

    def test_reviews(self):
        """Whatever way a member reads, it is the own review that is there, also after the server has read all."""
        for before in (
            lambda: None,
            lambda: self.application.sudo().review_ids.mapped("kind"),
            lambda: self.seen.has_open_review,
            lambda: self.seen.my_turn,
            lambda: self.seen.checklist_ids.mapped("application_id.review_ids"),
        ):
            self.env.invalidate_all()
            with self.subTest(before=before):
                before()
                self.assertEqual(self.seen.search([("id", "=", self.application.id)]), self.seen)
                [values] = self.seen.web_read(
                    {"review_ids": {"fields": {"agency_id": {"fields": {"display_name": {}}}}}}
                )
                self.assertEqual([review["id"] for review in values["review_ids"]], self.own.ids)
                self.assertEqual(self.seen.read(["review_ids"])[0]["review_ids"], self.own.ids)

    def test_nothing_of_the_other(self):
        """No domain, group, list or dialog tells a member of the other OPD's review."""
        Review = self.env["ptsp.technical.review"].with_user(self.member)
        self.assertFalse(Review.search([("id", "in", self.other.ids)]))
        self.assertFalse(self.seen.search([("review_ids", "in", self.other.ids)]))
        self.assertFalse(self.seen.search([("review_ids", "=", False)]))
        self.assertEqual(self.seen.search([("review_ids", "!=", False)]), self.seen)
        self.assertFalse(self.seen.search([("review_ids.kind", "=", "Ketertiban")]))
        self.assertFalse(self.seen.search([("review_ids.agency_id.name", "=", self.other_agency.name)]))
        self.assertRaises(AccessError, self.other.with_user(self.member).read, ["kind"])
        Dialog = self.env["ptsp.review.issue"].with_user(self.member)
        with self.assertRaises(UserError):
            Dialog.create({"review_id": self.other.id, "opinion": "Baik"})
        for name in self.dialogs():
            Dialog = self.env[name].with_user(self.member).with_context(default_review_id=self.other.id)
            try:
                shown = Dialog.onchange({}, [], {"review_id": {"fields": {"display_name": {}}}})
            except UserError as refusal:
                shown = refusal
            with self.subTest(dialog=name):
                self.assertNotIn(self.other_agency.name, str(shown))

    def test_no_operator_tells(self):
        """By whatever operator a review is named by its number, the answer is the same as for one that is not there."""
        Application = self.env["ptsp.application"].with_user(self.member)
        mine = Domain("id", "=", self.application.id)
        domains = {
            "=": lambda review: Domain("review_ids", "=", review.id),
            "!=": lambda review: Domain("review_ids", "!=", review.id),
            "<>": lambda review: Domain("review_ids", "<>", review.id),
            "=?": lambda review: Domain("review_ids", "=?", review.id),
            "in": lambda review: Domain("review_ids", "in", review.ids),
            "not in": lambda review: Domain("review_ids", "not in", review.ids),
            "in, or none": lambda review: Domain("review_ids", "in", [False, review.id]),
            "not in, and some": lambda review: Domain("review_ids", "not in", [False, review.id]),
            "any": lambda review: Domain("review_ids", "any", [("id", "=", review.id)]),
            "not any": lambda review: Domain("review_ids", "not any", [("id", "=", review.id)]),
            "not": lambda review: ~Domain("review_ids", "=", review.id),
            "path": lambda review: Domain("review_ids.id", "=", review.id),
            "twice": lambda review: Domain("checklist_ids.application_id.review_ids", "=", review.id),
            "twice not": lambda review: ~Domain("checklist_ids.application_id.review_ids", "in", review.ids),
        }
        gone = self.other.browse(max(self.reviews.ids) + 1000)
        for name, domain in domains.items():
            with self.subTest(operator=name):
                found = [
                    Application.search_count(list(mine & domain(review))) for review in (self.other, gone, self.own)
                ]
                self.assertEqual(found[0], found[1])
                # Of the own one it is told.
                self.assertNotEqual(found[0], found[2])
                groups = Application._read_group(mine & domain(self.other), [], ["__count"])
                self.assertEqual(groups, [(found[1],)])

    def test_no_other_way_tells(self):
        """Neither other records, nor operators that are for the server, tell of a review by its number."""
        Application = self.env["ptsp.application"].with_user(self.member)
        for operator in ("any!", "not any!", "child_of", "parent_of"):
            value = [("id", "=", self.other.id)] if "any" in operator else self.other.id
            with self.subTest(operator=operator), self.assertRaises(Exception) as refused, self.env.cr.savepoint():
                Application.search([("review_ids", operator, value)])
            self.assertIsInstance(refused.exception, ValueError | KeyError)
        Line = self.env["ptsp.checklist.line"].with_user(self.member)
        for operator in ("=", "in"):
            self.assertTrue(Line.search([("application_id.review_ids", operator, self.own.ids)]))
            self.assertFalse(Line.search([("application_id.review_ids", operator, self.other.ids)]))
        Agency = self.env["ptsp.agency"].with_user(self.member)
        for domain in ([("review_ids", "=", self.other.id)], [("review_ids.kind", "=", "Ketertiban")]):
            self.assertRaises(AccessError, Agency.search, domain)
        self.assertRaises(AccessError, Agency.browse(self.other_agency.id).read, ["review_ids"])

    def dialogs(self):
        """Return the names of the dialogs about a review that a member of an OPD can open."""
        dialogs = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("ptsp.")
            and model._transient
            and getattr(model._fields.get("review_id"), "comodel_name", "") == "ptsp.technical.review"
            and self.env[name].with_user(self.member).has_access("create")
        ]
        self.assertGreater(len(dialogs), 2)
        return dialogs

    def test_views(self):
        """No list, card or form shows a member a field that the member has not: the browser would show none at all."""
        views = (
            self.env["ir.ui.view"]
            .sudo()
            .search([("model", "in", ("ptsp.application", "ptsp.technical.review", "ptsp.agency", "ptsp.service"))])
        )
        for model, kind in sorted({(view.model, view.type) for view in views}):
            Model = self.env[model].with_user(self.member)
            has = set(Model.fields_get())
            if kind not in ("activity", "qweb"):
                arch = etree.fromstring(Model.get_view(view_type=kind)["arch"])
                named = {
                    node.get("name")
                    for node in arch.iter("field")
                    # Not those of the lists inside a form.
                    if not any(above.tag == "field" for above in node.iterancestors())
                }
                with self.subTest(model=model, kind=kind):
                    self.assertLessEqual(named, has)

    def test_refusal_names_nobody(self):
        """Who wants to go on while another OPD owes its opinion is told so, and not which."""
        self.own.with_user(self.member).action_issue("Baik")
        with self.assertRaises(UserError) as refused:
            self.seen.action_receive_advice()
        self.assertIn("another OPD", str(refused.exception))
        self.assertNotIn(self.other_agency.name, str(refused.exception))
        self.assertEqual(self.application.state, "technical")
        with self.assertRaisesRegex(UserError, self.other_agency.name):
            self.as_role(self.application, "processing").action_receive_advice()

    def test_goes_on_with_the_last(self):
        """With the last opinion the file goes on, whichever OPD gives it, and whatever it could see before."""
        self.assertTrue(self.seen.has_open_review)
        self.seen.read(["review_ids"])
        self.own.with_user(self.member).action_issue("Baik")
        self.assertEqual(self.application.state, "technical")
        self.other.with_user(self.other_opd_user).action_issue("Baik")
        self.assertEqual(self.application.state, "drafting")
