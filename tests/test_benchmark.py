"""The benchmark fills its database with files that are like those of the agency."""

import sys
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged

from .common import PtspCase

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@tagged("post_install", "-at_install")
class TestBenchmark(PtspCase):
    """What is measured has to be what officers work with, also after the models have changed."""

    def test_files(self):
        """Files that the benchmark makes have sound control sheets, and clocks that follow from them."""
        if not BENCHMARKS.exists():
            # An exported addon comes without it; there is nothing to keep true then.
            return
        with patch.object(sys, "path", [str(BENCHMARKS), *sys.path]):
            import generate
        before = self.env["ptsp.application"].search_count([])
        with patch.object(generate, "ORGANISERS", 5):
            generate.Generator(self.env, 40, 15).run()
        self.assertEqual(self.env["ptsp.application"].search_count([]), before + 40)
