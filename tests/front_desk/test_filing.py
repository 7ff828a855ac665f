"""Filing at the counter, what may be done with a file as such, and the hand-over of its letter."""

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestFiling(PtspCase):
    """The form says from the beginning what is asked for, and offers only what can work."""

    def form_of(self, role):
        """Return the form of applications as a role sees it, as lxml element."""
        view = self.env["ptsp.application"].with_user(self.users[role]).get_view(view_type="form")
        return etree.fromstring(view["arch"])

    def test_marked_before_submit(self):
        """What *Submit* would refuse to go without is marked on the form from the beginning, and nothing else."""
        marked = {
            node.get("name") for node in self.form_of("information").xpath("//field[contains(@class, 'o_ptsp_asked')]")
        }
        application = self.file()
        application.write(dict.fromkeys(marked - {"partner_id"}, False))
        with self.assertRaises(UserError) as refused:
            application.action_submit()
        for name in marked - {"partner_id"}:
            self.assertIn(application._fields[name].string, str(refused.exception))
        told = str(refused.exception).partition(": ")[2].rstrip(".").split(", ")
        self.assertEqual(len(told), len(marked) - 1)

    def test_organiser_from_the_company(self):
        """The organiser is the applicant's company until somebody enters another one."""
        form = Form(self.env["ptsp.application"].with_user(self.users["information"]))
        form.partner_id = self.portal_user.partner_id
        self.assertEqual(form.organizer_name, "PT Borneo Event Organizer")
        form.organizer_name = "Pameran Borneo"
        form.partner_id = self.other_portal_user.partner_id
        self.assertEqual(form.organizer_name, "Pameran Borneo")

    def test_checklist_from_the_start(self):
        """A form that is not saved yet shows what the service asks for."""
        form = Form(self.env["ptsp.application"].with_user(self.users["information"]))
        self.assertEqual(form.asked_paper_ids.ids, self.service.requirement_ids.ids)

    def test_reference(self):
        """Once it is submitted a file is no draft by name either, in whatever language one reads it."""
        application = self.file()
        self.assertIn("Draft", application.name)
        self.submit(self.as_role(application, "information"))
        self.assertEqual(application.name, f"PAR-05/{application.id:05d}")
        self.assertEqual(application.with_context(lang="id_ID").name, application.name)
        self.bring_to_registration(application)
        self.assertEqual(application.name, application.registration_number)

    def bring_to_registration(self, application):
        self.accept(self.as_role(application, "customer_service"))
        self.register(self.as_role(application, "registration"))

    def test_delete_and_duplicate(self):
        """Only the front office is offered to delete a draft, and to file another one like a file."""
        draft, submitted = self.file(), self.bring_to(self.file(), "cs_check")
        for role, deletes in (("information", True), ("customer_service", True), ("processing", False)):
            with self.subTest(role=role):
                self.assertEqual(self.as_role(draft, role).may_delete, deletes)
                self.assertFalse(self.as_role(submitted, role).may_delete)
                self.assertEqual(self.as_role(submitted, role).may_duplicate, deletes)
        copy = self.as_role(submitted, "customer_service").copy()
        self.assertEqual((copy.state, len(copy.checklist_ids)), ("draft", 7))
        self.service.sudo().active = False
        submitted.invalidate_recordset()
        self.assertEqual(self.as_role(submitted, "information").may_duplicate, submitted.service_id.in_force)

    def test_cancel_never_alone(self):
        """Who may give up a file that is on another desk finds that in the menu, not as the only button."""
        application = self.bring_to(self.file(), "drafting")
        desk = self.as_role(application, "customer_service")
        self.assertEqual([way["key"] for way in desk.ways_out], ["cancel"])
        self.assertEqual(desk.with_context(lang="id_ID").ways_out[0]["label"], "Batalkan")
        self.assertEqual(self.as_role(self.bring_to(self.file(), "cs_check"), "customer_service").ways_out, [])
        self.assertEqual(self.as_role(application, "liaison").ways_out, [])
        [button] = self.form_of("customer_service").xpath("//header/button[contains(@context, \"'cancel'\")]")
        self.assertIn("not my_turn", button.get("invisible"))

    def test_the_applicant_collects(self):
        """One click takes the applicant as the recipient; the pick-up desk alone does, and before the hand-over."""
        application = self.bring_to(self.file(), "pickup")
        desk = self.as_role(application, "pickup")
        desk.action_applicant_collects()
        self.assertEqual(
            (desk.recipient_name, desk.recipient_identity), ("PT Borneo Event Organizer", "6472051203850001")
        )
        desk.action_hand_over()
        for role in ("pickup", "registry"):
            with self.subTest(role=role), self.assertRaises(UserError):
                self.as_role(application, role).action_applicant_collects()

    def test_names_stay_in_the_agency(self):
        """No form in which an officer types the name of an applicant asks a service outside for it."""
        for role in ("information", "customer_service", "manager"):
            for model in ("ptsp.application", "res.partner"):
                with self.subTest(role=role, model=model):
                    views = self.env[model].with_user(self.users[role]).get_views([(False, "form"), (False, "list")])
                    for view in views["views"].values():
                        self.assertNotIn("partner_autocomplete", view["arch"])
                        self.assertNotIn("res_partner_many2one", view["arch"])
