"""What the addon adds to Odoo's own models leaves them usable by whoever does not know the addon."""

from odoo.tests import TransactionCase, tagged

ADDON = "ptsp_exhibition"


@tagged("post_install", "-at_install")
class TestBesideOdoo(TransactionCase):
    """The tests list the models and their fields by themselves."""

    def test_no_required_field(self):
        """Other addons make contacts and users while this one is not loaded: none of its fields is required of them."""
        required = [
            str(field)
            for name, model in sorted(self.registry.items())
            if not name.startswith("ptsp.") and model._auto and not model._abstract
            for field in model._fields.values()
            if field._module == ADDON and field.store and field.required
        ]
        self.assertEqual(required, [])

    def test_new_records(self):
        """A form that opens on nothing yet shows its name, and each field that depends on nothing kept."""
        for name in sorted(name for name in self.registry if name.startswith("ptsp.")):
            model = self.env[name]
            if model._abstract:
                continue
            for field in model._fields.values():
                if field.compute and (field.name == "display_name" or not self.registry.field_depends[field]):
                    with self.subTest(field=str(field)):
                        model.new({})[field.name]

    def test_nothing_to_do(self):
        """Whoever makes, changes or deletes no records of a model is not refused, as with Odoo's own models."""
        for name in sorted(name for name in self.registry if name.startswith("ptsp.")):
            model = self.env[name]
            if model._abstract:
                continue
            with self.subTest(model=name):
                self.assertEqual(model.create([]), model.browse())
                self.assertTrue(model.browse().write({}))
                self.assertTrue(model.browse().unlink())
