"""The whole file of forty papers from a real server: in time, whole, and never whole in the server's memory."""

import logging
import os
import tempfile
import time
from pathlib import Path

from pypdf import PdfReader

from odoo.tests import tagged

from ..procedure.test_concurrency import PASSWORD, RealServerCase
from .common_archive import assert_sums
from .test_bundle_tools import picture_pdf

_logger = logging.getLogger(__name__)
#: The figure of the issue, and bytes by which the server may grow: a fifth of what it sends.
PAPERS, SECONDS, GROWTH = 40, 10, 40_000_000


@tagged("post_install", "-at_install", "slow")
class TestBundleOnAServer(RealServerCase):
    """Forty papers of five megabytes."""

    def memory(self):
        """Return the most memory that the server has had since it was last asked, and begin anew."""
        process = Path("/proc", str(self.sandbox.process.pid))
        [line] = [line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM")]
        (process / "clear_refs").write_text("5")
        return int(line.split()[1]) * 1024

    def test_forty_papers(self):
        """ZIP and PDF come within ten seconds each, and the server grows by a fraction of what it sends."""
        [number] = self.file(1, "registration")
        paper = self.sandbox.folder / "paper.pdf"
        paper.write_bytes(picture_pdf())
        self.sandbox.shell(f"""
import os
line = env["ptsp.application"].browse({number}).checklist_ids[0]._as_procedure()
content = open({str(paper)!r}, "rb").read()
for position in range({PAPERS}):
    line.attachment_ids += env["ir.attachment"].create({{
        "name": f"Denah {{position}}.pdf", "raw": content + os.urandom(8), "res_model": line._name, "res_id": line.id,
    }})
    env.cr.commit()
""")
        self.desk("ptsp.application", "action_cancel", [number], "Batal")
        self.sandbox.query("UPDATE res_company SET ptsp_uses_archive = true")
        self.sandbox.shell("env['ptsp.archive.record']._cron_archive(); env.cr.commit()")
        [[record]] = self.sandbox.query("SELECT id FROM ptsp_archive_record WHERE application_id = %s", [number])
        registry = self.sandbox.officer("desk", PASSWORD)
        # What the first print brings into memory stays there.
        registry.http.get(f"{registry.address}/ptsp/archive/{record}/zip", timeout=120)
        for kind in ("zip", "pdf"):
            self.memory()
            before, started = self.memory(), time.monotonic()
            with tempfile.NamedTemporaryFile(suffix=f".{kind}") as file:
                with registry.http.get(
                    f"{registry.address}/ptsp/archive/{record}/{kind}", stream=True, timeout=120
                ) as answer:
                    self.assertEqual(answer.status_code, 200)
                    for block in answer.iter_content(1 << 20):
                        file.write(block)
                seconds, growth = time.monotonic() - started, self.memory() - before
                file.flush()
                size = os.path.getsize(file.name)
                _logger.info(
                    "%s of %s papers, %d MB: %.1f s, the server grew by %.1f MB",
                    kind,
                    PAPERS,
                    size // 10**6,
                    seconds,
                    growth / 10**6,
                )
                self.assertGreater(size, PAPERS * paper.stat().st_size)
                self.assertLessEqual(seconds, SECONDS, kind)
                self.assertLess(growth, GROWTH, kind)
                if kind == "zip":
                    self.assertGreater(len(assert_sums(self, file.name)), PAPERS)
                else:
                    pages = [page.extract_text() for page in PdfReader(file.name).pages]
                    self.assertGreater(len(pages), PAPERS)
                    self.assertIn("Daftar Isi Arsip", pages[0])
                    self.assertIn("Lembar Pengendali Proses", "".join(pages[PAPERS:]))
