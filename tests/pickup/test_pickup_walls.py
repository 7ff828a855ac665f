"""What the pick-up desk keeps is read by the staff of the agency, and not by an OPD, an applicant or another agency."""

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import PDF, STAFF_ROLES, groups_of
from .common_pickup import PickupCase

FIELDS = (
    "recipient_signature",
    "recipient_identity_kind",
    "reading_ids",
    "read_item_ids",
    "proof_ids",
    "pickup_sought",
    "to_collect",
)


@tagged("post_install", "-at_install")
class TestPickupWalls(PickupCase):
    """A letter that went by way of an OPD was handed over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "pickup", technical=True)
        cls.collect(cls.as_role(cls.application, "pickup"))
        cls.application._as_procedure()._note_proof("printed", "Bukti.pdf", PDF, cls.users["pickup"])

    def test_staff(self):
        """The roles of the staff and the auditor read it."""
        for role in (*(role for role in STAFF_ROLES if role != "technical"), "auditor", "manager"):
            seen = self.application.with_user(self.users[role])
            with self.subTest(role):
                self.assertTrue(seen.recipient_signature and seen.reading_ids and seen.proof_ids.sha256)

    def test_strangers(self):
        """Applicants and members of an OPD read the application, and none of these fields, records or files."""
        proof = self.application.sudo().proof_ids
        for user in (self.portal_user, self.users["technical"]):
            seen = self.application.with_user(user)
            self.assertTrue(seen.name)
            for name in FIELDS:
                with self.subTest(user=user.login, field=name), self.assertRaises(AccessError):
                    seen.read([name])
            with self.assertRaises(AccessError):
                seen.search([("pickup_sought", "ilike", "Budi")])
            for model in ("item", "reading", "proof"):
                self.assertFalse(self.env[f"ptsp.handover.{model}"].with_user(user).has_access("read"))
            with self.assertRaises(AccessError):
                proof.attachment_id.with_user(user).read(["raw"])

    def test_second_agency(self):
        """The pick-up desk of another agency finds and attaches nothing."""
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        officer = new_test_user(
            self.env, "test_second", groups_of("pickup"), company_id=other.id, company_ids=[Command.set(other.ids)]
        )
        Application = self.env["ptsp.application"].with_user(officer)
        token = self.application.sudo().status_token
        self.assertFalse(Application.search([("pickup_sought", "ilike", token)]))
        with self.assertRaises(AccessError):
            Application.browse(self.application.id).action_attach_proof("x.pdf", "JVBERi0=")
        for model in ("item", "reading", "proof"):
            self.assertFalse(self.env[f"ptsp.handover.{model}"].with_user(officer).search([]))
