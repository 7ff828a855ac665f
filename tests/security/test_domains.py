"""Nobody learns by a domain, a group or a list of fields what lies behind a record that he may read."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestDomains(PtspCase):
    """What Odoo adds to a record is the agency's: its messages, followers and to-dos, and who made it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee = new_test_user(cls.env, "test_account", "base.group_user")
        cls.application = cls.bring_to(cls.file(), "technical")
        cls.application.sudo().message_post(body="Rahasia dapur")  # pylint: disable=unknown-option-value,translation-required
        cls.service.sudo().message_post(body="Rahasia dapur")  # pylint: disable=unknown-option-value,translation-required
        cls.outsiders = {"applicant": cls.portal_user, "opd": cls.users["technical"], "employee": cls.employee}

    def models_read_by(self, user):
        """Return the models of this addon that a user may read at all."""
        names = sorted(name for name in self.registry if name.startswith("ptsp."))
        found = [self.env[name].with_user(user) for name in names if not self.env[name]._abstract]
        return [model for model in found if model.has_access("read") and not model.is_transient()]

    def test_added_fields_are_closed(self):
        """Neither a domain, nor a group, nor reading gets at what Odoo adds to a record, on any model."""
        added = set(self.env["mail.thread"]._fields) | set(self.env["mail.activity.mixin"]._fields)
        added |= {"create_uid", "write_uid"}
        added -= {"id", "display_name", "create_date", "write_date", "my_activity_date_deadline"}
        self.assertIn("message_ids", added)
        for kind, user in self.outsiders.items():
            readable = self.models_read_by(user)
            self.assertTrue(readable, kind)
            for model in readable:
                for name in sorted(added & set(model._fields)):
                    with self.subTest(kind, model=model._name, field=name):
                        self.assertRaises(AccessError, model.search, [(name, "!=", False)])
                        self.assertRaises(AccessError, model.search([], limit=1).read, [name])
                        if model._fields[name].store and model._fields[name].column_type:
                            self.assertRaises(AccessError, model.search, [], order=name)
                            self.assertRaises(AccessError, model.formatted_read_group, [], [name], ["__count"])

    def test_letter_by_letter(self):
        """No question about the words of an internal note is answered, on whatever way to it."""
        questions = (
            ("ptsp.application", "message_ids.body"),
            ("ptsp.application", "service_id.message_ids.body"),
            ("ptsp.application", "partner_id.message_ids.body"),
            ("ptsp.application", "activity_ids.note"),
            ("ptsp.application", "message_follower_ids.partner_id.name"),
            ("ptsp.application", "message_partner_ids.name"),
            ("ptsp.application", "create_uid.login"),
            ("ptsp.checklist.line", "application_id.message_ids.body"),
            ("ptsp.checklist.line", "write_uid.login"),
            ("ptsp.service", "message_ids.body"),
            ("ptsp.requirement", "service_id.message_ids.body"),
            ("res.partner", "message_ids.body"),
        )
        for kind in ("applicant", "opd"):
            for model, path in questions:
                if (kind, model) == ("opd", "res.partner") or (kind == "opd" and path.startswith("partner_id")):
                    continue
                with self.subTest(kind, model=model, path=path), self.assertRaises(AccessError):
                    self.env[model].with_user(self.outsiders[kind]).search([(path, "ilike", "a")])

    def test_messages(self):
        """A member of an OPD reads the application, and none of what the agency has written about it."""
        message = self.env["mail.message"].search(
            [("model", "=", "ptsp.application"), ("res_id", "=", self.application.id), ("body", "like", "dapur")]
        )
        self.assertTrue(message)
        for kind, user in self.outsiders.items():
            with self.subTest(kind):
                self.assertFalse(message.with_user(user).search([("id", "=", message.id)]))
                self.assertRaises(AccessError, message.with_user(user).read, ["body"])
        for role in ("verification", "auditor", "manager"):
            self.assertTrue(message.with_user(self.users[role]).read(["body"]))

    def test_findings_before_they_are_sent(self):
        """The applicant reads findings once the file was sent back, and not what a desk is writing just now."""
        application = self.bring_to(self.file(), "cs_check")
        officer = self.as_role(application, "customer_service")
        line = officer.checklist_ids[0]
        line.write({"service_result": "deficient", "note": "Buram"})
        own = self.as_role(application, "applicant")
        self.assertFalse(own._requests_sent())
        for name in ("note", "service_result", "registration_result", "verification_result", "current_result"):
            with self.subTest(name):
                self.assertRaises(AccessError, own.checklist_ids[0].read, [name])
                self.assertRaises(AccessError, own.search, [(f"checklist_ids.{name}", "!=", False)])
        officer.action_return_incomplete()
        asked = own._requests_sent()
        self.assertEqual((asked.name, asked.text), (line.requirement_id.name, "Buram"))
        with self.assertRaises(AccessError):
            application.with_user(self.other_portal_user)._requests_sent()

    def test_no_relation_past_the_rules(self):
        """No relation of this addon's models shows outsiders records that they may not read themselves."""
        for kind, user in self.outsiders.items():
            for model in self.models_read_by(user):
                for name, field in model._fields.items():
                    if field.relational:
                        with self.subTest(kind, model=model._name, field=name):
                            closed = not model._has_field_access(field, "read")
                            self.assertTrue(closed or not getattr(field, "bypass_search_access", False))
