"""What is remembered of a service is never older than its records, whoever reads it while they change."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestRememberedData(PtspCase):
    """The regulations of a service stand for all that is remembered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.service.with_context(lang="id_ID")
        cls.regulation = cls.service.legal_basis_ids[:1]

    def read_while(self, method, after=None):
        """Read what is remembered while a record of the regulations changes, as an override of another addon may do.

        :param str method: ``create``, ``write`` or ``unlink``
        :param Exception after: raised once it has changed
        :return: a context manager
        """
        original, service = getattr(BaseModel, method), self.service

        def change(records, *args):
            if records._name != self.regulation._name:
                return original(records, *args)
            if not after:
                service._legal_basis()
            result = original(records, *args)
            if after:
                service._legal_basis()
                raise after
            return result

        return patch.object(BaseModel, method, change)

    def test_read_while_it_changes(self):
        """What was read while a regulation was entered, changed or deleted is not taken for true afterwards."""
        with self.read_while("create"):
            new = self.regulation.copy({"name": "Peraturan baru"})
        self.assertIn("Peraturan baru", self.service._legal_basis())
        with self.read_while("write"):
            new.name = "Peraturan lain"
        self.assertIn("Peraturan lain", self.service._legal_basis())
        with self.read_while("unlink"):
            new.unlink()
        self.assertNotIn("Peraturan lain", self.service._legal_basis())

    def test_read_while_it_fails(self):
        """What was read of a change that failed in the end is not taken for true either."""
        before = self.service._legal_basis()
        self.env.registry.clear_cache()
        failure = UserError("Tidak jadi")  # pylint: disable=unknown-option-value,translation-required
        with (
            self.read_while("write", after=failure),
            self.assertRaises(UserError),
            self.env.cr.savepoint(),
        ):
            self.regulation.name = "Peraturan yang tidak jadi"
        self.assertEqual(self.service._legal_basis(), before)
