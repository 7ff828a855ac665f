"""Photos of a visit on site: what is taken, how many, and what a camera has added."""

import base64
import io

from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PDF
from ..common_visits import VisitCase
from ..pictures import picture, sent


@tagged("post_install", "-at_install")
class TestVisitPhotos(VisitCase):
    """A visit was held."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = cls.plan()
        cls.visit.action_hold()

    def image(self, photo):
        return Image.open(io.BytesIO(base64.b64decode(photo.with_context(bin_size=False).image)))

    def test_camera_is_silent(self):
        """Neither place nor camera is kept, and the photo stands upright."""
        self.visit.action_add_photos(sent(picture(60, 40, gps=True, turned=True)))
        photo = self.visit.photo_ids
        content = base64.b64decode(photo.with_context(bin_size=False).image)
        self.assertNotIn(b"PabrikPonsel", content)
        self.assertFalse(self.image(photo).getexif())
        self.assertEqual(self.image(photo).size, (40, 60))
        self.assertFalse(photo.position)
        self.assertEqual(photo.name, "Pintu masuk")

    def test_position_that_is_wanted(self):
        """Where the photo was taken is kept beside it where that is wanted, and not in the file."""
        self.visit.action_add_photos(sent(picture(gps=True)), keep_position=True)
        self.assertEqual(self.visit.photo_ids.position, "-0.502183, 117.153709")
        self.assertFalse(self.image(self.visit.photo_ids).getexif())

    def test_large(self):
        """A large photo is kept in the size of a page."""
        self.visit.action_add_photos(sent(picture(4000, 3000, "PNG")))
        self.assertEqual(self.image(self.visit.photo_ids).size, (1600, 1200))

    def test_no_photo(self):
        """What is no photo, is broken, or is too large, is refused by its name."""
        for content in (PDF, b"", b"<svg/>", picture()[:200], b"\xff\xd8\xff\xe0" + b"0" * 100):
            with self.subTest(content=content[:10]), self.assertRaisesRegex(UserError, "photo|file"):
                self.visit.action_add_photos(sent(content))
        self.env.company.sudo().ptsp_attachment_limit = 1
        with self.assertRaisesRegex(ValidationError, "larger than 1 MB"):
            self.visit.action_add_photos(sent(picture() + b"0" * 1_100_000))

    def test_forty(self):
        """Forty photos are too many, at once or one by one; nothing is kept of them."""
        with self.assertRaisesRegex(UserError, "at most 30"):
            self.visit.action_add_photos(sent(*[picture()] * 40))
        self.assertFalse(self.visit.photo_ids)
        self.visit.action_add_photos(sent(*[picture()] * 30))
        self.assertEqual(len(self.visit.photo_ids), 30)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.visit.photo_ids.create({"visit_id": self.visit.id, "image": base64.b64encode(picture())})

    def test_order_and_caption(self):
        """Photos are put in order and named; the picture itself is another one or none."""
        self.visit.action_add_photos(sent(picture(), picture()))
        first, second = self.visit.photo_ids
        second.write({"sequence": 0, "name": "Parkir"})
        self.visit.invalidate_recordset()
        self.assertEqual(self.visit.photo_ids[0], second)
        with self.assertRaisesRegex(UserError, "stays as it was taken"):
            first.write({"image": base64.b64encode(picture())})
        first.unlink()
        self.assertEqual(self.visit.photo_ids, second)

    def test_before_the_visit(self):
        """No photo comes before the visit was held."""
        with self.assertRaisesRegex(UserError, "Enter first"):
            self.plan().action_add_photos(sent(picture()))

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_strangers(self):
        """No other OPD adds, reads or fetches a photo, by its number either."""
        self.visit.action_add_photos(sent(picture()))
        photo = self.visit.photo_ids.with_user(self.other_opd_user)
        self.assertRaises(AccessError, photo.read, ["image"])
        with self.assertRaises(AccessError):
            self.visit.with_user(self.other_opd_user).action_add_photos(sent(picture()))
        file = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", photo._name), ("res_id", "=", photo.id), ("res_field", "=", "image")])
        )
        self.assertTrue(file)
        self.assertRaises(AccessError, file.with_user(self.other_opd_user).read, ["datas"])
        self.assertTrue(file.with_user(self.member).read(["datas"]))

    def test_file_of_a_photo(self):
        """The file of a photo is neither exchanged, nor taken away, nor joined by a second one."""
        self.visit.action_add_photos(sent(picture()))
        one = self.visit.photo_ids
        Files = self.env["ir.attachment"].with_user(self.member)
        domain = [("res_model", "=", one._name), ("res_id", "=", one.id), ("res_field", "=", "image")]
        file = Files.search(domain)
        second = {"name": "image", "res_model": one._name, "res_id": one.id, "res_field": "image", "raw": picture(9, 9)}
        for change in (
            lambda: file.write({"raw": picture(gps=True)}),
            lambda: file.write({"res_id": 0}),
            lambda: file.unlink(),
            lambda: Files.create(second),
        ):
            with self.undone(), self.assertRaises(UserError):
                change()
        self.assertEqual(self.image(one).size, (60, 40))
        one.unlink()
        self.assertFalse(Files.sudo().search(domain))

    def test_dialog(self):
        """The dialog adds what was chosen in it, and keeps no copy with what the camera has added."""
        Dialog = self.env["ptsp.survey.photo.upload"].with_user(self.member)
        dialog = Dialog.create({"visit_id": self.visit.id})
        with self.assertRaisesRegex(UserError, "Choose at least one"):
            dialog.action_confirm()
        file = (
            self.env["ir.attachment"]
            .with_user(self.member)
            .create({"name": "a.jpg", "raw": picture(), "res_model": Dialog._name, "res_id": dialog.id})
        )
        dialog.file_ids = file
        dialog.action_confirm()
        self.assertEqual(self.visit.photo_ids.name, "a")
        self.assertFalse(file.exists())
