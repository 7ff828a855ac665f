"""Numbers of identity cards are whole only for who needs them whole, whatever the road."""

from runpy import run_path

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ...tools.identity_number import masked
from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from ..common_documents import PrintCase
from ..test_migrations import MIGRATIONS

NUMBER, MASKED = "6472051203850001", "6472•••••••••001"
NEEDING = {"information", "customer_service", "help_desk", "registration", "verification", "pickup"}


@tagged("post_install", "-at_install")
class TestIdentityMasked(PrintCase):
    """Front office, verification and pick-up read the number; all others its first and last digits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "pickup", technical=True).with_env(cls.env)
        cls.prepare(cls.as_role(cls.application, "pickup"), "hand_over")
        for user in cls.users.values():
            user.group_ids += cls.env.ref("base.group_allow_export")
        cls.env.flush_all()

    def test_masks(self):
        """A long number shows its first four and last three digits, a short one the last two, none nothing."""
        for number, mask in ((NUMBER, MASKED), ("B1234567", "••••••67"), ("12", "••"), ("", ""), (None, "")):
            self.assertEqual(masked(number), mask)

    def test_whole(self):
        """Who needs the number reads it whole, in the form, too."""
        for role in NEEDING:
            application = self.as_role(self.application, role)
            self.assertEqual(application.read(["applicant_identity"])[0]["applicant_identity"], NUMBER)
            self.assertIn('name="applicant_identity"', application.get_view(view_type="form")["arch"])

    def roads(self, application, name):
        """Return the ways by which a field is read of an application."""
        lines = self.env["ptsp.checklist.line"].with_user(application.env.user)
        return (
            lambda: application.read([name]),
            lambda: application.web_read({name: {}}),
            lambda: self.exported(application, name),
            lambda: application.search([(name, "=like", "64%")]),
            lambda: application.search([], order=name),
            lambda: application.formatted_read_group([], [name], ["__count"]),
            lambda: lines.search([(f"application_id.{name}", "=", NUMBER)]),
        )

    def exported(self, application, name):
        """Export a field; applicants export nothing at all."""
        if not application.env.user.has_group("base.group_allow_export"):
            raise AccessError(name)
        return application.export_data([name])

    def test_masked(self):
        """For all others the field does not exist: not read, exported, searched, grouped or sorted by."""
        for role in ({*STAFF_ROLES, *OVERSIGHT_ROLES} - NEEDING) | {"applicant"}:
            application = self.as_role(self.application, role)
            for name in ("applicant_identity", "recipient_identity"):
                for number, road in enumerate(self.roads(application, name)):
                    self.env.invalidate_all()
                    case = self.subTest(role=role, name=name, road=number)
                    with case, self.assertRaises(AccessError), self.env.cr.savepoint():
                        road()
                self.assertNotIn(name, application.fields_get())
                self.assertEqual(application[f"{name}_masked"], MASKED)
            if role != "applicant":
                arch = application.get_view(view_type="form")["arch"]
                self.assertIn('name="applicant_identity_masked"', arch)
                self.assertNotIn('name="applicant_identity"', arch)

    def test_papers_have_it(self):
        """The SOP's papers bear the number whole, whoever prints them."""
        self.as_role(self.application, "pickup").action_hand_over()
        for key in ("application_form", "handover"):
            self.assertIn(NUMBER, self.print_text(key, self.application, role="auditor"))

    def test_changes(self):
        """A correction of the number leaves a trace that shows no more than others may read."""
        application = self.bring_to(self.file(), "correction").with_env(self.env)
        for number, shown in (("6472051203850002", "6472•••••••••002"), ("6472051203860002", "angka lain")):
            self.as_role(application, "customer_service").applicant_identity = number
            change = application.change_ids.sorted("id")[-1]
            self.assertIn(shown, change.new_value)
            self.assertNotIn("1203", change.old_value + change.new_value)

    def test_changes_of_before(self):
        """Changes that were kept before numbers were masked show no more than those of today."""
        application = self.bring_to(self.file(), "correction").with_env(self.env)
        officer = self.as_role(application, "customer_service")
        officer.write({"applicant_identity": "6472051203850002", "event_name": "Pameran Lain"})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_application_change SET old_value = %s, new_value = %s WHERE detail = 'applicant_identity'",
            [NUMBER, "6472051203850002"],
        )
        for _again in range(2):
            run_path(str(MIGRATIONS / "19.0.6.0.0" / "post-identities.py"))["migrate"](self.env.cr, "19.0.5.0.0")
            self.env.invalidate_all()
            changes = {change.detail: (change.old_value, change.new_value) for change in application.change_ids}
            self.assertEqual(changes["applicant_identity"], (MASKED, "6472•••••••••002"))
            self.assertEqual(changes["event_name"], ("Kaltim Expo", "Pameran Lain"))

    def test_form_of_who_needs_it_not(self):
        """The form opens for everybody."""
        for role in ("processing", "auditor", "agency_head", "manager"):
            form = Form(self.as_role(self.application, role))
            self.assertEqual(form.applicant_identity_masked, MASKED)
