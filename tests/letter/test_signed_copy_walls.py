"""Scans of the letter that was signed by hand are read by the agency alone, by whatever door."""

import base64
from contextlib import suppress

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import AGENCY_ROLES, PDF, PtspCase


@tagged("post_install", "-at_install")
class TestSignedCopyWalls(HttpCase, PtspCase):
    """A scan that was attached before the letter was handed over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "pickup", technical=True)
        desk = cls.as_role(cls.application, "pickup")
        desk.action_attach_signed_copy("rahasia.pdf", base64.b64encode(PDF).decode())
        cls.scan = cls.application.sudo().signed_copy_ids.attachment_id

    def test_agency(self):
        """Each officer, the auditor and the manager read it."""
        for role in AGENCY_ROLES:
            with self.subTest(role=role):
                self.assertTrue(self.scan.with_user(self.users[role]).has_access("read"))

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_outside(self):
        """The OPD and the applicant, who read the application, come to the scan by no number, search or address."""
        for user in (self.users["technical"], self.portal_user):
            self.assertTrue(self.application.with_user(user).has_access("read"))
            self.assertFalse(self.scan.with_user(user).has_access("read"))
            self.authenticate(user.login, user.login)
            for domain in ([("id", "in", self.scan.ids)], [("name", "like", "rahasia")]):
                with self.subTest(user=user.login, domain=domain), suppress(AccessError):
                    self.assertFalse(self.env["ir.attachment"].with_user(user).search(domain))
            for address in (f"/web/content/{self.scan.id}", f"/web/image/{self.scan.id}"):
                with self.subTest(user=user.login, address=address):
                    answer = self.url_open(address)
                    self.assertNotIn(b"rahasia", answer.content)
                    self.assertNotEqual(answer.content, self.scan.raw)
