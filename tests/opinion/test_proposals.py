"""Step 7: the catalogue proposes opinions from the facts of an application, and verification decides on each."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestProposals(PtspCase):
    """What is proposed is asked for or dropped with a reason; that none is needed stands in the control sheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.opinion_kind_ids.write({"rule": False})
        cls.kind = cls.env["ptsp.opinion.kind"].create(
            {
                "service_id": cls.service.id,
                "name": "Lalu lintas",
                "agency_id": cls.agency.id,
                "rule": "[('expected_visitors', '>', 5000)]",
                "reason": "Lebih dari 5.000 pengunjung",
            }
        )
        cls.large = cls.bring_to(cls.file(expected_visitors=6000), "verification")
        cls.officer = cls.as_role(cls.large, "verification")

    def evidence(self, application):
        """Return what the last closed line of the control sheet says of the opinions."""
        lines = application.sudo().control_ids.filtered("ended_at").sorted("sequence")
        return json.loads(lines[-1].evidence)["opinions_asked"]

    def test_proposed(self):
        """An application beyond the limit comes to verification with its proposal, a smaller one without."""
        small = self.bring_to(self.file(), "verification")
        self.assertFalse(small.sudo().proposal_ids)
        proposal = self.officer.proposal_ids
        self.assertEqual((proposal.name, proposal.agency_id), ("Lalu lintas", self.agency))
        self.assertEqual(proposal.reason, "Lebih dari 5.000 pengunjung")
        self.officer.action_mark_checklist_ok()
        self.assert_refused(self.officer, "verify_direct", "Lalu lintas")
        self.assert_refused(self.officer, "verify_technical", "Lalu lintas")

    def test_taken(self):
        """The opinion that is taken is asked for, by its kind, and goes out with its cover letter."""
        self.officer.proposal_ids.action_take()
        review = self.officer.review_ids
        self.assertEqual((review.kind_id, review.kind, review.agency_id), (self.kind, "Lalu lintas", self.agency))
        self.assertEqual(self.officer.proposal_ids.review_id, review)
        self.officer.action_mark_checklist_ok()
        self.officer.action_verify_technical()
        self.assertEqual(self.large.state, "liaison")
        [said] = self.evidence(self.large)["proposals"]
        self.assertEqual((said["state"], said["by"]), ("taken", self.users["verification"].id))

    def test_another_opd(self):
        """Verification asks another OPD than the one that the catalogue names."""
        self.officer.proposal_ids.action_take(self.other_agency.id)
        self.assertEqual(self.officer.review_ids.agency_id, self.other_agency)

    def test_dropped(self):
        """Nothing is dropped without a reason; with one the file goes on, and the sheet says who, when and why."""
        proposal = self.officer.proposal_ids
        with self.assertRaisesRegex(UserError, "Write why"):
            proposal.action_drop()
        proposal.action_drop("Di area tertutup")
        self.officer.no_opinion_reason = "Tidak ada dampak"
        self.officer.action_mark_checklist_ok()
        self.officer.action_verify_direct()
        said = self.evidence(self.large)
        self.assertEqual(said["none_needed_because"], "Tidak ada dampak")
        self.assertEqual((said["proposals"][0]["reason"], said["reviews"]), ("Di area tertutup", {}))
        self.assertIn("Di area tertutup", self.large.sudo()._why_no_opinion())
        with self.assertRaises(UserError):
            proposal.action_reconsider()

    def test_decided_anew(self):
        """While the file is there a dropped proposal is decided anew, and so is one whose review is deleted."""
        proposal = self.officer.proposal_ids
        proposal.action_drop("Tidak perlu")
        proposal.action_reconsider()
        self.assertEqual(proposal.state, "proposed")
        proposal.action_take()
        self.officer.review_ids.unlink()
        self.assertEqual(proposal.state, "proposed")

    def test_asked_by_hand(self):
        """Who has asked the same OPD by hand has decided already."""
        self.officer.env["ptsp.technical.review"].create(
            {"application_id": self.large.id, "agency_id": self.agency.id, "kind": "Arus kendaraan"}
        )
        self.assertEqual(self.officer.proposal_ids.state, "taken")

    def test_facts_that_change(self):
        """What no rule proposes any more goes, what is decided stays, and what fits now comes."""
        self.large._as_procedure().write({"expected_visitors": 100})
        self.assertFalse(self.officer.proposal_ids)
        self.large._as_procedure().write({"expected_visitors": 9000})
        self.officer.proposal_ids.action_drop("Tidak perlu")
        self.large._as_procedure().write({"expected_visitors": 100})
        self.assertEqual(self.officer.proposal_ids.state, "dropped")

    def test_rule_that_breaks(self):
        """A rule that cannot be used any more, or whose OPD is archived, is told and holds nobody up."""
        self.env.cr.execute(
            "UPDATE ptsp_opinion_kind SET rule = '[(''gone'', ''='', 1)]' WHERE id = %s", [self.kind.id]
        )
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        application = self.bring_to(self.file(expected_visitors=6000), "verification")
        officer = self.as_role(application, "verification")
        self.assertFalse(officer.proposal_ids)
        self.assertIn("gone", officer.rules_unusable)
        officer.action_mark_checklist_ok()
        officer.action_verify_direct()
        self.kind.rule = "[('expected_visitors', '>', 5000)]"
        self.agency.active = False
        application = self.bring_to(self.file(expected_visitors=6000), "verification")
        officer = self.as_role(application, "verification")
        self.assertIn("archived", officer.rules_unusable)
        with self.assertRaisesRegex(UserError, "Choose which OPD"):
            officer.proposal_ids.action_take()
        officer.proposal_ids.action_drop("OPD sudah digabung")
        officer.action_mark_checklist_ok()
        officer.action_verify_direct()

    def test_who_decides(self):
        """Nobody but verification decides, and only while it has the file; nobody enters a proposal."""
        proposal = self.officer.proposal_ids
        for role in ("processing", "agency_head", "manager", "auditor", "technical"):
            with self.subTest(role), self.assertRaises(UserError):
                proposal.with_user(self.users[role]).action_drop("x")
        with self.assertRaises(UserError):
            proposal.write({"state": "dropped"})
        with self.assertRaises(UserError):
            proposal.create({"application_id": self.large.id, "name": "x"})
        with self.assertRaises(UserError):
            proposal.unlink()
        self.assertRaises(AccessError, proposal.with_user(self.users["technical"]).read, ["name"])

    def test_none_proposed(self):
        """That none is proposed and none was asked stands in the control sheet, too."""
        small = self.bring_to(self.file(), "drafting")
        self.assertEqual(self.evidence(small), {"reviews": {}, "proposals": [], "none_needed_because": ""})
