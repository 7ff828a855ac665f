"""An opinion that is not needed any more is withdrawn, with a reason; with the last one the file goes on."""

import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestWithdrawal(PtspCase):
    """Verification withdraws what it has asked while it has the file, processing what the OPD has."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.officer = cls.as_role(cls.application, "verification")
        cls.officer.write(
            {
                "review_ids": [
                    Command.create({"agency_id": cls.agency.id, "kind": "Lalu lintas"}),
                    Command.create({"agency_id": cls.other_agency.id, "kind": "Ketertiban"}),
                ]
            }
        )
        cls.own, cls.other = cls.officer.review_ids

    def send(self):
        """Let the file go to the OPD."""
        self.officer.action_mark_checklist_ok()
        self.officer.action_verify_technical()
        self.dispatch_to_opd(self.as_role(self.application, "liaison"))

    def test_at_verification(self):
        """Verification withdraws one of two, and only the other one goes out."""
        with self.assertRaisesRegex(UserError, "Write why"):
            self.own.action_withdraw(" ")
        self.own.action_withdraw("Tidak menutup jalan")
        self.assertEqual((self.own.state, self.own.stage), ("cancelled", "withdrawn"))
        self.send()
        self.assertFalse(self.own.cover_letter_number)
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "verify_technical")
        said = json.loads(line.evidence)["withdrawn_opinions"][str(self.own.id)]
        self.assertEqual((said["reason"], said["by"]), ("Tidak menutup jalan", self.users["verification"].id))

    def test_the_last_one(self):
        """With the last open opinion the file goes on, and the promise from that moment."""
        self.send()
        self.own.with_user(self.users["technical"]).action_issue("Baik")
        processing = self.other.with_user(self.users["processing"])
        self.assertTrue(processing.may_withdraw)
        processing.action_withdraw("OPD tidak berwenang")
        self.assertEqual(self.application.state, "drafting")
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "receive_advice")
        self.assertFalse(line.effective_at)
        self.assertIn(str(self.other.id), json.loads(line.evidence)["withdrawn_opinions"])

    def test_none_left(self):
        """Where no opinion was given at all the file goes on as well."""
        self.send()
        (self.own | self.other).with_user(self.users["processing"]).action_withdraw("Tidak diperlukan lagi")
        self.assertEqual(self.application.state, "drafting")
        self.assertEqual(self.application.sudo().clock_started_at.replace(microsecond=0), self.moment_of_receipt())

    def moment_of_receipt(self):
        """Return when the file came back from the OPD, by the control sheet."""
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "receive_advice")
        return (line.effective_at or line.ended_at).replace(microsecond=0)

    def test_who(self):
        """Neither the OPD, nor the liaison officer, nor a manager withdraws; nobody withdraws what was given."""
        self.send()
        for user in (self.users["technical"], self.users["liaison"], self.users["verification"], self.users["manager"]):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.own.with_user(user).action_withdraw("x")
        self.own.with_user(self.users["technical"]).action_issue("Baik")
        with self.assertRaisesRegex(UserError, "not open"):
            self.own.with_user(self.users["processing"]).action_withdraw("x")

    def test_opd_learns_nothing(self):
        """An OPD whose opinion was withdrawn sees the file no longer, and no reason."""
        self.send()
        member = self.users["technical"]
        self.assertTrue(self.application.with_user(member).search([("id", "=", self.application.id)]))
        self.own.with_user(self.users["processing"]).action_withdraw("Alasan internal")
        self.assertFalse(self.application.with_user(member).search([("id", "=", self.application.id)]))
        self.assertRaises(AccessError, self.own.with_user(member).read, ["kind"])

    def test_questions_of_the_opd(self):
        """What the OPD had asked the applicant is asked no longer."""
        self.send()
        request = self.own.with_user(self.users["technical"]).action_ask("Berapa petugas parkir?")
        self.own.with_user(self.users["processing"]).action_withdraw("Tidak diperlukan lagi")
        self.assertEqual(request.sudo().state, "accepted")

    def test_entered_late(self):
        """An opinion on paper that is entered days after it came stands in the managers' list; another one does not."""
        self.send()
        sheet = self.application.sudo().control_ids
        past = Datetime.now() - timedelta(days=10)
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_control_line SET started_at = %s WHERE id IN %s", (past, tuple(sheet.ids)))
        self.env.invalidate_all()
        receiver = self.users["processing"]
        self.own.with_user(receiver).action_issue("Baik", received_at=past + timedelta(days=1))
        self.other.with_user(receiver).action_issue("Baik")
        late = self.env["ptsp.technical.review"].with_user(self.users["manager"]).search([("entered_late", "=", True)])
        self.assertEqual(late & (self.own | self.other), self.own)
