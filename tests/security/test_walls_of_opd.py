"""One OPD learns nothing of another by any road: every model is tried, those that are new included."""

import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import tagged

from ..common import PDF, PtspCase
from ..pictures import drawn

#: Stands in all that the other OPD was asked and has said, and nowhere else.
SECRET = "Rahasia-OPD-lain"
#: What stands there, by model: fields of the other OPD's records.
MARKED = {
    "ptsp.technical.review": ("kind", "opinion", "conditions", "control_note", "return_reason", "withdraw_reason"),
    "ptsp.meeting": ("place", "agenda", "minutes", "call_off_reason"),
    "ptsp.meeting.decision": ("name",),
    "ptsp.meeting.participant": ("name", "office", "email"),
    "ptsp.opd.contact": ("person", "said"),
    "ptsp.opinion.finding": ("name", "remark"),
    "ptsp.review.condition": ("text",),
    "ptsp.opinion.condition": ("text",),
    "ptsp.opinion.proposal": ("name", "reason", "drop_reason"),
    "ptsp.delivery": ("received_by",),
    "ptsp.delivery.attempt": ("note",),
    "ptsp.opd.link": ("email",),
    "ptsp.opd.message": ("body",),
    "ptsp.opd.visit.log": ("detail",),
    "ptsp.request": ("text", "answer"),
    "ptsp.request.exchange": ("text",),
    "ptsp.survey.visit": ("place", "purpose", "observations", "conclusion", "call_off_reason", "minutes_number"),
    "ptsp.survey.person": ("name", "office"),
    "ptsp.survey.finding": ("name", "remark"),
    "ptsp.survey.photo": ("name",),
}
TEXTS = ("char", "text", "html")
#: That the file was sent to the other OPD at all nobody learns either.
NAME = "Dinas-OPD-lain"
#: Who answers for it.
PERSON = "Orang-OPD-lain"
#: What Odoo itself keeps of records, and where it says of which model.
AROUND = {
    "mail.activity": "res_model",
    "mail.followers": "res_model",
    "mail.message": "model",
    "mail.notification": "mail_message_id.model",
    "mail.tracking.value": "mail_message_id.model",
    "ir.attachment": "res_model",
    "calendar.event": None,
    "calendar.attendee": None,
}


