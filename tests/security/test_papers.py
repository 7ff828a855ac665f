"""Papers that a decision rests on stay what and where they are, and tell nothing to whoever may not read them."""

import base64
import io
import random

from PIL import Image

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ...tools import paper
from ..common import PtspCase

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def image(kind, size=(40, 30)):
    """Return an image of noise, so that it has something to decode."""
    stream = io.BytesIO()
    noise = random.Random(1).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, noise).save(stream, kind)
    return stream.getvalue()


class PaperCase(PtspCase):
    """An application whose checklist holds a paper."""

    @classmethod
    def attach(cls, line, content=PDF, name="ktp.pdf", **values):
        """Upload a paper for a checklist line, as its user does."""
        attachment = line.env["ir.attachment"].create({"name": name, "raw": content, **values})
        line.write({"attachment_ids": [Command.link(attachment.id)]})
        return attachment

    @classmethod
    def line_at(cls, state, role):
        return cls.as_role(cls.bring_to(cls.file(), state), role).checklist_ids[0]

    @classmethod
    def held_and_settled(cls):
        """Return a paper of a file that is still open, and one on which a decision rests."""
        held, settled = cls.line_at("cs_check", "customer_service"), cls.line_at("cs_check", "customer_service")
        papers = cls.attach(held), cls.attach(settled)
        settled.application_id.action_mark_checklist_ok()
        settled.application_id.action_accept()
        return papers


@tagged("post_install", "-at_install")
class TestPapersStay(PaperCase):
    """Whatever a file says of itself, what an application holds is not changed, moved, renamed or opened."""

    def test_nothing_of_a_paper_is_changed(self):
        """Every way to change, move, rename or open a paper is refused to everybody, the system included."""
        other = self.file()
        ways = (
            {"raw": PDF + b"\n"},
            {"datas": base64.b64encode(PDF + b"\n")},
            {"name": "lain.pdf"},
            {"mimetype": "text/html"},
            {"type": "url", "url": "https://example.com"},
            {"url": "/ktp.pdf"},
            {"public": True},
            {"access_token": "terbuka"},
            {"res_model": "res.partner", "res_id": self.applicant.id},
            {"res_model": False, "res_id": 0},
            {"res_id": other.checklist_ids[0].id},
            {"res_field": "image_1920"},
        )
        papers = self.held_and_settled()
        system = self.env["res.users"].browse(SUPERUSER_ID)
        for attachment in papers:
            before = attachment.sudo().read(["name", "mimetype", "public", "access_token", "res_model", "res_id"])
            for user in (self.users["customer_service"], self.env.ref("base.user_admin"), system):
                for vals in ways:
                    with (
                        self.subTest(user=user.login, vals=vals),
                        self.assertRaises(UserError),
                        self.env.cr.savepoint(),
                    ):
                        attachment.with_user(user).write(vals)
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attachment.with_user(user).generate_access_token()
            self.env.invalidate_all()
            self.assertEqual(
                attachment.sudo().read(["name", "mimetype", "public", "access_token", "res_model", "res_id"]), before
            )
            self.assertEqual(attachment.sudo().raw, PDF)

    def test_judged_by_what_holds_it(self):
        """A paper that was moved away in the database itself is still a paper of its application."""
        for attachment in self.held_and_settled():
            self.env.cr.execute("UPDATE ir_attachment SET res_model = NULL, res_id = 0 WHERE id = %s", (attachment.id,))
            self.env.invalidate_all()
            for vals in ({"raw": PDF + b"\n"}, {"name": "lain.pdf"}, {"public": True}):
                with self.subTest(vals=vals), self.assertRaises(UserError), self.env.cr.savepoint():
                    attachment.sudo().write(vals)
        with self.assertRaisesRegex(UserError, "a decision rests on it"):
            attachment.sudo().unlink()

    def test_registered_papers_are_never_deleted(self):
        """Papers of a registered file are exchanged in a correction, and those of before are kept for ever."""
        line = self.line_at("cs_check", "customer_service")
        attachment = self.attach(line)
        application = line.application_id
        application.action_mark_checklist_ok()
        application.action_accept()
        self.register(self.as_role(application, "registration"))
        self.request_correction(self.as_role(application, "verification"))
        with self.assertRaisesRegex(UserError, "a decision rests on it"):
            attachment.unlink()
        line.write({"attachment_ids": [Command.unlink(attachment.id)]})
        for change in (attachment.unlink, lambda: attachment.write({"raw": PDF + b"\n"})):
            with self.assertRaisesRegex(UserError, "a decision rests on it"), self.env.cr.savepoint():
                change()
        self.assertEqual(attachment.raw, PDF)

    def test_final_letter(self):
        """The final letter is neither opened nor moved by anybody."""
        letter = self.bring_to(self.file(), "pickup").sudo().letter_attachment_id
        for vals in ({"public": True}, {"access_token": "x"}, {"res_model": False, "res_id": 0}, {"url": "/x"}):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "a decision rests on it"):
                letter.write(vals)

    def test_doors_are_closed_when_it_is_attached(self):
        """A file that was public, or had a link for anybody, has neither once it is a paper."""
        line = self.line_at("cs_check", "customer_service")
        Attachment = self.env["ir.attachment"].with_user(self.users["customer_service"])
        for values in ({}, {"res_model": line._name, "res_id": line.id}):
            attachment = Attachment.create({"name": "ktp.pdf", "raw": PDF, **values})
            attachment.sudo().write({"public": True, "access_token": "terbuka"})
            line.write({"attachment_ids": [Command.link(attachment.id)]})
            self.assertEqual((attachment.sudo().public, attachment.sudo().access_token), (False, False))


