"""An agency that does without the archive has nothing done in it, by whatever way a call comes; what was kept stays."""

import inspect
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import groups_of
from ..security.common_doors import public_methods
from .common_archive import ArchiveCase

#: What only shows something.
SHOWS = "action_view_"
WITHOUT = "does without the archive"


@tagged("post_install", "-at_install")
class TestArchiveSwitchedOff(ArchiveCase):
    """A file that is lent and one about which two heads decide, when the archive is switched off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roles = ("registry", "pickup", "section_head", "division_head", "agency_head", "auditor", "manager")
        cls.everything = new_test_user(cls.env, "test_everything", groups_of(*roles))
        registry = cls.as_user(cls.record, "registry")
        with freeze_time(cls.record.inactive_until + timedelta(days=1)):
            cls.record._mark_due()
            registry.action_transfer()
            cls.disposal = cls.env["ptsp.archive.disposal"].browse(registry.action_propose_disposal()["res_id"])
        cls.lent = cls.take_in(cls.bring_to(cls.file(), "cancelled"))
        cls.loan_vals = {
            "record_id": cls.lent.id,
            "borrower_name": "Siti",
            "purpose": "Perkara",
            "due_on": fields.Date.today() + timedelta(days=7),
        }
        cls.loan = cls.env["ptsp.archive.loan"].with_user(cls.users["registry"]).create(cls.loan_vals)
        cls.env.flush_all()

    def acts(self):
        """Return pairs of a record and the name of an act on it, of all that anybody may call."""
        for record in (self.record, self.loan, self.disposal):
            names = sorted(name for name in public_methods(record.browse()) if not name.startswith(SHOWS))
            self.assertTrue(names, record._name)
            for name in names:
                yield record.with_user(self.everything), name

    def call(self, record, name):
        """Call an act with something for each argument that it needs."""
        needed = [
            "letter"
            for parameter in inspect.signature(getattr(record, name)).parameters.values()
            if parameter.default is parameter.empty
        ]
        with self.undone():
            getattr(record, name)(*needed)

    def test_every_act(self):
        """Whoever holds every role does nothing in an archive that is switched off; switched on, the same call goes."""
        company = self.done.sudo().company_id
        company.ptsp_uses_archive = False
        for record, name in self.acts():
            with self.subTest(model=record._name, act=name), self.assertRaisesRegex(UserError, WITHOUT):
                self.call(record, name)
        company.ptsp_uses_archive = True
        for record, name in self.acts():
            with self.subTest(model=record._name, act=name):
                try:
                    self.call(record, name)
                except UserError as error:
                    self.assertNotIn(WITHOUT, str(error))

    def test_entered(self):
        """No file is moved, lent or prolonged either."""
        self.done.sudo().company_id.ptsp_uses_archive = False
        record, loan = self.record.with_user(self.everything), self.loan.with_user(self.everything)
        for act in (
            lambda: record.write({"remark": "Catatan"}),
            lambda: loan.write({"due_on": fields.Date.today() + timedelta(days=9)}),
            lambda: loan.create({**self.loan_vals, "record_id": self.record.id}),
        ):
            with self.assertRaisesRegex(UserError, WITHOUT), self.undone():
                act()

    def test_buttons(self):
        """No button is shown that would be refused; the files are read as before."""
        company = self.done.sudo().company_id
        for in_use in (True, False):
            company.ptsp_uses_archive = in_use
            self.env.invalidate_all()
            record, disposal = self.record.with_user(self.everything), self.disposal.with_user(self.everything)
            shown = [record[f"may_{act}"] for act in ("keep", "scan", "hold", "lift", "take")]
            shown += [disposal.may_approve, disposal.may_drop, self.loan.with_user(self.everything).may_keep]
            self.assertEqual(shown, [in_use] * len(shown))
            self.assertTrue(record.name and record.history_ids)
