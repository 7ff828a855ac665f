"""What does not go with delivery sheets: one sentence, and nothing has changed."""

import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Datetime
from odoo.tests import new_test_user, tagged

from ..common import PDF, groups_of
from ..pictures import drawn, encoded
from .common_delivery import DeliveryCase


@tagged("post_install", "-at_install")
class TestDeliveryRefused(DeliveryCase):
    """The rules hold against other roles, other agencies, RPC and whoever comes too late."""

    def test_unsigned(self):
        """Nothing is received without a name, and without a signature or a photo."""
        sheet = self.sheet()
        with self.assertRaisesRegex(UserError, "Enter who signs"):
            sheet.action_receive()
        sheet.received_by = "Siti"
        with self.assertRaisesRegex(UserError, "sign on the screen"):
            sheet.action_receive()
        sheet.write({"receipt_signature": drawn(), "received_at": Datetime.to_datetime("2020-01-01")})
        with self.assertRaisesRegex(ValidationError, "before it was sent"), self.env.cr.savepoint():
            sheet.action_receive()
        sheet.received_at = Datetime.to_datetime("2100-01-01")
        with self.assertRaisesRegex(ValidationError, "future"), self.env.cr.savepoint():
            sheet.action_receive()
        self.env.invalidate_all()
        self.assertEqual(self.own.mapped("received_by"), [False, False])
        self.assertEqual(sheet.state, "on_the_way")

    def test_no_picture(self):
        """A photo that is none is refused before it is opened."""
        sheet = self.sheet()
        for content in (b"bukan foto", PDF, b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
            for name in ("receipt_photo", "receipt_signature"):
                with self.subTest(content, field=name), self.assertRaisesRegex(ValidationError, "no picture"):
                    sheet.write({name: base64.b64encode(content).decode()})
        with self.assertRaisesRegex(ValidationError, "no picture"):
            sheet.write({"receipt_photo": "%%%"})

    def test_twice(self):
        """A file is on one sheet at a time, and a sheet is received once."""
        sheet = self.signed_sheet()
        with self.assertRaisesRegex(UserError, "on the sheet .* already"):
            self.own[0].action_prepare_delivery()
        sheet.action_receive()
        for again in (
            sheet.action_receive,
            sheet.action_drop,
            lambda: sheet.action_fail("closed"),
            lambda: sheet.write({"received_by": "Orang lain"}),
            lambda: sheet.write({"receipt_signature": encoded()}),
            self.own[0].action_take_off_sheet,
        ):
            with self.assertRaisesRegex(UserError, "not on the way any more"):
                again()
        with self.assertRaisesRegex(UserError, "does not wait"):
            self.own[0].action_prepare_delivery()
        sheet.action_confirm_delivery()
        with self.assertRaisesRegex(UserError, "No file of this sheet"):
            sheet.action_confirm_delivery()

    def test_nothing_left(self):
        """A sheet of which nothing waits any more is not received; its last file is not taken off."""
        sheet = self.signed_sheet()
        self.own.write({"received_by": "Rudi", "received_at": Datetime.now()})
        with self.assertRaisesRegex(UserError, "None of these files waits"):
            sheet.action_receive()
        last = self.others
        last.action_prepare_delivery()
        with self.assertRaisesRegex(UserError, "last file"):
            last.action_take_off_sheet()

    def test_reasons(self):
        """An attempt needs a reason that there is, and another one words."""
        sheet = self.sheet()
        for reason, note in (("", None), ("late", None), (None, "x"), ("other", " ")):
            with self.subTest(reason), self.assertRaises(UserError):
                sheet.action_fail(reason, note)
        self.assertFalse(sheet.attempt_ids)

    def test_by_hand(self):
        """Nobody writes a sheet past its buttons, and nobody deletes one."""
        sheet = self.signed_sheet()
        for vals in ({"state": "received"}, {"name": "1"}, {"review_ids": [Command.clear()]}, {"receipt_sha256": "0"}):
            with self.subTest(vals), self.assertRaises(UserError):
                sheet.write(vals)
        values = {"name": "x", "agency_id": self.agency.id, "user_id": self.env.uid, "prepared_at": Datetime.now()}
        with self.assertRaises(UserError):
            sheet.create(values)
        with self.assertRaises(UserError):
            sheet.sudo().create(values)
        sheet.action_fail("closed")
        for records in (sheet, sheet.attempt_ids):
            self.assertRaises(UserError, records.unlink)
            self.assertRaises(UserError, records.sudo().unlink)

    def test_roles(self):
        """Liaison officers take files, staff and those who oversee read of it, members of an OPD do not."""
        sheet = self.signed_sheet()
        sheet.action_fail("closed")
        for role, user in self.users.items():
            if role == "liaison":
                continue
            with self.subTest(role):
                theirs = sheet.with_user(user)
                self.assertEqual(theirs.has_access("read"), role != "technical")
                self.assertEqual(sheet.attempt_ids.with_user(user).has_access("read"), role != "technical")
                for method in ("action_receive", "action_receive_and_confirm", "action_drop"):
                    self.assertRaises(UserError, getattr(theirs, method))
                self.assertRaises(UserError, theirs.action_fail, "closed")
                self.assertRaises(UserError, self.others.with_user(user).action_prepare_delivery)
                self.assertRaises(UserError, self.own.with_user(user).action_take_off_sheet)
                self.assertRaises(UserError, theirs.write, {"received_by": "x"})
        self.assertEqual(sheet.state, "on_the_way")

    def test_another_agency(self):
        """Officers of another agency see neither sheets nor files, and put nothing on one."""
        company = self.env["res.company"].create({"name": "Dinas Lain"})
        stranger = new_test_user(
            self.env,
            "test_liaison_elsewhere",
            groups_of("liaison"),
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        sheet = self.sheet()
        self.assertFalse(self.env["ptsp.delivery"].with_user(stranger).search([]))
        self.assertFalse(self.env["ptsp.technical.review"].with_user(stranger).search([("to_deliver", "=", True)]))
        for call in (sheet.with_user(stranger).action_drop, self.others.with_user(stranger).action_prepare_delivery):
            self.assertRaises(AccessError, call)

    def test_number_format(self):
        """A number of sheets that could be given twice is refused."""
        for text in ("ANTAR", "{number}", "{number}/{tahun}/{year}"):
            with self.subTest(text), self.assertRaises(ValidationError):
                self.service.sudo().delivery_format = text
