"""From the archive to the whole file, in a real browser."""

import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

from odoo.tests import tagged

from ..mouse import MouseCase, Step
from .common_archive import ArchiveCase, assert_sums

#: Opens the file from the list, and takes it with one button.
TAKE = """
await click(".o_data_row td[name=name]");
await click("button[name=action_take_%s]");
"""
#: Seconds in which a file has come.
SECONDS = 60


@tagged("post_install", "-at_install", "slow")
class TestArchiveInTheBrowser(MouseCase, ArchiveCase):
    """An auditor takes the whole file; an officer who may not is offered no button."""

    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.awaited = None

    def authenticate(self, user, password, *, browser=None, **kwargs):
        """Log in; a browser keeps what it downloads, and stays until what is awaited has come."""
        result = super().authenticate(user, password, browser=browser, **kwargs)
        if browser:
            allowed = {"behavior": "allow", "downloadPath": str(self.folder)}
            browser._websocket_request("Page.setDownloadBehavior", params=allowed)
            stop = browser.stop

            def stop_later():
                self.wait_for_file()
                stop()

            browser.stop = stop_later
        return result

    def wait_for_file(self):
        """Wait until the file that is awaited has come, or until it is too late."""
        deadline = time.monotonic() + SECONDS
        while self.awaited and time.monotonic() < deadline:
            if list(self.folder.glob(f"*.{self.awaited}")) and not list(self.folder.glob("*.crdownload")):
                return
            time.sleep(0.1)

    def download(self, kind):
        """Let the auditor go from the list to the whole file, with two clicks, and return what came."""
        self.awaited = kind
        self.take(Step("auditor", f"takes the file as {kind}", "", 2, TAKE % kind), "/odoo/ptsp-archive")
        self.awaited = None
        [file] = self.folder.glob(f"*.{kind}")
        return file

    def test_archive_to_bundle(self):
        """The auditor takes a file along as ZIP and as PDF, and opens both: each part is as its fingerprint says."""
        self.assertIn("INDEKS.html", assert_sums(self, self.download("zip")))
        pages = [page.extract_text() for page in PdfReader(self.download("pdf")).pages]
        self.assertIn("Daftar Isi Arsip", pages[0])
        self.assertIn("Lembar Pengendali Proses", "".join(pages[1:]))
        lines = self.record.history_ids.filtered(lambda line: line.kind == "downloaded")
        self.assertEqual(lines.mapped("text"), ["PDF", "ZIP"])
        self.assertEqual(lines.user_id, self.users["auditor"])

    def test_no_button(self):
        """Verification reads the file, and has no button to take it along."""
        self.browser_js(
            f"/odoo/ptsp-archive/{self.record.id}",
            "console.log(document.querySelector('button[name=action_take_zip]') ? 'error' : 'test successful')",
            ready="Boolean(document.querySelector('.o_form_statusbar .o_statusbar_status'))",
            login="test_verification",
            timeout=60,
        )
