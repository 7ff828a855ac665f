"""The liaison officer's day: files on a sheet for each OPD, signed there, and confirmed in one press (step 9)."""

import base64
import json
from datetime import timedelta
from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from odoo.fields import Datetime
from odoo.tests import new_test_user, tagged

from ..common import groups_of
from ..pictures import drawn, encoded
from .common_delivery import DeliveryCase


@tagged("post_install", "-at_install")
class TestDelivery(DeliveryCase):
    """What waits, what is on the way, and what was received."""

    def to_deliver(self):
        """Return what the list of the liaison officer shows."""
        return self.waiting.search([("to_deliver", "=", True)])

    def test_list(self):
        """The list has each file that waits for an OPD, but for those that leave by mail."""
        self.assertEqual(self.to_deliver() & self.waiting, self.waiting)
        self.other_agency.write({"email": "satpol@example.com", "answers_by_link": True})
        self.assertEqual(self.to_deliver() & self.waiting, self.own)
        self.assertFalse(self.others.to_deliver)

    def test_one_sheet_for_several(self):
        """All that waits for an OPD is on one numbered sheet; what comes later joins it."""
        sheet = self.sheet()
        self.assertEqual(sheet.review_ids, self.own)
        self.assertRegex(sheet.name, r"^0001/PAR-05/ANTAR/\d{4}$")
        self.assertEqual((sheet.user_id, sheet.state), (self.users["liaison"], "on_the_way"))
        self.assertEqual((sheet.address, sheet.phone), ("Jl. Kesuma Bangsa 1, Samarinda", "0541 123456"))
        self.assertEqual(self.own.delivery_id, sheet)
        entry = self.env["ptsp.register.entry"].search([("kind", "=", "delivery")])
        self.assertEqual(entry.name, sheet.name)
        later = self.bring_to(self.file(), "liaison").sudo().review_ids.with_user(self.users["liaison"])
        later.action_prepare_delivery()
        self.assertEqual(sheet.review_ids, self.own + later)
        action = self.others.action_prepare_delivery()
        self.assertNotEqual(action["res_id"], sheet.id)

    def test_signed_and_confirmed(self):
        """One press notes who has signed for each file, and confirms those that wait for nobody else."""
        sheet = self.signed_sheet()
        told = sheet.action_receive_and_confirm()
        self.assertIn(self.both.name, told["params"]["message"])
        self.assertEqual(set(self.own.mapped("received_by")), {"Siti, Staf Umum"})
        self.assertEqual((self.single.state, self.both.state), ("technical", "liaison"))
        self.assertEqual((sheet.state, len(sheet.receipt_sha256)), ("received", 64))
        self.assertFalse(self.own & self.to_deliver())
        other = (
            self.env["ptsp.delivery"]
            .with_user(self.users["liaison"])
            .browse(self.others.action_prepare_delivery()["res_id"])
        )
        other.write({"received_by": "Joko", "receipt_photo": encoded()})
        self.assertIs(other.action_receive_and_confirm(), True)
        self.assertEqual(self.both.state, "technical")
        line = self.both.sudo().control_ids.filtered("evidence")[-1:]
        deliveries = json.loads(line.evidence)["deliveries"]
        self.assertEqual({receipt[1] for receipt in deliveries.values()}, {"Siti, Staf Umum", "Joko"})
        told = self.as_role(self.both, "auditor").action_verify_control_sheet()["params"]
        self.assertEqual(told["type"], "success", told["message"])
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_delivery SET received_by = 'Orang lain' WHERE id = %s", other.ids)
        self.env.invalidate_all()
        told = self.as_role(self.both, "auditor").action_verify_control_sheet()["params"]
        self.assertEqual(told["type"], "danger")

    def test_received_first_confirmed_later(self):
        """A receipt may be noted alone; the delivery is confirmed when the last OPD has signed."""
        sheet = self.signed_sheet(received_at=Datetime.now() - timedelta(seconds=1))
        sheet.action_receive()
        self.assertEqual((self.single.state, sheet.to_confirm_count), ("liaison", 1))
        sheet.action_confirm_delivery()
        self.assertEqual((self.single.state, sheet.to_confirm_count), ("technical", 0))

    def test_in_vain(self):
        """A way in vain is kept with its reason; the sheet stays on the way."""
        sheet = self.sheet()
        action = sheet.action_open_fail()
        dialog = self.env[action["res_model"]].with_user(self.users["liaison"]).with_context(**action["context"])
        dialog.create({"reason": "closed", "note": "Buka lagi Senin"}).action_confirm()
        sheet.action_fail("nobody")
        self.assertEqual(sheet.attempt_ids.sorted("id").mapped("reason"), ["closed", "nobody"])
        self.assertEqual(sheet.last_attempt_at, max(sheet.attempt_ids.mapped("attempted_at")))
        self.assertEqual(sheet.state, "on_the_way")

    def test_photo(self):
        """A photo of the paper stands for the signature; it is made smaller, and where it was taken is not kept."""
        sheet = self.sheet()
        sheet.write({"received_by": "Siti", "receipt_photo": encoded(4000, 3000, gps=True)})
        sheet.action_receive()
        with Image.open(BytesIO(base64.b64decode(sheet.receipt_photo))) as kept:
            self.assertLessEqual(max(kept.size), 1920)
            self.assertFalse(kept.getexif().get_ifd(0x8825))

    def test_taken_off_and_dropped(self):
        """A file is taken off a sheet, and goes on another one; a sheet that is not needed frees its files."""
        sheet = self.sheet()
        self.own[0].action_take_off_sheet()
        self.assertEqual(sheet.review_ids, self.own[1])
        self.assertFalse(self.own[0].delivery_id)
        sheet.action_drop()
        self.assertFalse(self.own.delivery_id)
        again = self.sheet()
        self.assertEqual(again.review_ids, self.own)
        self.assertIn("0002/", again.name)

    def test_withdrawn_on_the_way(self):
        """What was withdrawn or received meanwhile is not received with the sheet."""
        sheet = self.signed_sheet()
        self.own[0].write({"received_by": "Rudi", "received_at": Datetime.now()})
        sheet.action_receive_and_confirm()
        self.assertEqual(sheet.review_ids, self.own[1])
        self.assertEqual(self.own[0].received_by, "Rudi")

    def test_print(self):
        """The sheet prints with its files, before it is signed and after, on one page."""
        sheet = self.sheet()
        sheet.action_fail("other", "Satpam tidak mengizinkan masuk")
        report = self.env["ir.actions.report"].with_user(self.users["liaison"])
        report = report.with_context(force_report_rendering=True)
        for signed in (False, True):
            if signed:
                sheet.write({"received_by": "Siti, Staf Umum", "receipt_signature": drawn()})
                sheet.action_receive()
            content, _kind = report._render_qweb_pdf("ptsp_exhibition.report_delivery", sheet.ids)
            pages = PdfReader(BytesIO(content)).pages
            text = " ".join(pages[0].extract_text().split())
            self.assertEqual(len(pages), 1)
            for words in (sheet.name, self.single.name, self.agency.name, "Satpam tidak mengizinkan", "2 (dua) berkas"):
                self.assertIn(words, text)
            self.assertEqual("Siti, Staf Umum" in text, signed)

    def test_acting_officer(self):
        """Two officers have a sheet each; whoever acts as liaison officer takes files, too."""
        sheet = self.sheet()
        second = new_test_user(self.env, "test_second_liaison", groups_of("liaison"))
        self.others.with_user(second).action_prepare_delivery()
        self.assertEqual(self.others.delivery_id.user_id, second)
        sheet.with_user(second).action_fail("closed")
        self.assertEqual(sheet.attempt_ids.user_id, second)

    def test_few_queries(self):
        """Receiving a sheet costs as many queries for the sheet, however long the list of sheets is."""
        self.sheet()
        self.env.flush_all()
        self.env.invalidate_all()
        lists = self.env["ptsp.delivery"].with_user(self.users["liaison"])
        names = {"name": {}, "agency_id": {"fields": {"display_name": {}}}, "review_count": {}, "last_attempt_at": {}}
        lists.web_search_read([], names)
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            lists.web_search_read([], names)
