from pathlib import Path
from runpy import run_path

from odoo.tests import BaseCase, tagged

from ..models import workflow
from .common import OVERSIGHT_GROUPS, STAFF_GROUPS

ROOT = Path(__file__).resolve().parent.parent


@tagged("post_install", "-at_install")
class TestReadme(BaseCase):
    """The README is what people read first, so it must be true."""

    def test_state_diagram_is_current(self):
        """The state diagram is the one that the workflow table gives."""
        diagram = run_path(str(ROOT / "scripts" / "state_diagram.py"))["diagram"](workflow)
        self.assertIn(f"```mermaid\n{diagram}\n```", (ROOT / "README.md").read_text())

    def test_every_role_is_explained(self):
        """Each role of the workflow stands in the table of roles."""
        text = (ROOT / "README.md").read_text()
        for group in (STAFF_GROUPS | OVERSIGHT_GROUPS).values():
            self.assertIn(f"`{group.partition('.')[2]}`", text)
