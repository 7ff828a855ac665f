"""Scans of what was signed are read by the agency alone, by whatever door; and nobody changes one."""

import base64
from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import AGENCY_ROLES
from .common_archive import ArchiveCase


@tagged("post_install", "-at_install")
class TestScanWalls(HttpCase, ArchiveCase):
    """One scan that was attached before the letter was handed over, and one that came afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        waiting = cls.bring_to(cls.file_with_papers(), "pickup", technical=True)
        cls.as_role(waiting, "pickup").action_attach_signed_copy("rahasia.pdf", cls.scan(b"before"))
        cls.hand_over(cls, cls.as_role(waiting, "pickup"))
        cls.application, cls.record = waiting, cls.take_in(waiting)
        cls.as_user(cls.record, "pickup").action_attach_scan("receipt", "rahasia 2.pdf", cls.scan(b"after"))
        cls.copies = waiting.sudo().signed_copy_ids
        cls.scans = cls.copies.attachment_id
        cls.outside = cls.users["technical"] | cls.portal_user | cls.other_opd_user | cls.other_portal_user

    def call(self, model, method, *args, **kwargs):
        """Call a method as the client of whoever is logged in does, and return the answer."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.url_open("/web/dataset/call_kw", json={"jsonrpc": "2.0", "params": params}).json()

    def test_read_by_the_agency(self):
        """Each officer, the auditor and the manager open both scans; the button leads there."""
        self.assertEqual(len(self.copies), 2)
        for role in AGENCY_ROLES:
            with self.subTest(role=role):
                self.assertTrue(self.as_user(self.scans, role).has_access("read"))
        self.authenticate("test_auditor", "test_auditor")
        for copy in self.copies:
            address = self.as_user(copy, "auditor").action_view_scan()["url"]
            self.assertEqual(self.url_open(address).content, copy.attachment_id.raw)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_outside(self):
        """OPD, applicant and strangers come to neither scan by number, search, field, chatter, report or whole file."""
        # The OPD that was asked and the applicant do read the application itself.
        for user in (self.users["technical"], self.portal_user):
            self.assertTrue(self.application.with_user(user).has_access("read"))
        for user in self.outside:
            self.authenticate(user.login, user.login)
            found = self.env["ir.attachment"].with_user(user)
            for domain in (
                [("id", "in", self.scans.ids)],
                [("name", "like", "rahasia")],
                [("res_model", "=", "ptsp.signed.copy")],
                [("checksum", "in", self.scans.mapped("checksum"))],
            ):
                with self.subTest(user=user.login, domain=domain), suppress(AccessError):
                    self.assertEqual(found.search_count(domain), 0)
                    self.assertFalse(found.search(domain))
            for domain in ([("signed_copy_ids.sha256", "!=", False)], [("archive_record_ids", "!=", False)]):
                with self.subTest(user=user.login, domain=domain), self.assertRaises(AccessError):
                    self.application.with_user(user).search(domain)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.application.with_user(user).read(["signed_copy_ids"])
            for copy, scan in zip(self.copies, self.scans, strict=True):
                for address in (
                    f"/web/content/{scan.id}",
                    f"/web/content/{scan.id}?download=true&access_token=x",
                    f"/web/image/{scan.id}",
                    f"/web/content/ptsp.signed.copy/{copy.id}/sha256",
                    f"/web/content/ir.attachment/{scan.id}/raw",
                    f"/ptsp/archive/{self.record.id}/zip",
                    f"/ptsp/archive/{self.record.id}/pdf",
                    f"/report/pdf/ptsp_exhibition.report_archive_index/{self.record.id}",
                    f"/report/html/ptsp_exhibition.report_archive_index/{self.record.id}",
                    f"/mail/attachment/download?file_ids={scan.id}",
                ):
                    with self.subTest(user=user.login, address=address):
                        answer = self.url_open(address)
                        self.assertNotIn(copy.sha256.encode(), answer.content)
                        self.assertNotIn(scan.raw[-12:], answer.content)
                        self.assertNotIn(b"rahasia", answer.content)
                for model, record, names in (
                    ("ir.attachment", scan, ["name", "datas"]),
                    ("ptsp.signed.copy", copy, ["sha256"]),
                    ("ptsp.archive.record", self.record, ["scan_ids"]),
                ):
                    with self.subTest(user=user.login, model=model):
                        self.assertIn("error", self.call(model, "read", record.ids, names))
                self.assertIn("error", self.call("ptsp.signed.copy", "action_view_scan", copy.ids))
            thread = {
                "thread_model": self.application._name,
                "thread_id": self.application.id,
                "request_list": ["attachments"],
            }
            answer = self.url_open("/mail/thread/data", json={"jsonrpc": "2.0", "params": thread})
            self.assertNotIn("rahasia", answer.text)
            answer = self.url_open("/mail/thread/messages", json={"jsonrpc": "2.0", "params": {**thread}})
            self.assertNotIn("rahasia", answer.text)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_append_only(self):
        """No role, not even the administrator, enters, changes or deletes a scan or its fingerprint by RPC."""
        copy, scan = self.copies[:1], self.scans[:1]
        before, raw = copy.read(), scan.raw
        for role in (*AGENCY_ROLES, "technical"):
            self.authenticate(f"test_{role}", f"test_{role}")
            for model, method, *args in (
                ("ptsp.signed.copy", "create", {"application_id": self.application.id, "attachment_id": scan.id}),
                ("ptsp.signed.copy", "write", copy.ids, {"sha256": "0" * 64}),
                ("ptsp.signed.copy", "write", copy.ids, {"attachment_id": self.scans[1:].id}),
                ("ptsp.signed.copy", "unlink", copy.ids),
                ("ptsp.signed.copy", "copy", copy.ids),
                ("ir.attachment", "write", scan.ids, {"datas": base64.b64encode(b"%PDF-1.4 lain").decode()}),
                ("ir.attachment", "write", scan.ids, {"res_model": "ptsp.application", "res_id": self.application.id}),
                ("ir.attachment", "write", scan.ids, {"public": True}),
                ("ir.attachment", "generate_access_token", scan.ids),
                ("ir.attachment", "unlink", scan.ids),
                ("ptsp.application", "write", self.application.ids, {"signed_copy_ids": [[5]]}),
            ):
                with self.subTest(role=role, model=model, method=method):
                    self.assertIn("error", self.call(model, method, *args, context={"ptsp_paper": True}))
        self.env.invalidate_all()
        self.assertEqual((copy.read(), scan.raw, scan.public, scan.access_token), (before, raw, False, False))
        for act in (copy.unlink, scan.unlink, lambda: scan.write({"raw": b"%PDF-1.4 lain"})):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()
        self.assertEqual(self.verify(self.application)["type"], "success")
