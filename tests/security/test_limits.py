"""Every text, file and list that a person or a program can send has a limit, looked at before anything is stored."""

import base64
import time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ...models.service.text_limits import LIMITS
from ...tools import typesetter
from ..common import PtspCase

#: Kinds of fields into which a text of any length fits, as Odoo stores them.
OPEN_KINDS = ("char", "text", "html", "json", "properties", "properties_definition", "binary")
MANY = 60_000_000
REFUSED = r"is longer than|has more than|is larger than|changes its formatting more than"


@tagged("post_install", "-at_install")
class TestLimits(PtspCase):
    """The walls that keep one call from filling the disk or stopping the server."""

    def own_fields(self):
        """Return all fields of this addon that hold a text, of all models, as pairs of model and field."""
        return [
            (self.env[model], field)
            for model, cls in sorted(self.env.registry.items())
            if not cls._abstract
            for field in cls._fields.values()
            if field.type in OPEN_KINDS and (model.startswith("ptsp.") or "ptsp_exhibition" in field._modules)
        ]

    @staticmethod
    def too_much(kind, limit):
        """Return values of a kind that are just over its limit."""
        if kind == "binary":
            return [base64.b64encode(b"x" * (limit.size + 3))]
        if kind in ("json", "properties", "properties_definition"):
            return [[{"name": "a", "type": "char", "string": "x" * limit.chars}]]
        line = "<p>x</p>" if kind == "html" else "x\n"
        values = ["x" * (limit.chars + 1)]
        if limit.lines:
            values.append(line * (limit.lines + 1))
        if limit.tags:
            values.append("<b>x</b>" * (limit.tags + 1))
        return values

    def test_every_field_has_a_limit(self):
        """No field is forgotten: each of them has a limit of its own or that of its kind."""
        fields = self.own_fields()
        self.assertGreater(len(fields), 100)
        self.assertGreaterEqual({*OPEN_KINDS}, {*LIMITS})
        for model, field in fields:
            with self.subTest(field=str(field)):
                limit = model._ptsp_limits().get(field.name)
                self.assertTrue(limit and (limit.chars or limit.size))

    def test_too_much_is_refused(self):
        """What is over the limit is refused with a sentence that names the field, on entry and on change."""
        records = {}
        self.bring_to(self.file(), "done", technical=True)
        for model, field in self.own_fields():
            model = model.sudo()
            if hasattr(model, "_as_procedure"):
                model = model._as_procedure()
            if model._auto and model._name not in records:
                records[model._name] = model.with_context(active_test=False).search([], limit=1)
            record = records.get(model._name, model.browse())
            for value in self.too_much(field.type, model._ptsp_limits()[field.name]):
                with self.subTest(field=str(field)):
                    before = record.read([field.name]) if field.store and record else None
                    with self.assertRaisesRegex(ValidationError, REFUSED):
                        record.with_env(model.env).write({field.name: value})
                    if model._auto:
                        with (
                            self.assertRaisesRegex(ValidationError, REFUSED),
                            self.env.cr.savepoint(),
                        ):
                            model._prepare_create_values([{field.name: value}])
                    if before:
                        record.invalidate_recordset()
                        self.assertEqual(record.read([field.name]), before)

    def test_what_cannot_be_stored(self):
        """Characters that the database does not take are refused with a sentence as well."""
        draft = self.file()
        for text in ("Pameran\x00", "Pameran \ud800"):
            for write in (
                lambda text=text: draft.write({"applicant_identity": text}),
                lambda text=text: self.file(applicant_identity=text),
                lambda text=text: self.as_role(draft, "customer_service").action_cancel(text),
            ):
                with self.subTest(text=ascii(text)), self.assertRaisesRegex(ValidationError, "no computer shows"):
                    write()
            with self.subTest("definition", text=ascii(text)), self.assertRaisesRegex(ValidationError, "no computer"):
                self.service.detail_definition = [{"name": "a1", "type": "char", "string": text}]

    def test_default_of_a_client(self):
        """A default that a client sends along is measured like what it enters."""
        Review = self.env["ptsp.review.issue"].with_context(default_opinion="x" * MANY)
        with self.assertRaisesRegex(ValidationError, "^Opinion is longer than 10000"):
            Review.create({"review_id": self.bring_to(self.file(), "technical").review_ids.id})

    def test_translations(self):
        """So is the translation of a name."""
        requirement = self.service.requirement_ids[0].with_user(self.users["manager"])
        with self.assertRaisesRegex(ValidationError, "^Paper is longer than 500"):
            requirement.update_field_translations("name", {"id_ID": "x" * 501})

    def test_contacts(self):
        """So are contacts, calendars and holidays, which this addon lets its staff enter."""
        partner = self.applicant.with_user(self.users["customer_service"])
        with self.assertRaisesRegex(ValidationError, "^Name is longer than 500"):
            partner.name = "x" * 501
        calendar = self.service.calendar_id.with_user(self.users["manager"])
        with self.assertRaisesRegex(ValidationError, "^Name is longer than 500"):
            calendar.name = "x" * 501

    def test_messages(self):
        """So is what officers write into the chatter of an application."""
        records = self.as_role(self.bring_to(self.file(), "cs_check"), "customer_service")
        before = len(records.sudo().message_ids)
        with self.assertRaisesRegex(ValidationError, "^Contents is longer than 100000"):
            records.message_post(body="x" * 100_001)  # pylint: disable=unknown-option-value,translation-required
        self.assertEqual(len(records.sudo().message_ids), before)

    # What public methods take

    def test_every_note(self):
        """The note of every transition is measured before anything happens."""
        application = self.bring_to(self.file(), "verification")
        before = self.snapshot(application)
        for procedure in application._procedures():
            for key in procedure.transitions:
                for note in ("x" * MANY, "x\n" * 51, {"x": 1}, ["x"]):
                    with self.subTest(transition=key), self.assertRaisesRegex(UserError, "^Note "):
                        getattr(self.as_role(application, "verification"), f"action_{key}")(note)
        self.assertEqual(self.snapshot(application), before)

    def test_opinion(self):
        """An opinion with 400,000 conditions is refused at once, and so is every other endless argument."""
        application = self.bring_to(self.file(), "technical")
        review = application.review_ids.with_user(self.users["technical"])
        begun = time.monotonic()
        for name, label, value in (
            ("opinion", "Opinion", "x" * MANY),
            ("conditions", "Conditions", "syarat\n" * 400_000),
            ("conditions", "Conditions", "s\n" * 101),
            ("conditions", "Conditions", {"x": "y"}),
            ("advice_number", "Advice Number", "x" * 501),
        ):
            with self.subTest(argument=name), self.assertRaisesRegex(UserError, f"^{label} (is longer|has more|must)"):
                review.action_issue(**{"opinion": "Tidak keberatan", name: value})
        self.assertLess(time.monotonic() - begun, 2)
        self.assertEqual(review.state, "sent")

    def test_conditions(self):
        """As many conditions as are taken stand in the letter within a moment."""
        application = self.bring_to(self.file(), "technical")
        review = application.review_ids.with_user(self.users["technical"])
        review.action_issue("Tidak keberatan", conditions="syarat\n" * 100)
        self.assertEqual(str(application._conditions_of_opd()).count("<li>"), 100)
        # Whatever has come to be there from before: the time grows with the number of lines, and no faster.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_technical_review SET conditions = repeat(E'syarat\n', 100000) WHERE id = %s", [review.id]
        )
        self.env.invalidate_all()
        begun = time.monotonic()
        self.assertEqual(str(application._conditions_of_opd()).count("<li>"), 100_000)
        self.assertLess(time.monotonic() - begun, 5)

    def test_revocation(self):
        """The reason of a revocation is measured, too."""
        application = self.as_role(self.bring_to(self.file(), "pickup"), "agency_head")
        for reason in ("x" * MANY, {"x": 1}):
            with self.assertRaisesRegex(UserError, "^Revocation Reason (is longer|must be a text)"):
                application.action_revoke(reason)
        self.assertFalse(application.revoked_at)

    # Documents

    def test_long_letter(self):
        """A letter of 20,000 rows is refused when it is stored."""
        drafting = self.as_role(self.bring_to(self.file(), "drafting"), "processing")
        before = drafting.letter_body
        rows = "<table><tbody>" + "<tr><td>x</td></tr>" * 20_000 + "</tbody></table>"
        with self.assertRaisesRegex(ValidationError, "^Text of the Letter is longer than 100000"):
            drafting.letter_body = rows
        with self.assertRaisesRegex(ValidationError, "^Text of the Letter has more than 1000 lines"):
            drafting.letter_body = "<table>" + "<tr><td>x</td></tr>" * 1000 + "</table>"
        self.env.invalidate_all()
        self.assertEqual(drafting.letter_body, before)

    def test_time_of_a_document(self):
        """However much one document says, it is given the same time; several are given more, up to a bound."""
        Report = self.env["ir.actions.report"]
        report = self.env.ref("ptsp_exhibition.action_report_letter")
        self.assertEqual(Report._ptsp_seconds_more(report, [1]), 0)
        self.assertEqual(Report._ptsp_seconds_more(report, [1, 2, 3]), 2)
        application = self.bring_to(self.file(), "drafting")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_application SET letter_body = repeat(%s, 20000) WHERE id = %s",
            ["<table><tr><td>x</td></tr></table>", application.id],
        )
        self.env.invalidate_all()
        given = []
        self.patch(typesetter, "typeset", lambda _html, _variant, more: given.append(more) or b"")
        Report._ptsp_render_pdf("ptsp_exhibition.report_letter", application.ids)
        Report._ptsp_render_pdf("ptsp_exhibition.report_letter", application.ids * 200)
        self.assertEqual(given, [0, 60])
