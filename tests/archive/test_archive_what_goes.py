"""What goes with a file beside its papers: receipts of OPD, minutes of visits, what OPD and agency wrote."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..pictures import drawn, picture, sent
from .common_archive import ArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveWhatGoes(ArchiveCase):
    """Two applications were taken to one OPD on one sheet; one of them was visited on site and written about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = (cls.bring_to(cls.file(), "liaison") for _index in range(2))
        both = cls.first + cls.second
        waiting = cls.as_role(both.sudo().review_ids, "liaison")
        action = waiting.action_prepare_delivery()
        sheet = waiting.env["ptsp.delivery"].browse(action["res_id"])
        sheet.write({"received_by": "Siti, Staf Umum", "receipt_signature": drawn()})
        sheet.action_receive_and_confirm()
        cls.sheet = sheet.sudo()
        review = cls.first.sudo().review_ids.with_user(cls.users["technical"])
        review.action_write_message("Nomor Budi 0812 rahasia")
        visit = review.env["ptsp.survey.visit"].create(
            {"review_id": review.id, "starts_at": fields.Datetime.now() + timedelta(days=2)}
        )
        visit.action_hold()
        visit.person_ids.write({"present": True, "office": "Penjaga rahasia"})
        visit.finding_ids[:1].write({"result": "met", "remark": "Rumah rahasia"})
        visit.action_add_photos(sent(picture()))
        visit.photo_ids.write({"name": "Halaman rahasia"})
        visit.person_ids[:1].write({"signature": drawn()})
        visit.write({"conclusion": "Kesimpulan rahasia"})
        visit.action_close_minutes()
        cls.visit = visit.sudo()
        here = False
        for source, role, step, _target in cls._way_to("done", True):
            here = here or source == "technical"
            if here:
                step(cls, cls.as_role(both, role))
        cls.records = cls.take_in(both)
        cls.record_1 = cls.records.filtered(lambda record: record.application_id == cls.first)
        cls.record_2 = cls.records - cls.record_1

    def assert_sound(self):
        """Both control sheets verify."""
        for application in self.first + self.second:
            said = self.verify(application)
            self.assertEqual(said["type"], "success", said["message"])

    def test_receipts(self):
        """A receipt stays while another file of its sheet does, goes with the last one, and is counted as a paper."""
        kept = self.sheet.receipt_sha256
        self.assert_sound()
        self.destroy(self.record_1)
        self.assertTrue(self.sheet.receipt_signature)
        self.assertNotIn("ptsp.delivery", self.record_1.destroyed_ids.mapped("res_model"))
        self.assert_sound()
        self.destroy(self.record_2)
        self.assertFalse(self.sheet.receipt_signature or self.sheet.receipt_photo)
        [row] = self.record_2.destroyed_ids.filtered(lambda row: row.res_model == "ptsp.delivery")
        self.assertEqual((row.res_id, row.sha256), (self.sheet.id, kept))
        self.assertIn(row, self.record_2.destroyed_ids._papers())
        self.assert_sound()
        self.env.cr.execute("UPDATE ptsp_delivery SET received_by = 'Orang lain' WHERE id = %s", self.sheet.ids)
        self.env.invalidate_all()
        self.assertEqual(self.verify(self.first)["type"], "danger")

    def test_words_of_visits_and_messages(self):
        """With the personal data goes what minutes of visits say and what OPD and agency wrote."""
        self.destroy(self.record_1)
        visit = self.visit
        self.assertFalse(visit.photo_ids.mapped("image")[0])
        review = self.first.sudo().review_ids
        shown = str(
            [
                self.values_of(records)
                for records in (
                    visit,
                    visit.person_ids,
                    visit.finding_ids,
                    visit.photo_ids,
                    review.message_to_desk_ids,
                )
            ]
        )
        self.assertNotIn("rahasia", shown)
        self.assert_sound()

    def test_words_that_the_class_spares(self):
        """Where the class spares personal data they stay, and the sheet verifies."""
        self.record_1._as_procedure().write({"destroys_personal": False})
        self.destroy(self.record_1)
        self.assertEqual(self.visit.conclusion, "Kesimpulan rahasia")
        self.assertIn("rahasia", self.first.sudo().review_ids.message_to_desk_ids.body)
        self.assert_sound()

    def values_of(self, records):
        """Return what the database has of records."""
        self.env.flush_all()
        self.env.cr.execute(  # pylint: disable=sql-injection
            f'SELECT row_to_json(t)::text FROM "{records._table}" t WHERE id IN %s', [tuple(records.ids)]
        )
        return self.env.cr.fetchall()
