"""Step 11: what the OPD have said, and their letters, are tied into the control sheet."""

import base64
import hashlib
import json

from odoo.fields import Command
from odoo.tests import tagged

from ..common import PDF, PtspCase


@tagged("post_install", "-at_install")
class TestOpinionEvidence(PtspCase):
    """An opinion is kept as it was given: words, findings, conditions and the OPD's letter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env["ptsp.opinion.kind"].create(
            {
                "service_id": cls.service.id,
                "name": "Lalu lintas",
                "criterion_ids": [Command.create({"name": "Parkir"})],
            }
        )
        cls.application = cls.bring_to(cls.file(), "verification")
        officer = cls.as_role(cls.application, "verification")
        officer.write({"review_ids": [Command.create({"agency_id": cls.agency.id, "kind_id": cls.kind.id})]})
        officer.action_mark_checklist_ok()
        officer.action_verify_technical()
        cls.dispatch_to_opd(cls, cls.as_role(cls.application, "liaison"))
        cls.review = cls.application.sudo().review_ids

    def count_queries(self, call, *args, **kwargs):
        """Return the number of queries of a call that finds nothing in memory."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        call(*args, **kwargs)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def issue(self, review=None, **more):
        """Give the opinion with three conditions and a letter; return the number of queries."""
        review = (self.review if review is None else review).with_user(self.users["technical"])
        return self.count_queries(
            review.action_issue,
            "Setuju",
            conditions="Satu\nDua\nTiga",
            opinion_kind="conditional",
            files=[{"name": "Surat.pdf", "datas": base64.b64encode(PDF).decode()}],
            **more,
        )

    def found(self):
        """Return what was found on the criterion, as the call takes it."""
        return [{"id": self.review.finding_ids.id, "result": "met", "remark": "Cukup"}]

    def test_kept(self):
        """The line of the receipt has the opinion, what was found, and the fingerprint of the letter."""
        self.issue(findings=self.found())
        self.assertEqual(self.application.state, "drafting")
        line = self.application.sudo().control_ids.filtered(lambda line: line.action == "receive_advice")
        said = json.loads(line.evidence)["opinions"][str(self.review.id)]
        self.assertEqual(said["sha256"], [hashlib.sha256(PDF).hexdigest()])
        self.assertEqual(said["findings"], [["Parkir", "met", "Cukup"]])
        self.assertEqual(said["conditions"], "Satu\nDua\nTiga")
        sheet = self.application.with_user(self.users["auditor"])
        self.assertIn("unchanged", sheet.action_verify_control_sheet()["params"]["message"])
        self.env.cr.execute("UPDATE ptsp_technical_review SET opinion = 'Tidak' WHERE id = %s", [self.review.id])
        self.env.invalidate_all()
        self.assertIn("Opinions", sheet.action_verify_control_sheet()["params"]["message"])

    def test_dialog(self):
        """The dialog takes conditions of the library and free ones, and says which criteria are still open."""
        member = self.users["technical"]
        library = self.env["ptsp.opinion.condition"].with_user(member).create({"text": "Sediakan parkir"})
        dialog = (
            self.env["ptsp.review.issue"]
            .with_user(member)
            .create(
                {
                    "review_id": self.review.id,
                    "opinion_kind": "conditional",
                    "opinion": "Setuju",
                    "condition_ids": [Command.set(library.ids)],
                    "conditions": "Pasang rambu",
                }
            )
        )
        self.assertEqual(dialog.open_finding_count, 1)
        dialog.action_confirm()
        self.assertEqual(self.review.condition_ids.mapped("text"), ["Sediakan parkir", "Pasang rambu"])
        self.assertEqual(self.review.condition_ids[0].condition_id, library)

    def test_returned(self):
        """An opinion that went back and came again is sound in the sheet."""
        self.issue()
        self.review.with_user(self.users["processing"]).action_return("Lampiran kurang")
        sheet = self.application.with_user(self.users["auditor"])
        self.assertIn("unchanged", sheet.action_verify_control_sheet()["params"]["message"])
        self.review.with_user(self.users["technical"]).action_issue("Setuju sekali")
        self.assertIn("unchanged", sheet.action_verify_control_sheet()["params"]["message"])

    def test_queries_of_an_opinion(self):
        """An opinion with three conditions and a letter costs 25 queries at most, also where it moves the file on."""
        application = self.send_to_opd(
            *({"agency_id": opd.id, "kind": "Lalu lintas"} for opd in (self.agency, self.other_agency))
        )
        reviews = application.sudo().review_ids
        own = reviews.filtered(lambda review: review.agency_id == self.agency)
        with self.undone():
            self.issue(own)
        with self.undone():
            self.assertLessEqual(self.issue(own), 16)
        (reviews - own).with_user(self.other_opd_user).action_issue("Setuju")
        with self.undone():
            self.issue(own)
        self.assertLessEqual(self.issue(own), 25)
        self.assertEqual(application.state, "drafting")

    def test_queries_of_findings(self):
        """What was found on the criteria costs a few queries more, however many there are."""
        with self.undone():
            self.issue(findings=self.found())
        self.assertLessEqual(self.issue(findings=self.found()), 28)

    def test_queries_of_the_list(self):
        """The list of an OPD costs as many queries with many opinions as with few, and at most ten."""
        Review = self.env["ptsp.technical.review"].with_user(self.users["technical"])
        view = Review.get_view(self.env.ref("ptsp_exhibition.technical_review_view_list").id, "list")
        spec = {
            name: {"fields": {"display_name": {}}} if Review._fields[name].type == "many2one" else {}
            for name in view["models"]["ptsp.technical.review"]
            if Review._fields[name].type not in ("one2many", "many2many")
        }
        applications = self.bring_to(self.file(20), "technical")
        domain = [("awaited", "=", True)]

        def read(limit):
            return Review.web_search_read(domain, spec, limit=limit)

        read(20)
        few = self.count_queries(read, 2)
        many = self.count_queries(read, 20)
        self.assertGreaterEqual(read(80)["length"], len(applications))
        self.assertLessEqual(many, 10)
        self.assertLessEqual(many, few + 1)
