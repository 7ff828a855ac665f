import polib

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from ..models import workflow
from ..tools.label import label_in
from . import translations
from .common import STAFF_ROLES, PtspCase

_HINT = "Run scripts/translations and complete i18n/id.po."


@tagged("post_install", "-at_install")
class TestTranslation(TransactionCase):
    """Whatever people read is there in Indonesian."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exported = translations.export(cls.env)
        cls.template = polib.pofile(str(translations.TEMPLATE))
        cls.indonesian = polib.pofile(str(translations.INDONESIAN))

    def test_template_is_current(self):
        """The template holds the terms of the addon as it is now."""
        self.assertEqual(translations.content(self.template), translations.content(self.exported), _HINT)

    def test_every_term_is_translated(self):
        """No term lacks its translation."""
        self.assertEqual(translations.missing(self.exported, self.indonesian), [], _HINT)

    def test_no_term_is_left_over(self):
        """No translation stands for a term that the addon no longer has."""
        self.assertEqual(translations.obsolete(self.exported, self.indonesian), [], _HINT)

    def test_placeholders_are_kept(self):
        """A translation has the placeholders and the mark-up of its source."""
        self.assertEqual(translations.broken(self.indonesian), [], "Correct these terms in i18n/id.po.")


@tagged("post_install", "-at_install")
class TestIndonesian(PtspCase):
    """An officer who works in Indonesian reads Indonesian."""

    def setUp(self):
        super().setUp()
        self.application = self.file().with_context(lang="id_ID")

    def test_states_and_steps(self):
        """States, roles and steps of the workflow have their names from the SOP."""
        self.assertEqual(self.application._state_label(), "Draf")
        states = dict(self.application.fields_get(["state"])["state"]["selection"])
        self.assertEqual(states["section_review"], "Kepala Seksi")
        self.assertEqual(self.application.env["res.groups"]._ptsp_role_label("registry"), "Petugas Tata Usaha")
        step = self.service.with_context(lang="id_ID")._step_of("technical")
        self.assertIn("pertimbangan teknis", step.name)
        for key, label in states.items():
            self.assertEqual(label, self.indonesian(workflow.PROCEDURE.states[key].label))

    def test_labels(self):
        """A label of the table is read in the language of who asks; what has no translation is shown as it is."""
        label = workflow.PROCEDURE.states["draft"].label
        self.assertEqual(label_in(self.application.env, label), "Draf")
        self.assertEqual(label_in(self.application.with_context(lang="en_US").env, label), "Draft")
        self.assertEqual(label_in(self.application.with_context(lang=None).env, label), "Draft")
        self.assertEqual(label_in(self.application.env, "Loket"), "Loket")

    def test_buttons(self):
        """Every role has its buttons in Indonesian."""
        self.assertEqual(self.indonesian("Approve and Sign"), "Setujui dan Tanda Tangani")
        for role in STAFF_ROLES:
            arch = self.application.with_user(self.users[role]).get_view(view_type="form")["arch"]
            for transition in workflow.PROCEDURE.transitions.values():
                if role in transition.roles:
                    self.assertIn(f'string="{self.indonesian(transition.label)}"', arch)

    def test_list_buttons(self):
        """Heads initial and sign from the list in Indonesian."""
        arch = self.application.with_user(self.users["agency_head"]).get_view(view_type="list")["arch"]
        self.assertIn('string="Setujui dan Tanda Tangani"', arch)

    def test_error(self):
        """An error says in Indonesian what to do."""
        with self.assertRaisesRegex(AccessError, "dilakukan oleh: Petugas Loket Pendaftaran"):
            self.application.with_user(self.users["pickup"]).action_register()

    @staticmethod
    def indonesian(source):
        """Return the translation that stands in the file, of a text or of a label of the table."""
        source = getattr(source, "_source", source)
        [text] = [entry.msgstr for entry in polib.pofile(str(translations.INDONESIAN)) if entry.msgid == source]
        return text
