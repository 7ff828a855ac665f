"""Links of invitations over HTTP: used again, taken back, in other hands, and made up."""

import base64
import json
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged
from odoo.tools import hash_sign

from ...models.members.member_invitation import _SCOPE
from ..common_portal import ReaderCase
from .common_members import FRIEND, MembersCase

PAGE = "/my/applications/people/accept"
VOID = "was used already or is not valid any more"
OTHERS = "You were invited by the address siti@example.com"


@tagged("post_install", "-at_install")
class TestInvitationLinks(MembersCase, ReaderCase):
    """A link lets in once, the account of its address, as long as the applicant wants it."""

    def setUp(self):
        super().setUp()
        self.line = self.members()._invite(FRIEND, "read")
        self.env.flush_all()
        self.log_in(FRIEND)

    def try_link(self, token, said):
        """The link and its form say so, and nothing of whose applications they are for; nobody gets in.

        :param str token: the signed text of the link
        :param str said: a part of the sentence
        """
        self.env.flush_all()
        before = self.env["ptsp.applicant.member"].search([("accepted_at", "!=", False)])
        for response in (
            self.url_open(PAGE, params={"token": token}),
            self.url_open(PAGE, data={"csrf_token": self.csrf(), "token": token}),
        ):
            self.assertEqual(response.status_code, 200)
            self.assertIn(said, response.text)
            self.assertNotIn(self.applicant.name, response.text)
        self.env.invalidate_all()
        self.assertEqual(self.env["ptsp.applicant.member"].search([("accepted_at", "!=", False)]), before)

    def accept(self, token):
        self.send_form(self.get(f"{PAGE}?token={token}"), PAGE)
        self.assertIn("Kaltim Expo", self.response.text)

    def test_used_again(self):
        """Used once, a link opens nothing more: for who used it, or for anybody else."""
        token = self.line._token()
        self.accept(token)
        self.assertEqual(self.line.user_id, self.friend)
        self.assertIn(VOID, self.url_open(PAGE, params={"token": token}).text)
        self.log_in("test_stranger")
        self.try_link(token, VOID)
        self.assert_sees_nothing(self.other_portal_user)
        self.assert_only_reads(self.friend)

    def test_used_again_after_the_end(self):
        """Who was taken off the list does not come back by the old link, even when invited once more."""
        token = self.line._token()
        self.accept(token)
        self.members()._change(self.line.id, "none")
        self.try_link(token, VOID)
        with freeze_time(fields.Datetime.now() + timedelta(seconds=5)):
            again = self.members()._invite(FRIEND, "read")
            fresh = again._token()
        self.try_link(token, VOID)
        self.assert_sees_nothing(self.friend)
        self.accept(fresh)
        self.assert_only_reads(self.friend)

    def test_taken_back(self):
        """An invitation that was taken back before it was used opens nothing; nor does one that has lain too long."""
        late, token = self.line._token(), self.line._token()
        self.members()._change(self.line.id, "none")
        self.try_link(token, VOID)
        other = self.members()._invite(FRIEND, "edit")
        self.try_link(late, VOID)
        with freeze_time(fields.Datetime.now() - timedelta(hours=73)):
            late = other._token()
        self.try_link(late, VOID)
        self.assert_sees_nothing(self.friend)

    def test_role_of_the_day(self):
        """What holds is what the applicant says at the time of the link's use, not what stood in the e-mail."""
        token = self.line._token()
        self.members()._change(self.line.id, "edit")
        self.members()._change(self.line.id, "read")
        self.accept(token)
        self.assert_only_reads(self.friend)

    def test_in_other_hands(self):
        """A link that was passed on opens nothing, whatever address whoever has it enters on the own account."""
        token = self.line._token()
        self.log_in("test_stranger")
        self.try_link(token, OTHERS)
        self.assertIn("redirectUrl", self.enter_address(self.other_portal_user, email=FRIEND))
        self.env.invalidate_all()
        self.assertEqual(self.other_portal_user.partner_id._ptsp_address(), FRIEND)
        self.log_in("test_stranger")
        self.try_link(token, OTHERS)
        self.assert_sees_nothing(self.other_portal_user)
        self.log_in("test_customer_service")
        self.try_link(token, OTHERS)
        self.log_in(None)
        response = self.url_open(PAGE, params={"token": token})
        self.assertIn("/web/login", response.url)
        self.assertNotIn(self.applicant.name, response.text)

    def test_made_up(self):
        """No link can be made of another one, of one for another purpose, or out of nothing."""
        token = self.line._token()
        raw = base64.urlsafe_b64decode(token + "===")
        other = self.members()._invite("other@example.com", "edit")
        said = json.dumps([other.id, FRIEND, fields.Datetime.to_string(other.invited_at)]).encode()
        made_up = {
            "another line": raw[:41] + said,
            "another time": raw[:1] + (2**40).to_bytes(8, "little") + raw[9:],
            "for ever": raw[:1] + bytes(8) + raw[9:],
            "another version": b"\x02" + raw[1:],
            "no signature": raw[:9] + bytes(32) + raw[41:],
            "cut": raw[:40],
            "longer": raw + b" ",
            "noise": bytes(range(256)),
        }
        for name, made in made_up.items():
            with self.subTest(name):
                self.try_link(base64.urlsafe_b64encode(made).decode().rstrip("="), VOID)
        for scope in ("ptsp-account-by-email", f"{_SCOPE}x"):
            with self.subTest(scope=scope):
                self.try_link(hash_sign(self.env, scope, self.line._said(), expiration_hours=1), VOID)
        for text in ("", "x", "%", "\0", "😀", "A" * 5000, token[1:], token.swapcase()):
            with self.subTest(text=text[:10]):
                self.try_link(text, VOID)
        self.assert_sees_nothing(self.friend)
