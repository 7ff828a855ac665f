"""What a PDF says of itself is true: an independent validator finds every document to be what it claims."""

from ast import literal_eval
from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PtspCase
from ..common_documents import rules_broken
from ..pictures import drawn

PROFILES = {"pdf/a-3b": "PDFA-3B", "pdf/ua-1": "PDFUA-1"}


@tagged("post_install", "-at_install", "slow")
class TestStandards(PtspCase):
    """Letters are PDF/A-3b, to be kept for ever; all other documents are PDF/UA-1, to be read by everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company._ptsp_give_emblem()
        granted, refused, draft = cls.bring_to(cls.file(3), "drafting")
        cls.as_role(refused, "processing").write({"decision": "refused", "refusal_reason": "Denah tidak berskala"})
        cls.submit_draft(cls, cls.as_role(granted, "processing"))
        section_head = cls.as_role(granted, "section_head")
        section_head.write(
            {
                "meeting_at": fields.Datetime.now() + timedelta(days=2),
                "meeting_place": "Ruang Rapat",
                "meeting_agenda": "Denah",
            }
        )
        section_head.action_number_invitation()
        for role, step in (
            ("section_head", cls.section_approve),
            ("division_head", cls.division_approve),
            ("agency_head", cls.sign),
            ("registry", cls.number),
        ):
            step(cls, cls.as_role(granted, role))
        represented = cls.file(is_represented=True, representative_id=cls.portal_user.partner_id.id)
        cls.bring_to(represented, "done", technical=True)
        asked = cls.bring_to(cls.file(), "correction")
        report = cls.env["ptsp.semester.report"].with_user(cls.users["auditor"])
        meeting = granted.sudo().meeting_ids
        sheet = (
            cls.env["ptsp.delivery"]
            ._as_procedure()
            .create(
                {
                    "name": "DN-01",
                    "agency_id": cls.agency.id,
                    "user_id": cls.users["liaison"].id,
                    "prepared_at": fields.Datetime.now(),
                    "review_ids": [Command.set(represented.sudo().review_ids.ids)],
                }
            )
        )
        now = fields.Datetime.now()
        visited = {"review_id": represented.sudo().review_ids[:1].id, "starts_at": now, "held_at": now, "state": "held"}
        visit = cls.env["ptsp.survey.visit"]._as_procedure().create(visited)
        meeting |= (
            cls.env["ptsp.meeting"]
            ._as_procedure()
            .create(
                {
                    "application_ids": [Command.set((represented + asked).ids)],
                    "company_id": cls.env.company.id,
                    "agenda": "Denah",
                    "starts_at": now,
                    "held_at": now,
                    "state": "held",
                    "minutes": "Parkir cukup",
                    "participant_ids": [Command.create({"name": "Siti", "office": "Sekretaris", "attended": True})],
                    "decision_ids": [
                        Command.create({"name": "Denah diperbaiki", "owner_id": cls.env.uid, "due_on": now.date()})
                    ],
                }
            )
        )
        complaint = (
            cls.env["ptsp.complaint"]
            ._as_procedure()
            .create({"text": "Lama sekali", "company_id": cls.env.company.id, "service_id": cls.service.id})
        )
        complaint._keep_answer(now)
        complaint._note_entry("answered", "Sudah kami perbaiki.")
        publication = cls.env["ptsp.complaint.publication"]
        published = publication._as_procedure().create(
            {
                "company_id": cls.env.company.id,
                "semester": "2026-I",
                "published_at": now,
                "user_id": cls.env.uid,
                "tables": publication._tables_of(cls.env.company, "2026-I"),
            }
        )
        index = {"index": 81.25, "grade": "B"}
        sheet_of_index = (
            cls.env["ptsp.satisfaction.publication"]
            ._as_procedure()
            .create(
                {
                    **index,
                    "service_id": cls.service.id,
                    "company_id": cls.env.company.id,
                    "semester": "2026-I",
                    "published_at": now,
                    "published_by_id": cls.env.uid,
                    "weight": "ninth",
                    "respondents": 30,
                    "element_ids": [
                        Command.create({"element": key, "mean": 3.25, **index})
                        for key, _name in cls.env["ptsp.satisfaction.published.element"]._fields["element"].selection
                    ],
                }
            )
        )
        cls.service.company_id.ptsp_uses_archive = True
        record = cls.env["ptsp.archive.record"]._file_applications(cls.bring_to(cls.file(), "done").sudo())
        destroyed = {"company_id": record.company_id.id, "record_ids": [Command.set(record.ids)], "name": "PA/1/2026"}
        people = dict.fromkeys(("proposed_by_id", "division_by_id", "agency_by_id", "executed_by_id"), cls.env.uid)
        moments = dict.fromkeys(("proposed_at", "division_at", "agency_at", "executed_at"), now)
        disposal = cls.env["ptsp.archive.disposal"]._as_procedure()
        evaluation = cls.env["ptsp.evaluation"]._as_procedure()
        evaluated = {
            "company_id": cls.env.company.id,
            "officer_id": cls.users["registry"].id,
            "superior_id": cls.users["section_head"].id,
            "semester": "2020-I",
            "opened_on": now.date(),
            "officer_word": "Setuju",
            "officer_signature": drawn(),
            "line_ids": [Command.create({"name": "Hasil", "weight": 1, "scale": 5, "mark": 4})],
        }
        assessment = cls.env["ptsp.self.assessment"].with_user(cls.users["manager"])
        cls.records = {
            "ptsp.evaluation": evaluation.create({**evaluated, "state": "answered"}),
            "ptsp.self.assessment": assessment.create({"service_id": cls.service.id, "year": 2026}),
            "ptsp.complaint": complaint,
            "ptsp.complaint.publication": published,
            "ptsp.satisfaction.publication": sheet_of_index,
            "ptsp.archive.disposal": disposal.create({**destroyed, **people, **moments, "state": "executed"}),
            "ptsp.archive.record": record,
            "ptsp.delivery": sheet,
            "ptsp.technical.review": represented.sudo().review_ids[:1],
            "ptsp.survey.visit": visit,
            "ptsp.meeting": meeting,
            "ptsp.meeting.participant": meeting[:1].participant_ids,
            "ptsp.application": granted + refused + draft + represented + asked,
            "ptsp.service": cls.service,
            "ptsp.semester.report": report.create({"service_id": cls.service.id, "year": 2026, "half": "II"}),
        }

    def documents(self, variant):
        """Return every document of a kind of PDF as bytes, of every case, by what names it."""
        documents = {}
        Report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        for report in Report.search([("ptsp_code", "!=", False), ("ptsp_pdf_variant", "=", variant)]):
            # What comes later in the procedure is refused.
            in_time = self.records[report.model].filtered_domain(literal_eval(report.domain or "[]"))
            self.assertTrue(in_time, report.report_name)
            for record in in_time:
                content, _extension = report._render_qweb_pdf(report.report_name, record.ids)
                documents[f"{report.report_name} {record.display_name}"] = content
        return documents

    def test_every_document(self):
        """veraPDF finds no rule of its standard that a document breaks, whatever it is about."""
        for variant, profile in PROFILES.items():
            documents = self.documents(variant)
            self.assertTrue(documents)
            self.assertEqual(rules_broken(profile, documents), {})

    def test_the_validator_looks(self):
        """What is no such PDF is told to be none."""
        letter = self.documents("pdf/a-3b").popitem()[1]
        self.assertTrue(rules_broken("PDFUA-1", {"letter": letter}))
