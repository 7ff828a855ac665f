"""What the tests of visits on site share: two OPD have a file, and a photo as a phone takes it."""

import base64
import io
from datetime import timedelta

from PIL import Image

from odoo import fields
from odoo.fields import Command

from .common import PtspCase

#: A point by a river, as a phone notes it: 0.502183 south, 117.153709 east.
_GPS = {1: "S", 2: (0.0, 30.0, 7.8588), 3: "E", 4: (117.0, 9.0, 13.3524)}


def picture(width=60, height=40, kind="JPEG", gps=False, turned=False):
    """Return a picture as bytes; with what a phone adds to it where that is asked for."""
    image = Image.new("RGB", (width, height), "green")
    exif = Image.Exif()
    if gps:
        exif[0x8825] = _GPS
        exif[0x010F] = "PabrikPonsel"
    if turned:
        exif[0x0112] = 6
    content = io.BytesIO()
    image.save(content, kind, exif=exif)
    return content.getvalue()


def sent(*contents, name="Pintu masuk.jpg"):
    """Return files as a client sends them."""
    return [{"name": name, "datas": base64.b64encode(content).decode()} for content in contents]


def drawn():
    """Return a signature as it is drawn on a screen, base64."""
    return base64.b64encode(picture(200, 80, "PNG")).decode()


class VisitCase(PtspCase):
    """A file stands with two OPD; a member of the first plans a visit on site."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        desk = cls.as_role(cls.application, "verification")
        desk.write(
            {
                "review_ids": [
                    Command.create({"agency_id": cls.agency.id, "kind": "Lalu lintas"}),
                    Command.create({"agency_id": cls.other_agency.id, "kind": "Ketertiban"}),
                ]
            }
        )
        desk.action_mark_checklist_ok()
        cls.drop_proposals(desk)
        desk.action_verify_technical()
        cls.dispatch_to_opd(cls, cls.as_role(cls.application, "liaison"))
        cls.member = cls.users["technical"]
        cls.member.email = "anggota@example.com"
        reviews = cls.application.sudo().review_ids
        cls.own = reviews.filtered(lambda review: review.agency_id == cls.agency).with_user(cls.member)
        cls.other = (reviews - cls.own.sudo()).with_user(cls.other_opd_user)
        cls.env.flush_all()

    @classmethod
    def plan(cls, review=None, days=2, **values):
        """Plan a visit on site as the member of the OPD."""
        review = review or cls.own
        return review.env["ptsp.survey.visit"].create(
            {"review_id": review.id, "starts_at": fields.Datetime.now() + timedelta(days=days), **values}
        )

    @classmethod
    def hold(cls, visit):
        """Let a visit have been held, with all that minutes need."""
        visit.action_hold()
        visit.person_ids.write({"present": True})
        visit.finding_ids[:1].write({"result": "met", "remark": "Sesuai denah"})
        visit.write({"conclusion": "Lokasi memadai"})
        return visit