@tagged("post_install", "-at_install")
class TestWallsOfOpd(PtspCase):
    """Two OPD were asked; the other one's records bear a word, and whoever is a member of the first one seeks it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_agency.name = NAME
        cls.other_opd_user.name = PERSON
        cls.kind = cls.env["ptsp.opinion.kind"].create(
            {
                "service_id": cls.service.id,
                "name": SECRET,
                "agency_id": cls.other_agency.id,
                "rule": "[('id', '>', 0)]",
                "reason": SECRET,
                "criterion_ids": [Command.create({"name": SECRET})],
            }
        )
        cls.env["ptsp.opinion.condition"].create({"agency_id": cls.other_agency.id, "text": SECRET})
        cls.application = cls.bring_to(cls.file(), "verification")
        officer = cls.as_role(cls.application, "verification")
        officer.proposal_ids.action_take()
        officer.write({"review_ids": [Command.create({"agency_id": cls.agency.id, "kind": "Lalu lintas"})]})
        officer.action_mark_checklist_ok()
        officer.action_verify_technical()
        cls.other, cls.own = (
            cls.application.sudo().review_ids.filtered(lambda review, opd=opd: review.agency_id == opd)
            for opd in (cls.other_agency, cls.agency)
        )
        carried = cls.as_role(cls.other, "liaison")
        carried.action_prepare_delivery()
        carried.delivery_id.write({"received_by": SECRET, "receipt_signature": drawn()})
        carried.delivery_id.action_fail("other", SECRET)
        carried.delivery_id.action_receive()
        cls.dispatch_to_opd(cls, cls.as_role(cls.application, "liaison"))
        cls.other_agency.write({"email": f"{SECRET}@example.com", "answers_by_link": True})
        carried.action_send_link()
        other = cls.other.with_user(cls.other_opd_user)
        other.action_ask(SECRET)
        other.request_ids.action_accept()
        other.finding_ids.write({"result": "met", "remark": SECRET})
        other.action_write_message(SECRET)
        cls.visit = other.env["ptsp.survey.visit"].create(
            {
                "review_id": other.id,
                "starts_at": Datetime.now() + timedelta(days=1),
                "place": SECRET,
                "purpose": SECRET,
                "person_ids": [Command.create({"name": SECRET, "office": SECRET})],
            }
        )
        cls.visit.action_hold()
        cls.visit.finding_ids.write({"result": "met", "remark": SECRET})
        cls.visit.write({"observations": SECRET, "conclusion": SECRET, "minutes_number": SECRET})
        cls.visit.action_add_photos([{"name": f"{SECRET}.png", "datas": drawn()}])
        cls.meeting = cls.application.with_user(cls.other_opd_user).action_propose_meeting(SECRET)
        head = cls.meeting.with_user(cls.users["section_head"])
        head.write(
            {
                "starts_at": Datetime.now() + timedelta(days=1),
                "place": SECRET,
                "participant_ids": [Command.create({"name": SECRET, "office": SECRET})],
            }
        )
        head.action_agree()
        head.action_hold()
        head.participant_ids[:1].attended = True
        head.write({"minutes": SECRET, "decision_ids": [Command.create({"name": SECRET})]})
        cls.other.with_user(cls.users["processing"]).action_note_contact("call", SECRET, SECRET)
        other.action_issue(
            SECRET,
            conditions=SECRET,
            note=SECRET,
            files=[{"name": "Surat.pdf", "datas": base64.b64encode(PDF).decode()}],
        )
        cls.member = cls.users["technical"]
        cls.env.flush_all()

    def models_of_member(self):
        """Return the models of this addon that a member of an OPD may read at all."""
        names = sorted(name for name in self.registry if name.startswith("ptsp.") and not self.env[name]._abstract)
        found = [self.env[name].with_user(self.member) for name in names]
        return [model for model in found if model.has_access("read") and not model.is_transient()]

    def paths(self, model, depth=3):
        """Yield the paths from a model to texts that may bear the word, as domains write them.

        :param model: an empty recordset
        :param int depth: how many names a path has at most
        """
        for name in MARKED.get(model._name, ()):
            if name in model._fields:
                yield name
        if depth > 1:
            for name, field in model._fields.items():
                if field.relational and field.comodel_name.startswith("ptsp."):
                    for path in self.paths(self.env[field.comodel_name], depth - 1):
                        yield f"{name}.{path}"

    def test_marked_models_are_all(self):
        """Every model that points to a review or to an opinion's kind, and bears words, is one of those tried here."""
        pointing = {
            name
            for name in self.registry
            if name.startswith("ptsp.")
            and not self.env[name]._abstract
            and not self.env[name].is_transient()
            and any(
                field.type == "many2one" and field.comodel_name == "ptsp.technical.review" and field.store
                for field in self.env[name]._fields.values()
            )
            and any(
                field.type in TEXTS and field.store and field.name != "display_name"
                for field in self.env[name]._fields.values()
            )
        }
        self.assertLessEqual(pointing, set(MARKED), "a model is new: let its texts be sought, too")

    def test_domains(self):
        """No domain, however far it goes, finds or counts by the other OPD's words."""
        for model in self.models_of_member():
            for path in sorted(set(self.paths(model))):
                self.env.invalidate_all()
                with self.subTest(model=model._name, path=path):
                    try:
                        found = model.with_context(active_test=False).search_count([(path, "ilike", SECRET)])
                    except (AccessError, UserError):
                        continue
                    self.assertFalse(found)

    def test_words(self):
        """Nothing that a member can find, read, count by or be offered bears the word."""
        for model in self.models_of_member():
            texts = [
                name
                for name, field in model._fields.items()
                if (field.type in TEXTS or name == "display_name") and model._has_field_access(field, "read")
            ]
            self.env.invalidate_all()
            with self.subTest(model=model._name):
                records = model.with_context(active_test=False).search([], limit=500)
                words = str(records.read(texts))
                self.assertNotIn(SECRET, words)
                self.assertNotIn(SECRET, str(model.name_search(SECRET)))
                if model._name != "ptsp.agency":
                    self.assertNotIn(NAME, words)
            for name, field in model._fields.items():
                if field.type in ("many2one", "char") and field.store and model._has_field_access(field, "read"):
                    with self.subTest(model=model._name, group=name):
                        groups = model.formatted_read_group([], [name], ["__count"])
                        self.assertNotIn(SECRET, str(groups))

    def test_what_odoo_keeps(self):
        """To-dos, messages, followers, changes and files that a member finds name neither the OPD nor its words."""
        self.other.with_user(self.users["processing"]).action_write_message("Sudah kami terima")
        self.other.with_user(self.other_opd_user).action_write_message("Terima kasih")
        self.env.flush_all()
        for name in AROUND:
            model = self.env[name].with_user(self.member)
            texts = [
                key
                for key, field in model._fields.items()
                if field.type in TEXTS and field.store and model._has_field_access(field, "read")
            ]
            with self.subTest(model=name):
                try:
                    found = model.search([("id", ">", 0)], limit=1000)
                    words = str([found.read([key]) for key in texts])
                except AccessError:
                    continue
                self.assertNotIn(SECRET, words)
                self.assertNotIn(NAME, words)

    def test_people(self):
        """Nothing that Odoo keeps of records names who answers for the other OPD: nobody learns by it who was asked."""
        other_id = self.other_opd_user.partner_id.id
        self.application.sudo().message_subscribe([other_id])
        self.application.sudo().activity_schedule("mail.mail_activity_data_todo", user_id=self.other_opd_user.id)
        self.env.flush_all()
        for name, of_model in AROUND.items():
            model = self.env[name].with_user(self.member)
            with self.subTest(model=name):
                try:
                    found = model.search([(of_model, "=like", "ptsp.%")] if of_model else [], limit=1000)
                    words = str(found.read())
                except AccessError:
                    continue
                self.assertNotIn(PERSON, words)
        Followers = self.env["mail.followers"].with_user(self.member)
        self.assertFalse(Followers.search([("partner_id", "=", other_id), ("res_model", "=", "ptsp.application")]))
        hidden = self.application.sudo().message_follower_ids.filtered(lambda one: one.partner_id.id == other_id)
        self.assertTrue(hidden)
        self.assertRaises(AccessError, hidden.with_user(self.member).read, ["partner_id"])
        self.application.sudo().message_subscribe(self.member.partner_id.ids)
        own = Followers.search([("res_model", "=", "ptsp.application"), ("res_id", "=", self.application.id)])
        self.assertEqual(own.partner_id, self.member.partner_id)
        self.assertIn(hidden, self.env["mail.followers"].with_user(self.users["processing"]).search([]))

    def test_numbers(self):
        """Whoever guesses the number of a record or of a file of the other OPD reads neither."""
        records = [
            self.other,
            self.other.finding_ids,
            self.other.contact_ids,
            self.meeting.sudo(),
            self.meeting.sudo().participant_ids,
            self.meeting.sudo().decision_ids,
            self.meeting.sudo().calendar_ids,
            self.meeting.sudo().calendar_ids.attendee_ids,
            self.other.condition_ids,
            self.other.request_ids,
            self.other.request_ids.exchange_ids,
            self.application.sudo().proposal_ids,
            self.other.opinion_file_ids,
            self.other.link_ids,
            self.other.delivery_ids,
            self.other.delivery_ids.attempt_ids,
            self.visit.sudo(),
            self.visit.sudo().person_ids,
            self.visit.sudo().finding_ids,
            self.visit.sudo().photo_ids,
            self.visit.sudo().calendar_ids,
            self.visit.sudo().calendar_ids.attendee_ids,
        ]
        for record in records:
            self.assertTrue(record)
            with self.subTest(record._name):
                self.assertRaises(AccessError, record.with_user(self.member).read, ["display_name"])
                if record.with_user(self.member).browse().has_access("read"):
                    self.assertFalse(record.with_user(self.member).search([("id", "in", record.ids)]))

    def test_lists_of_the_application(self):
        """The application itself names nothing of the other OPD, whatever was read before."""
        seen = self.application.with_user(self.member)
        for name in ("opinion_ids", "proposal_ids", "opd_ids", "opd_said", "opinions_differ", "no_opinion_reason"):
            with self.subTest(name):
                self.assertRaises(AccessError, seen.read, [name])
        self.application.sudo().review_ids.mapped("finding_ids.remark")
        self.assertEqual(seen.read(["review_ids"])[0]["review_ids"], self.own.ids)
        self.assertGreaterEqual(Datetime.now(), self.own.dispatched_at)
