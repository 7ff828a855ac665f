"""Files of before letters were received online: what was handed over was collected."""

from runpy import run_path

from odoo.tests import tagged

from ..letter.test_electronic_signature import SigningCase
from ..test_migrations import MIGRATIONS


@tagged("post_install", "-at_install")
class TestHandoverMigrated(SigningCase):
    """After the update each letter says how it was handed over, and whether its file is signed."""

    def test_migrated(self):
        """Files that hold a signature are told from those that hold none; the control sheets stay sound."""
        self.company.ptsp_signing_service = "none"
        stamped = self.bring_to(self.file(), "done")
        self.company.ptsp_signing_service = "certificate"
        signed = self.bring_to(self.file(), "pickup")
        both = stamped | signed
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET handover_kind = NULL, letter_is_electronic = NULL")
        run_path(str(MIGRATIONS / "19.0.6.0.0" / "post-handover.py"))["migrate"](self.env.cr, "19.0.5.0.0")
        self.env.invalidate_all()
        self.assertEqual(both.mapped("letter_is_electronic"), [False, True])
        self.assertEqual(both.mapped("handover_kind"), ["collected", False])
        for application in both.sudo():
            self.assertFalse(application._broken_control_line())
            lines = application.control_ids.filtered("ended_at").sorted("sequence")
            self.assertFalse(application._differences_from_sheet(lines))
        self.assertTrue(self.as_role(signed, "applicant")._fetch_online())
