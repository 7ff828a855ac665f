"""Indonesian has one word for one thing, in the official style."""

from odoo.tests import BaseCase, tagged

from . import wording

_HINT = "Say it in the words of tests/wording.py:\n%s"


@tagged("post_install", "-at_install")
class TestWording(BaseCase):
    """Each rule is tried on all that people read, and on a slip that is planted beside it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entries = wording.translated()
        cls.sources = wording.sources()

    def assert_none(self, slips):
        self.assertFalse(slips, _HINT % "\n".join(slips))

    def test_screens(self):
        """No screen, message or e-mail has a word that was given up, an informal one, or a slip of spelling."""
        texts = [
            (entry.msgid[:60], wording.plain(entry.msgstr))
            for entry in self.entries
            if not wording.of_step(entry, "needs", "output")
        ]
        self.assert_none(wording.forbidden(texts, wording.FORBIDDEN))
        for slip in (
            "Beri tahu manajer.",
            "Map Pengendali Proses",
            "Silahkan di isi",
            "Lewat Waktu",
            "No. 3 Tahun 2018",
        ):
            self.assertTrue(wording.forbidden([("planted", slip)], wording.FORBIDDEN), slip)

    def test_nothing_stays_english(self):
        """No translation has English words where Indonesian has its own, or speaks as letters do."""
        texts = [
            (entry.msgid[:60], wording.plain(entry.msgstr))
            for entry in self.entries
            if not entry.msgid.startswith("'") and "survey.question" not in entry.occurrences[0][0]
        ]
        self.assert_none(wording.forbidden(texts, wording.FOREIGN))
        for slip in ("Kirim e-mail", "(translation of the old sentence)", "Permohonan Saudara"):
            self.assertTrue(wording.forbidden([("planted", slip)], wording.FOREIGN), slip)

    def test_data_and_prints(self):
        """Data, demo and prints say it in the same words."""
        self.assertGreater(len(self.sources), 1000)
        self.assert_none(wording.forbidden(self.sources, wording.FORBIDDEN))

    def test_glossary(self):
        """A term has the same translation in every text."""
        pairs = [
            (entry.msgid, entry.msgstr)
            for entry in self.entries
            if entry.msgid != entry.msgstr and not wording.of_step(entry, "needs", "output")
        ]
        self.assert_none(wording.astray(pairs))
        self.assertTrue(wording.astray([("Past the norm", "Lewat batas")]))

    def test_steps_differ(self):
        """No two steps of the SOP are described in the same words."""
        names = [entry.msgstr for entry in self.entries if wording.of_step(entry, "name")]
        places = [
            place
            for entry in self.entries
            for place, _ in entry.occurrences
            if place.startswith("model:ptsp.step,name:")
        ]
        self.assertEqual(len(names), len(places), "Two steps have one text.")
        self.assertEqual(len(names), len(set(names)))