@tagged("post_install", "-at_install")
class TestPapersTellNothing(PaperCase):
    """Who may not read a paper is not told its name either."""

    def test_access_comes_first(self):
        """Writing to, deleting or attaching a file of somebody else answers nothing about it."""
        papers = [*self.held_and_settled(), self.bring_to(self.file(), "pickup").sudo().letter_attachment_id]
        names = ["ktp.pdf", *(letter.name for letter in papers[2:])]
        own = self.line_at("cs_check", "customer_service")
        for attachment in papers:
            for user in (self.other_portal_user, self.portal_user, self.other_opd_user, self.users["auditor"]):
                for call in (
                    lambda record: record.write({"name": "lain.pdf"}),
                    lambda record: record.write({"raw": b""}),
                    lambda record: record.write({"public": True}),
                    lambda record: record.unlink(),
                    lambda record: record.generate_access_token(),
                ):
                    with (
                        self.subTest(user=user.login),
                        self.assertRaises(AccessError) as refused,
                        self.env.cr.savepoint(),
                    ):
                        call(attachment.with_user(user))
                    for name in names:
                        self.assertNotIn(name, str(refused.exception))
            with self.assertRaises(UserError) as refused, self.env.cr.savepoint():
                own.write({"attachment_ids": [Command.link(attachment.id)]})
            for name in names:
                self.assertNotIn(name, str(refused.exception))


@tagged("post_install", "-at_install")
class TestPapersAreWhatTheyAre(PaperCase, HttpCase):
    """Name and kind of a paper, as it is served, come from its content."""

    def test_name_and_kind(self):
        """Whatever a file is called or declared as, it is named and served as what it is."""
        line = self.line_at("cs_check", "customer_service")
        for content, name, declared, expected, kind in (
            (PDF, "ktp.pdf", "application/javascript", "ktp.pdf", "application/pdf"),
            (PDF, "ktp.exe", None, "ktp.pdf", "application/pdf"),
            (PDF, "ktp.pdf.exe", "text/html", "ktp.pdf", "application/pdf"),
            (PDF, "Akta No. 12", None, "Akta No. 12.pdf", "application/pdf"),
            (PDF, "../../etc/passwd", None, "passwd.pdf", "application/pdf"),
            (image("PNG"), "denah.html", "text/html", "denah.png", "image/png"),
            (image("JPEG"), "foto.JPEG", "image/svg+xml", "foto.JPEG", "image/jpeg"),
        ):
            with self.subTest(name=name):
                attachment = self.attach(line, content, name, **({"mimetype": declared} if declared else {}))
                self.assertEqual((attachment.name, attachment.mimetype), (expected, kind))

    def test_served(self):
        """The browser gets the kind of the content, too."""
        line = self.line_at("cs_check", "customer_service")
        attachment = self.attach(line, PDF, "ktp.exe", mimetype="application/javascript")
        user = self.users["customer_service"]
        self.authenticate(user.login, user.login)
        answer = self.url_open(f"/web/content/{attachment.id}?download=true")
        self.assertEqual(answer.content, PDF)
        self.assertTrue(answer.headers["Content-Type"].startswith("application/pdf"), answer.headers)
        self.assertIn("ktp.pdf", answer.headers["Content-Disposition"])

    def test_only_what_can_be_read(self):
        """What only begins like a paper is none."""
        line = self.line_at("cs_check", "customer_service")
        script = b"<html><script>alert(1)</script></html>"
        photo = image("JPEG")
        for content in (
            b"\xff\xd8\xff\xe0" + script,
            photo[: len(photo) // 2],
            image("PNG")[:60] + script,
            b"%PDF-1.4\n" + script,
            script + PDF,
            b"%!PS" + PDF,
        ):
            with (
                self.subTest(content=content[:20]),
                self.assertRaisesRegex(ValidationError, "is not a PDF, JPEG or PNG"),
                self.env.cr.savepoint(),
            ):
                self.attach(line, content)
        self.assertFalse(line.attachment_ids)

    def test_a_bomb_is_not_opened(self):
        """A picture that would fill the memory is refused by its head."""
        size = (9_500, 9_000)
        for kind in ("PNG", "JPEG"):
            stream = io.BytesIO()
            Image.new("L", size).save(stream, kind)
            self.assertEqual(paper.kind_of(stream.getvalue()), "", kind)

    def test_random_content(self):
        """Whatever stands in a file, telling what it is never fails."""
        chance = random.Random(5)
        valid = (PDF, image("PNG"), image("JPEG"))
        for _round in range(600):
            content = bytearray(chance.choice(valid))
            for _change in range(chance.randrange(1, 8)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            self.assertIn(paper.kind_of(bytes(content)), ("", *paper.KINDS))
            self.assertIn(paper.kind_of(chance.randbytes(60)), ("", *paper.KINDS))
