"""Two agencies in one database: who works at one neither reads, changes, takes away nor uses what is the other's."""

import base64
from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import OVERSIGHT_ROLES, PDF, STAFF_ROLES, PtspCase
from ..pictures import encoded

#: Odoo's own models that a manager writes because of this addon. Who reads them, Odoo says.
CALENDARS = ("resource.calendar", "resource.calendar.attendance", "resource.calendar.leaves")


@tagged("post_install", "-at_install")
class TestTwoAgencies(PtspCase):
    """The test lists the models and their fields by itself; a model of which it has no record fails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        cls.models = [
            name for name, model in sorted(cls.env.registry.items()) if name.startswith("ptsp.") and not model._abstract
        ]
        cls.make_everything()
        cls.env.flush_all()
        cls.theirs = {
            name: cls.env[name].sudo().with_context(active_test=False).search([], limit=3)
            for name in (*cls.models, *CALENDARS)
        }
        for name in CALENDARS:
            cls.theirs[name] = (
                cls.env[name]
                .sudo()
                .search([("calendar_id", "=", cls.service.calendar_id.id)] if name != CALENDARS[0] else [], limit=3)
            )
        cls.theirs[CALENDARS[0]] = cls.service.calendar_id
        cls.other_company = cls.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        cls.others = {role: cls.officer_elsewhere(role, cls.other_company) for role in (*STAFF_ROLES, *OVERSIGHT_ROLES)}
        cls.foreign_manager = cls.others["manager"]
        calendar = cls.service.calendar_id.sudo().copy({"company_id": cls.other_company.id})
        cls.foreign_service = cls.service.sudo().copy(
            {
                "company_id": cls.other_company.id,
                "calendar_id": calendar.id,
                "code": "PAR-05-K",
                "in_force_from": date.today() - timedelta(days=9),
            }
        )
        cls.foreign_agency = cls.env["ptsp.agency"].create({"name": "Dishub", "company_id": cls.other_company.id})
        cls.foreign_signatory = cls.env["ptsp.signatory"].create(
            {"company_id": cls.other_company.id, "title": "Kepala", "date_from": date.today()}
        )

    @classmethod
    def make_everything(cls):
        """Let the first agency have a record of each model."""
        env = cls.env
        done = cls.bring_to(cls.file(), "done", technical=True)
        now = fields.Datetime.now()
        env["ptsp.deputation"].create(
            {
                "role": "section_head",
                "holder_id": cls.users["section_head"].id,
                "deputy_id": cls.users["pickup"].id,
                "starts_at": now,
                "ends_at": now + timedelta(days=1),
                "company_id": cls.company.id,
            }
        )
        env["ptsp.signatory"].create(
            {
                "company_id": cls.company.id,
                "title": "Sekretaris",
                "user_id": cls.users["auditor"].id,
                "date_from": date.today(),
            }
        )
        env["ptsp.online.request"]._count()
        env["ptsp.applicant.member"]._as_procedure().create(
            {"principal_id": cls.applicant.id, "email": "x@example.com", "invited_at": now}
        )
        done.with_user(cls.portal_user).action_write_message("Terima kasih")
        env["ptsp.opd.message"]._as_procedure().create(
            {"review_id": done.review_ids.id, "body": "Denah?", "user_id": cls.users["technical"].id, "written_at": now}
        )
        cls.make_opinion(done.sudo().review_ids)
        for make in (cls.make_delivery, cls.make_visit, cls.make_meeting):
            make(done.sudo().review_ids)
        cls.make_archive(done.sudo())
        cls.make_evaluation()
        cls.make_front_office(done.sudo())
        cls.make_queue(done)
        env["ptsp.letter.lookup"]._look_up(done.sudo().letter_token, "192.0.2.1")
        env["ptsp.status.lookup"]._look_up("192.0.2.1", token=done.sudo().status_token)
        env["ptsp.status.trial"]._count_visit([1], number_hash="x")
        env["ptsp.alert"]._as_procedure().create(
            {
                "application_id": done.id,
                "service_id": cls.service.id,
                "company_id": cls.company.id,
                "kind": env["ptsp.alert"]._selection_kind()[0][0],
                "due_at": now,
                "given_at": now,
            }
        )
        env["ptsp.application.change"]._as_procedure().create(
            {
                "application_id": done.id,
                "detail": "city",
                "label": "Kota",
                "state": done.state,
                "control_line": 1,
                "user_id": env.uid,
                "changed_at": now,
            }
        )
        values = {"sla_verdict": "met", "deadline": now}
        env["ptsp.clock.recomputation"]._as_procedure()._note([(done, values, values, values)])
        corrected = cls.as_role(cls.bring_to(cls.file(), "correction"), "customer_service")
        corrected.applicant_identity = "6472051203850002"
        for switched_on in (False, True):
            cls.company.with_user(env.ref("base.user_admin")).ptsp_separation_of_duties = switched_on
        numbered = cls.as_role(cls.bring_to(cls.file(), "final_check"), "registry")
        numbered.action_attach_signed_copy("Surat.pdf", base64.b64encode(PDF).decode())
        numbered.action_void_number("Salah ketik")
        cls.make_complaint()
        cls.make_dialogs(done, corrected.sudo().request_ids[:1])
        cls.make_satisfaction(cls.as_role(done, "pickup").sudo(False))
        cls.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "calendar_id": cls.service.calendar_id.id,
                "date_from": now + timedelta(days=90),
                "date_to": now + timedelta(days=91),
            }
        )

    @classmethod
    def make_opinion(cls, review):
        """Let an opinion have all that comes with one."""
        env = cls.env
        kind = env["ptsp.opinion.kind"].search([("service_id", "=", cls.service.id)], limit=1)
        env["ptsp.agency.delegation"].with_user(cls.users["manager"]).create(
            {
                "agency_id": cls.agency.id,
                "member_id": cls.users["technical"].id,
                "deputy_id": cls.other_opd_user.id,
                "ends_at": fields.Datetime.now() + timedelta(days=1),
            }
        )
        env["ptsp.opinion.condition"].create({"agency_id": cls.agency.id, "text": "Sediakan parkir"})
        env["ptsp.opinion.finding"]._as_procedure().create({"review_id": review.id, "name": "Parkir"})
        env["ptsp.review.condition"]._as_procedure().create({"review_id": review.id, "text": "Sediakan parkir"})
        env["ptsp.opinion.proposal"]._as_procedure().create(
            {"application_id": review.application_id.id, "kind_id": kind.id, "name": kind.name}
        )

    @classmethod
    def make_delivery(cls, review):
        """Let an opinion be asked for on a sheet, in vain at first, and by a link that was opened."""
        env = cls.env
        now = fields.Datetime.now()
        sheet = (
            env["ptsp.delivery"]
            ._as_procedure()
            .create(
                {
                    "name": "1",
                    "agency_id": cls.agency.id,
                    "user_id": cls.users["liaison"].id,
                    "prepared_at": now,
                    "review_ids": [Command.set(review.ids)],
                }
            )
        )
        env["ptsp.delivery.attempt"]._as_procedure().create(
            {"delivery_id": sheet.id, "attempted_at": now, "user_id": cls.users["liaison"].id, "reason": "closed"}
        )
        env["ptsp.delivery.failure"].with_user(cls.users["liaison"]).create(
            {"delivery_id": sheet.id, "reason": "closed"}
        )
        link = (
            env["ptsp.opd.link"]
            ._as_procedure()
            .create(
                {
                    "review_id": review.id,
                    "email": "dishub@example.com",
                    "token_hash": "x",
                    "sent_at": now,
                    "expires_at": now + timedelta(days=1),
                }
            )
        )
        env["ptsp.opd.visit"]._begin(link.sudo())
        env["ptsp.opd.visit.log"]._count_visit([1], address_hash="x", link_id=link.id, what="opened")

    @classmethod
    def make_visit(cls, review):
        """Let an opinion have a visit on site with all that comes with one."""
        env = cls.env
        visit = (
            env["ptsp.survey.visit"]
            ._as_procedure()
            .create({"review_id": review.id, "starts_at": fields.Datetime.now(), "place": "Balai"})
        )
        for model, values in (
            ("person", {"name": "Budi"}),
            ("finding", {"name": "Parkir"}),
            ("photo", {"name": "Pintu", "image": encoded()}),
        ):
            env[f"ptsp.survey.{model}"]._as_procedure().create({"visit_id": visit.id, **values})
        staff = cls.env(user=cls.users["processing"])
        staff["ptsp.survey.call.off"].create({"visit_id": visit.id, "reason": "Hujan"})
        staff["ptsp.survey.hold"].create({"visit_id": visit.id})
        staff["ptsp.survey.photo.upload"].create({"visit_id": visit.id})

    @classmethod
    def make_meeting(cls, review):
        """Let there be a meeting, what an OPD was asked again, and a strategic application."""
        env, application, now = cls.env, review.application_id, fields.Datetime.now()
        meeting = (
            env["ptsp.meeting"]
            ._as_procedure()
            .create(
                {
                    "agenda": "Tata letak",
                    "application_ids": [Command.set(application.ids)],
                    "company_id": cls.company.id,
                }
            )
        )
        env["ptsp.meeting.participant"]._as_procedure().create({"meeting_id": meeting.id, "name": "Budi"})
        env["ptsp.meeting.decision"]._as_procedure().create({"meeting_id": meeting.id, "name": "Denah baru"})
        asked = {"person": "Siti", "said": "Besok", "channel": "call", "contacted_at": now}
        env["ptsp.opd.contact"]._as_procedure().create({"review_id": review.id, "user_id": env.uid, **asked})
        env["ptsp.strategic.mark"]._as_procedure().create(
            {"application_id": application.id, "reason": "Tamu negara", "user_id": env.uid, "marked_at": now}
        )
        staff = cls.env(user=cls.users["section_head"])
        staff["ptsp.meeting.call.off"].create({"meeting_id": meeting.id, "reason": "Batal"})
        staff["ptsp.meeting.propose"].create({"application_id": application.id, "agenda": "Tata letak"})
        staff["ptsp.opd.contact.note"].create({"review_id": review.id, **asked})
        staff["ptsp.strategic.marking"].create({"application_id": application.id, "reason": "Tamu negara"})

    @classmethod
    def make_complaint(cls):
        """Let there be a complaint with all that comes with one."""
        env, now = cls.env, fields.Datetime.now()
        complaint = (
            env["ptsp.complaint"]
            ._as_procedure()
            .create({"text": "Lama sekali", "company_id": cls.company.id, "complainant_name": "Budi"})
        )
        for model in ("visit", "sender"):
            values = {"address_hash": "x", **({"what": "sent"} if model == "visit" else {})}
            env[f"ptsp.complaint.{model}"]._count_visit([1], **values)
        env["ptsp.complaint.publication"]._as_procedure().create(
            {
                "company_id": cls.company.id,
                "semester": "2026-I",
                "published_at": now,
                "user_id": env.uid,
                "tables": {"total": 0, "kinds": [], "channels": [], "services": []},
            }
        )
        env["ptsp.complaint.saying"].create({"complaint_id": complaint.id, "text": "Catatan"})
        env["ptsp.complaint.publishing"].create({})

    @classmethod
    def make_satisfaction(cls, done):
        """Let there be answers that count and one that waits, a published index, and what is done about it."""
        questions = cls.service.questionnaire_id.question_ids
        answers = {
            str(question.id): question.suggested_answer_ids[:1].id or "Tambah kursi"
            for question in questions.filtered(lambda each: not each.is_page)
        }
        cls.env["survey.user_input"].sudo()._ptsp_enter(
            cls.service, "2020-I", cls.service.questionnaire_id, [answers] * 5
        )
        cls.env["ptsp.satisfaction.ballot"]._cast(cls.service, "2020-I", answers)
        cls.env["ptsp.satisfaction.visit"]._is_counted("x")
        cls.env.flush_all()
        manager = cls.env(user=cls.users["manager"])
        figure = manager["ptsp.figure.satisfaction"].search([("semester", "=", "2020-I")])
        publication = manager["ptsp.satisfaction.publication"].browse(figure.action_publish()["res_id"])
        publication.action_plan_improvements()
        done.env["ptsp.satisfaction.paper"].create(
            {"application_id": done.id, "line_ids": [Command.create({"number": "1"})]}
        )

    @classmethod
    def make_archive(cls, application):
        """Let there be a file in the archive that was lent, and one list of what is destroyed."""
        env, now = cls.env, fields.Datetime.now()
        record = env["ptsp.archive.record"]._file_applications(application)
        place = env["ptsp.archive.place"]._as_procedure().create({"name": "Boks 1", "company_id": cls.company.id})
        record._as_procedure().place_id = place
        staff = cls.env(user=cls.users["registry"])
        staff["ptsp.archive.loan"].create(
            {
                "record_id": record.id,
                "borrower_name": "Siti",
                "purpose": "Perkara",
                "due_on": date.today() + timedelta(days=9),
            }
        )
        disposal = (
            env["ptsp.archive.disposal"]
            ._as_procedure()
            .create({"company_id": cls.company.id, "proposed_by_id": env.uid, "proposed_at": now, "name": "PA"})
        )
        env["ptsp.archive.destroyed"]._as_procedure().create(
            {"record_id": record.id, "disposal_id": disposal.id, "res_model": "x", "res_id": 1, "sha256": "x"}
        )
        staff["ptsp.archive.act"].create({"record_ids": [Command.set(record.ids)], "reason": "Perkara"})
        staff["ptsp.archive.scan.upload"].create({"record_id": record.id, "file": base64.b64encode(PDF)})

    @classmethod
    def make_evaluation(cls):
        """Let an officer be evaluated, and a service assess itself."""
        env = cls.env
        env["ptsp.evaluation"]._as_procedure().create(
            {
                "company_id": cls.company.id,
                "officer_id": cls.users["registry"].id,
                "superior_id": cls.users["section_head"].id,
                "semester": "2020-I",
                "opened_on": date.today(),
                "state": "marked",
                "line_ids": [Command.create({"name": "Hasil", "weight": 1, "scale": 5})],
            }
        )
        env["ptsp.self.assessment"].with_user(cls.users["manager"]).create({"service_id": cls.service.id, "year": 2020})

    @classmethod
    def make_front_office(cls, application):
        """Let somebody have asked at the information desk, and a letter have been collected."""
        env = cls.env
        contact = (
            env["ptsp.information.contact"]
            .with_user(cls.users["information"])
            .create({"service_id": cls.service.id, "person_name": "Siti", "email": "siti@example.com"})
        )
        env["ptsp.information.sending"]._count_visit(
            [1],
            contact_id=contact.id,
            user_id=cls.users["information"].id,
            service_id=cls.service.id,
            address="siti@example.com",
        )
        application._as_procedure()._note_proof("scan", "Bukti.pdf", PDF, cls.users["pickup"])
        env["ptsp.handover.reading"]._as_procedure().create(
            {
                "application_id": application.id,
                "kind": "duty",
                "name": "Melapor",
                "user_id": cls.users["pickup"].id,
                "read_at": fields.Datetime.now(),
            }
        )
        desk = cls.env(user=cls.users["pickup"])
        desk["ptsp.handover.scan"].create({"application_id": application.id, "file": base64.b64encode(PDF)})
        desk["ptsp.pickup.finder"].create({"sought": "Siti"})

    @classmethod
    def make_queue(cls, application):
        """Let there be a number that was called at a counter, and a kiosk."""
        env = cls.env
        cls.company.write({"ptsp_uses_queue": True, "ptsp_queue_keeps_hours": False})
        line = env["ptsp.queue.service"].create({"name": "Informasi", "letter": "X", "role": "information"})
        other = env["ptsp.queue.service"].create({"name": "Pengambilan", "letter": "Y", "role": "pickup"})
        env["ptsp.queue.ticket"]._take_number(line)
        counter = env["ptsp.counter"].create(
            {"name": "Depan", "number": 91, "service_ids": [Command.set((line | other).ids)]}
        )
        counter = counter.with_user(cls.users["information"])
        counter.action_open()
        counter.action_call_next()
        counter.action_link_application(application.id)
        env["ptsp.queue.device"].create({"name": "Pintu masuk"})
        line.bookable = True
        env["ptsp.queue.booking"].with_user(cls.portal_user)._book(line, line._slots()[0])
        env["ptsp.queue.visit"]._note_try("192.0.2.1")
        counter.env["ptsp.queue.transfer"].create({"counter_id": counter.id, "service_id": other.id})
        counter.env["ptsp.queue.application"].create({"counter_id": counter.id, "application_id": application.id})

    @classmethod
    def make_dialogs(cls, done, asked):
        manager, staff = (cls.env(user=cls.users[role]) for role in ("manager", "section_head"))
        revision = done.sudo().revision_ids[:1]
        staff["ptsp.transition.note"].create({"application_ids": done.ids, "transition": "cancel", "note": "Catatan"})
        staff["ptsp.review.issue"].create({"review_id": done.review_ids.id, "opinion": "Baik"})
        staff["ptsp.review.withdraw"].create({"review_id": done.review_ids.id, "reason": "Tidak perlu"})
        staff["ptsp.request.again"].create({"request_id": asked.id, "reason": "Kurang"})
        staff["ptsp.request.ask"].create({"review_id": done.review_ids.id, "text": "Denah?"})
        staff["ptsp.request.reply"].create({"request_id": asked.id, "answer": "Terlampir"})
        staff["ptsp.opd.message.write"].create({"review_id": done.review_ids.id, "body": "Denah?"})
        staff["ptsp.opinion.return"].create({"application_id": done.id, "note": "Kurang"})
        staff["ptsp.letter.decision"].create({"application_ids": done.ids, "transition": "sign"})
        staff["ptsp.counter.papers"].create({"application_id": done.id})
        staff["ptsp.signed.copy.upload"].create({"application_id": done.id, "file": base64.b64encode(PDF)})
        staff["ptsp.letter.revocation"].create({"application_ids": done.ids, "reason": "Keliru"})
        staff["ptsp.duplicate.comparison"].create({"application_id": done.id, "other_id": done.id})
        staff["ptsp.letter.comparison"].create(
            {"application_id": done.id, "older_id": revision.id, "newer_id": revision.id}
        )
        manager["ptsp.holiday.import"].create({"calendar_id": cls.service.calendar_id.id})
        manager["ptsp.detail.editor"].create({"service_id": cls.service.id})
        manager["ptsp.agency.settings"].create({})
        manager["ptsp.semester.report"].create({})

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()

    def refused(self):
        return self.assertRaises(UserError)

    def test_there_is_something_of_everything(self):
        """No model is left out."""
        for name, records in self.theirs.items():
            with self.subTest(model=name):
                self.assertTrue(records)

    def test_nobody_reads(self):
        """No role of another agency finds or reads a record of any model, not even the manager or the auditor."""
        for role, user in self.others.items():
            for name in self.models:
                records = self.theirs[name].with_user(user)
                with self.subTest(role=role, model=name):
                    if not records.has_access("read"):
                        found = records.browse()
                        if records.browse().has_access("read"):
                            found = records.with_context(active_test=False).search([("id", "in", records.ids)])
                        self.assertFalse(found)
                    with self.assertRaises(AccessError):
                        records.read([])

    def test_nobody_writes_or_deletes(self):
        """Nor changes or deletes one, calendars, hours and holidays by which the other agency counts included."""
        for role, user in self.others.items():
            for name, records in self.theirs.items():
                record = records[:1].with_user(user)
                own = [
                    field
                    for field in record._fields.values()
                    if field.store and field.type in ("char", "text", "integer", "float") and field.name != "id"
                ]
                for field in own[:2]:
                    value = "1" if field.type in ("char", "text") else 1
                    with self.subTest(role=role, field=str(field)), self.refused(), self.env.cr.savepoint():
                        record.write({field.name: value})
                with self.subTest(role=role, model=name), self.refused(), self.env.cr.savepoint():
                    record.unlink()

    @mute_logger("odoo.sql_db")
    def test_nobody_refers(self):
        """What belongs to one agency refers to nothing of the other, and is not moved there: field by field."""
        env = self.env(user=self.foreign_manager, context={"allowed_company_ids": self.other_company.ids})
        own = {
            "ptsp.service": self.foreign_service,
            "ptsp.requirement": self.foreign_service.requirement_ids[:1],
            "ptsp.step": self.foreign_service.step_ids[:1],
            "ptsp.legal.basis": self.foreign_service.legal_basis_ids[:1],
            "ptsp.agency": self.foreign_agency,
            "ptsp.signatory": self.foreign_signatory,
            "resource.calendar": self.foreign_service.calendar_id,
            "resource.calendar.attendance": self.foreign_service.calendar_id.attendance_ids[:1],
            "ptsp.holiday.import": env["ptsp.holiday.import"].create({}),
            "ptsp.detail.editor": env["ptsp.detail.editor"].create({"service_id": self.foreign_service.id}),
            "ptsp.semester.report": env["ptsp.semester.report"].create({}),
        }
        own["resource.calendar.leaves"] = env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "calendar_id": own["resource.calendar"].id,
                "date_from": "2031-01-01 00:00:00",
                "date_to": "2031-01-01 12:00:00",
            }
        )
        tried = 0
        for name, record in own.items():
            record = env[name].browse(record.id)
            self.assertTrue(record.has_access("write"), name)
            for field in record._fields.values():
                theirs = self.company if field.comodel_name == "res.company" else self.theirs.get(field.comodel_name)
                if not theirs or not field.store or field.type == "one2many":
                    continue
                value = theirs[:1].id if field.type == "many2one" else [Command.link(theirs[:1].id)]
                tried += 1
                with self.subTest(field=str(field)), self.refused(), self.env.cr.savepoint():
                    record.write({field.name: value})
                with self.subTest(field=str(field), create=True), self.refused(), self.env.cr.savepoint():
                    record.create({**record.copy_data()[0], field.name: value})
        self.assertGreater(tried, 15)

    def test_people_of_the_other_agency(self):
        """Nor to its people: they are no signatories, deputies, or members of an OPD here."""
        manager = self.foreign_manager
        for record, name, value in (
            (self.foreign_signatory, "user_id", self.users["agency_head"].id),
            (self.foreign_agency, "member_ids", [Command.link(self.users["technical"].id)]),
        ):
            with self.subTest(field=name), self.assertRaisesRegex(UserError, "another company"):
                record.with_user(manager).write({name: value})

    def test_review_of_a_foreign_opd(self):
        """An application is not sent to the OPD of another agency, by whomever it is asked."""
        application = self.bring_to(self.file(), "verification")
        verification = self.as_role(application, "verification")
        values = {"application_id": application.id, "agency_id": self.foreign_agency.id, "kind": "Lalu lintas"}
        with self.assertRaisesRegex(AccessError, "choose a record of your own agency"):
            verification.env["ptsp.technical.review"].create(values)
        self.users["verification"].company_ids += self.other_company
        both = verification.with_context(allowed_company_ids=(self.company + self.other_company).ids)
        with self.assertRaisesRegex(UserError, "another company"), self.env.cr.savepoint():
            both.env["ptsp.technical.review"].create(values)

    def test_lookups(self):
        """Lookups of letters are the agency's; those of what is no letter are nobody's."""
        Lookup = self.env["ptsp.letter.lookup"]
        Lookup._look_up("nothing", "192.0.2.1")
        found = Lookup.with_user(self.foreign_manager).search([])
        self.assertTrue(found)
        self.assertFalse(found.application_id)

    def test_holidays_of_all(self):
        """A manager enters no holiday that would count for another agency."""
        Leaves = self.env["resource.calendar.leaves"].with_user(self.foreign_manager)
        values = {"name": "Libur", "date_from": "2031-01-01 00:00:00", "date_to": "2031-01-01 12:00:00"}
        for more in ({"calendar_id": self.service.calendar_id.id}, {"company_id": self.company.id}):
            with self.subTest(more=more), self.refused(), self.env.cr.savepoint():
                Leaves.create({**values, **more})
        holiday = Leaves.create({**values, "calendar_id": False, "company_id": False})
        self.assertEqual(holiday.company_id, self.other_company)
        with self.refused(), self.env.cr.savepoint():
            holiday.company_id = False

    def test_calendar_of_nobody(self):
        """A calendar of no company is changed by either agency until a service of the other one counts by it."""
        calendar = self.service.calendar_id.copy({"company_id": False})
        calendar.with_user(self.foreign_manager).name = "Jam pelayanan"
        self.service.calendar_id = calendar
        self.env.invalidate_all()
        for record in (calendar, calendar.attendance_ids[:1]):
            with self.assertRaises(AccessError):
                record.with_user(self.foreign_manager).name = "Jam lain"
        calendar.with_user(self.users["manager"]).name = "Jam pelayanan baru"
