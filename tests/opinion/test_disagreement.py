"""Steps 12 to 14: the OPD do not agree, or the letter recommends what one of them does not."""

import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestDisagreement(PtspCase):
    """A positive decision against a negative opinion has a written reason of the agency head."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.send_to_opd()
        own, other = cls.application.sudo().review_ids
        own.with_user(cls.users["technical"]).action_issue("Baik")
        other.with_user(cls.other_opd_user).action_issue("Terlalu ramai", opinion_kind="not_recommended")

    def to_head(self, **values):
        """Bring the letter before the agency head."""
        processing = self.as_role(self.application, "processing")
        processing.write({"decision": "recommended", **values})
        processing.action_submit_draft()
        for role in ("section", "division"):
            head = self.as_role(self.application, f"{role}_head")
            getattr(head, f"action_{role}_approve")()
        return self.as_role(self.application, "agency_head")

    def test_told(self):
        """Whoever drafts is told that the OPD differ, and reads what each has said."""
        processing = self.as_role(self.application, "processing")
        self.assertTrue(processing.opinions_differ)
        self.assertIn("Terlalu ramai", processing.opd_said)
        self.assertFalse(processing.against_opinion)
        processing.decision = "recommended"
        self.assertTrue(processing.against_opinion)

    def test_reason_before_signing(self):
        """Without a reason nothing is signed; with it, it stands in the control sheet and on the verification form."""
        head = self.to_head()
        self.assert_refused(head, "sign", self.other_agency.name)
        head.against_opinion_reason = "Sudah ada petugas tambahan"
        head.action_sign()
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "sign")
        self.assertEqual(json.loads(line.evidence)["against_opinion"], "Sudah ada petugas tambahan")
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "ptsp_exhibition.report_verification_form", self.application.ids
        )
        self.assertIn(b"Sudah ada petugas tambahan", html)

    def test_dialog_asks(self):
        """The dialog of signing opens and asks for the reason, and keeps it."""
        head = self.to_head()
        action = head.with_context(transition="sign").action_decide()
        dialog = head.env["ptsp.letter.decision"].browse(action["res_id"])
        self.assertTrue(dialog.is_against_opinion)
        with self.assertRaisesRegex(UserError, "write why"):
            dialog.action_confirm()
        dialog.against_opinion_reason = "Sudah ada petugas tambahan"
        dialog.action_confirm()
        self.assertEqual(self.application.state, "numbering")
        self.assertEqual(head.against_opinion_reason, "Sudah ada petugas tambahan")

    def test_refusal_needs_none(self):
        """A refusal is not against the opinion that does not recommend."""
        head = self.to_head(decision="refused", refusal_reason="Terlalu ramai")
        head.action_sign()

    def test_who_writes_it(self):
        """Nobody but the agency head writes the reason, and a context key of a client opens nothing."""
        head = self.to_head()
        for role in ("processing", "section_head", "manager"):
            with self.subTest(role), self.assertRaises(UserError):
                self.as_role(self.application, role).against_opinion_reason = "x"
        with self.assertRaisesRegex(UserError, "write why"):
            head.with_context(ptsp_against_opinion=True).action_sign()
