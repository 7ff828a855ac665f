"""The library of phrases: kept by the manager, read by officers, taken along by later revisions."""

from pathlib import Path
from runpy import run_path

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import PtspCase

MIGRATION = Path(__file__).resolve().parents[2] / "migrations" / "19.0.5.0.0" / "end-phrases.py"


@tagged("post_install", "-at_install")
class TestPhrases(PtspCase):
    """What officers often ask is written down once."""

    def test_phrases(self):
        """The manager keeps the library, officers read it; the service is delivered with twelve phrases."""
        phrases = self.service.phrase_ids
        self.assertTrue(8 <= len(phrases) <= 12)
        phrase = phrases[0].with_user(self.users["manager"])
        phrase.text = "Salinan tidak terbaca."
        with self.assertRaises(AccessError):
            phrase.with_user(self.users["verification"]).text = "Lain"

    def test_phrases_of_later_revisions(self):
        """A revision of before that has no phrases gets those of the service, for its own papers."""
        bare, kept = self.service.copy({"sop_revision": "04"}), self.service.copy({"sop_revision": "05"})
        bare.phrase_ids.unlink()
        kept.phrase_ids[1:].unlink()
        self.env.flush_all()
        for _run in range(2):
            run_path(str(MIGRATION))["migrate"](self.env.cr, "19.0.4.1.0")
        self.env.invalidate_all()
        self.assertEqual(bare.phrase_ids.mapped("name"), self.service.phrase_ids.mapped("name"))
        self.assertEqual(bare.phrase_ids.requirement_id.service_id, bare)
        self.assertEqual(len(kept.phrase_ids), 1)
