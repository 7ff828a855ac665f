"""How much one account may file: drafts, files, bytes and requests; above that a sentence."""

from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ...models.online import online_request
from ..common import PDF
from .common_online import OnlineCase, paper


@tagged("post_install", "-at_install")
class TestOnlineLimits(OnlineCase):
    """Nobody fills the server, and nobody is left without a word."""

    def test_drafts(self):
        """Who has too many drafts submits or deletes one; a colleague and drafts from the counter do not count."""
        self.file(3)
        drafts = [self.begin() for _number in range(5)]
        with self.assertRaisesRegex(UserError, "You have 5 drafts already"):
            self.begin()
        self.begin(self.colleague)
        drafts[0]._delete_online()
        self.begin()

    def test_files(self):
        """Files are counted and weighed over all papers of an application."""
        company = self.service.company_id
        draft = self.begin()
        first, second = draft._lines_online()[:2]
        company.ptsp_online_files = 2
        draft._attach_online(first.id, "a.pdf", paper(1))
        draft._attach_online(second.id, "b.pdf", paper(2))
        with self.assertRaisesRegex(UserError, "c.pdf is one too many: .* at most 2 files"):
            draft._attach_online(first.id, "c.pdf", paper(3))
        company.ptsp_online_files, company.ptsp_online_megabytes = 3, 1
        with self.assertRaisesRegex(UserError, "larger than 1 MB"):
            draft._attach_online(first.id, "c.pdf", PDF + b"%" * 1024 * 1024)
        draft._attach_online(first.id, "c.pdf", paper(3))
        self.assertEqual(len(first.sudo().attachment_ids), 2)

    def test_wrong_files(self):
        """Empty, twice the same, of another kind, too large: each is refused by name, and nothing else is lost."""
        draft = self.begin()
        first, second = draft._lines_online()[:2]
        draft._attach_online(first.id, "ktp.pdf", PDF)
        self.service.company_id.ptsp_attachment_limit = 1
        for name, content, message in (
            ("kosong.pdf", b"", "kosong.pdf is empty"),
            ("lagi.pdf", PDF, "lagi.pdf is attached to .* already"),
            ("ktp.exe.pdf", b"MZ" + PDF, "is not a PDF, JPEG or PNG"),
            ("besar.pdf", PDF + b"%" * 1024 * 1024, "larger than 1 MB"),
        ):
            with (
                self.subTest(name=name),
                self.assertRaisesRegex((UserError, ValidationError), message),
                self.env.cr.savepoint(),
            ):
                draft._attach_online(first.id, name, content)
        self.assertEqual(first.sudo().attachment_ids.mapped("name"), ["ktp.pdf"])
        draft._attach_online(second.id, "lagi.pdf", PDF)
        for paper_sudo in draft.sudo().checklist_ids.attachment_ids:
            self.assertFalse(paper_sudo.public or paper_sudo.access_token)
            self.assertEqual(paper_sudo.res_model, "ptsp.checklist.line")

    def test_requests(self):
        """Requests are counted per account and hour, and forgotten later."""
        Request = self.env["ptsp.online.request"].with_user(self.portal_user)
        with patch.object(online_request, "REQUESTS_PER_HOUR", 3):
            for _number in range(3):
                Request._count()
            with self.assertRaisesRegex(UserError, "more than 3 requests within an hour"):
                Request._count()
            Request.with_user(self.colleague)._count()
            self.env.cr.execute("UPDATE ptsp_online_request SET create_date = create_date - interval '61 minutes'")
            self.env.invalidate_all()
            Request._count()
        self.env.cr.execute("UPDATE ptsp_online_request SET create_date = create_date - interval '3 days'")
        self.env.invalidate_all()
        self.env["ptsp.online.request"]._gc_requests()
        self.assertFalse(self.env["ptsp.online.request"].search([]))

    def test_settings(self):
        """A manager sets the limits of the own agency, within bounds."""
        Page = self.env["ptsp.agency.settings"].with_user(self.users["manager"])
        Page.create({"ptsp_online_drafts": 2}).action_save()
        self.assertEqual(self.env.company.ptsp_online_drafts, 2)
        for _number in range(2):
            self.begin()
        with self.assertRaisesRegex(UserError, "You have 2 drafts"):
            self.begin()
