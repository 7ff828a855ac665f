"""What the tests share: one user for each role, an OPD, and applications that walk through the procedure."""

from contextlib import contextmanager, suppress
from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from ..models import workflow
from ..tools import typesetter

#: The groups of the roles, in the order of the SOP: written out, so that the tests do not ask what they test.
STAFF_GROUPS = {
    "information": "ptsp_exhibition.group_information",
    "customer_service": "ptsp_exhibition.group_customer_service",
    "help_desk": "ptsp_exhibition.group_help_desk",
    "registration": "ptsp_exhibition.group_registration",
    "verification": "ptsp_exhibition.group_verification",
    "liaison": "ptsp_exhibition.group_liaison",
    "processing": "ptsp_exhibition.group_processing",
    "technical": "ptsp_exhibition.group_technical",
    "section_head": "ptsp_exhibition.group_section_head",
    "division_head": "ptsp_exhibition.group_division_head",
    "agency_head": "ptsp_exhibition.group_agency_head",
    "registry": "ptsp_exhibition.group_registry",
    "pickup": "ptsp_exhibition.group_pickup",
}
OVERSIGHT_GROUPS = {
    "auditor": "ptsp_exhibition.group_auditor",
    "manager": "ptsp_exhibition.group_manager",
}
#: The smallest paper that is taken.
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
STAFF_ROLES = tuple(STAFF_GROUPS)
OVERSIGHT_ROLES = tuple(OVERSIGHT_GROUPS)
#: Officers of the agency; members of an OPD are none.
AGENCY_ROLES = tuple(role for role in (*STAFF_ROLES, *OVERSIGHT_ROLES) if role != "technical")


def groups_of(*roles):
    """Return the groups of somebody who holds these roles, for ``new_test_user``."""
    groups = STAFF_GROUPS | OVERSIGHT_GROUPS
    return ",".join(["base.group_user", *(groups[role] for role in roles)])


def exhibition_vals():
    """Return what an applicant declares about an exhibition that lies ahead."""
    return {
        "applicant_identity": "6472051203850001",
        "organizer_name": "PT Borneo Event Organizer",
        "event_name": "Kaltim Expo",
        "event_theme": "Industri Kreatif",
        "venue": "Convention Hall",
        "venue_address": "Jl. Wahid Hasyim",
        "city": "Samarinda",
        "date_start": date.today() + timedelta(days=30),
        "date_end": date.today() + timedelta(days=33),
        "expected_visitors": 5000,
        "booth_count": 80,
    }


class _Undo(Exception):
    """Raised to roll a savepoint back."""


class PtspCase(TransactionCase):
    """Users, an OPD and the service of the SOP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Odoo looks for processes that a test has left behind.
        cls.addClassCleanup(typesetter.stop_idle)
        cls.env = cls.env(context=dict(cls.env.context, lang="en_US"))
        cls.read_in_english()
        # Odoo's Time Off, where it is installed, takes holidays that a test enters for those of the user's clock.
        cls.env.user.tz = "Asia/Makassar"
        cls.users = {
            role: new_test_user(cls.env, f"test_{role}", groups_of(role)) for role in STAFF_ROLES + OVERSIGHT_ROLES
        }
        cls.applicant = cls.env["res.partner"].create(
            {"name": "PT Borneo Event Organizer", "email": "eo@example.com", "is_company": True}
        )
        cls.portal_user = new_test_user(
            cls.env, "test_applicant", "base.group_portal", email="budi@example.com", name="Budi Santoso"
        )
        cls.portal_user.partner_id.parent_id = cls.applicant
        cls.other_portal_user = new_test_user(cls.env, "test_stranger", "base.group_portal", email="x@example.com")
        cls.service = cls.env.ref("ptsp_exhibition.service_par_05")
        cls.agency = cls.env["ptsp.agency"].create(
            {"name": "Dinas Perhubungan", "member_ids": [fields.Command.link(cls.users["technical"].id)]}
        )
        cls.other_opd_user = new_test_user(cls.env, "test_other_opd", "base.group_user,ptsp_exhibition.group_technical")
        cls.other_agency = cls.env["ptsp.agency"].create(
            {"name": "Satpol PP", "member_ids": [fields.Command.link(cls.other_opd_user.id)]}
        )

    @classmethod
    def officer_elsewhere(cls, role, company):
        """Return somebody who has a role at another agency, and there only.

        :param company: the ``res.company`` of that agency
        """
        return new_test_user(
            cls.env,
            f"test_foreign_{role}",
            groups_of(role),
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    @classmethod
    def speak_two_languages(cls):
        """Let pages be read in English and in Indonesian."""
        for lang in ("en_US", "id_ID"):
            cls.env["res.lang"]._activate_lang(lang)

    @classmethod
    def read_in_english(cls):
        """Let pages speak English to who does not choose another language, beside Odoo's Website, too."""
        if "website" in cls.env:
            english = cls.env["res.lang"]._activate_lang("en_US")
            cls.env["website"].search([]).write(
                {"language_ids": [fields.Command.link(english.id)], "default_lang_id": english.id}
            )

    @classmethod
    def allow_sign_up(cls, scope="b2c"):
        """Let anybody sign up, or only who is invited (``b2b``)."""
        cls.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", scope)
        if "website" in cls.env:
            cls.env["website"].search([]).auth_signup_uninvited = scope

    @classmethod
    def application_vals(cls, **values):
        """Return values of an application that may be submitted."""
        return {"partner_id": cls.applicant.id, **exhibition_vals(), **values}

    @classmethod
    def file(cls, count=1, **values):
        """File ``count`` applications as the information officer."""
        Application = cls.env["ptsp.application"].with_user(cls.users["information"])
        return Application.create([cls.application_vals(**values) for _index in range(count)])

    @classmethod
    def as_role(cls, applications, role):
        """Return the applications as a user of the role sees them."""
        user = cls.portal_user if role == "applicant" else cls.users[role]
        return applications.with_user(user)

    @classmethod
    def bring_to(cls, applications, state, technical=False):
        """Walk the applications from draft to ``state``, each step by its own role.

        :param technical: go by way of an OPD
        """
        here = "draft"
        for source, role, step, target in cls._way_to(state, technical):
            assert source == here, (source, here)
            step(cls, cls.as_role(applications, role))
            here = target
        assert here == state, f"no way to {state}"
        return applications

    @classmethod
    def _way_to(cls, state, technical=False):
        if state in SIDE_STEPS:
            source, *step = SIDE_STEPS[state]
            return [*cls._way_to(source, technical), (source, *step, state)]
        way = TECHNICAL_WAY if technical or state in ("liaison", "technical") else DIRECT_WAY
        states = [source for source, _role, _step, _target in way]
        return way[: states.index(state)] if state in states else way

    @classmethod
    def prepare(cls, records, key):
        """Do what must be done before the button of a transition is pressed.

        :param records: the applications, as the user sees them who will press it
        :param str key: key of the transition
        """
        if key in ("accept", "register", "verify_direct", "verify_technical"):
            records.action_mark_checklist_ok()
        if key == "verify_technical":
            records.env["ptsp.technical.review"].create(
                [{"application_id": record.id, "agency_id": cls.agency.id, "kind": "Lalu lintas"} for record in records]
            )
        if key in ("verify_direct", "verify_technical"):
            cls.drop_proposals(records)
        elif key in ("return_incomplete", "request_correction"):
            cls.mark_deficient(records, records[:1]._state().column)
        elif key == "hand_in_correction":
            cls.answer_requests(records)
        elif key in ("sign", "section_approve", "division_approve", "complete_correction"):
            cls.accept_answers(records)
        elif key == "dispatch":
            records.review_ids.filtered(lambda review: review.state == "sent").write(
                {"received_by": "Siti", "received_at": fields.Datetime.now()}
            )
        elif key == "return_opinion":
            cls.give_opinions(records)
        elif key == "submit_draft":
            records.write({"decision": "recommended"})
        elif key == "release":
            records.action_confirm_final_checklist()
        elif key == "hand_over":
            records.write({"recipient_name": "Budi Santoso", "recipient_identity": "6472051203850001"})

    @classmethod
    def drop_proposals(cls, records):
        """Decide that no other opinion is needed than those that are asked for."""
        proposals = records.proposal_ids.filtered(lambda proposal: proposal.state == "proposed")
        if proposals:
            proposals.action_drop("Tidak diperlukan")

    @classmethod
    def send_to_opd(cls, *asked):
        """Return an application that stands with OPD.

        :param asked: values of what each is asked; two OPD are asked where none are named
        """
        application = cls.bring_to(cls.file(), "verification")
        officer = cls.as_role(application, "verification")
        asked = asked or (
            {"agency_id": cls.agency.id, "kind": "Lalu lintas"},
            {"agency_id": cls.other_agency.id, "kind": "Ketertiban"},
        )
        officer.write({"review_ids": [Command.create(values) for values in asked]})
        officer.action_mark_checklist_ok()
        cls.drop_proposals(officer)
        officer.action_verify_technical()
        cls.dispatch_to_opd(cls, cls.as_role(application, "liaison"))
        return application

    @classmethod
    def reviews_of_two(cls, application, user, other):
        """Return the opinions asked of two OPD, each as one user sees it.

        :param application: from ``send_to_opd``
        :param user: of the first OPD, or who else looks at its opinion
        :param other: who looks at the opinion of the other one
        """
        reviews = application.sudo().review_ids
        own = reviews.filtered(lambda review: review.agency_id == cls.agency)
        return own.with_user(user), (reviews - own).with_user(other)

    @classmethod
    def requests_of(cls, records, *states):
        """Return the requests of the applications that stand in some states, as the user may read them."""
        return records.env["ptsp.request"].search([("application_id", "in", records.ids), ("state", "in", states)])

    @classmethod
    def answer_requests(cls, records, text="Sudah diperbaiki"):
        """Answer all that the applicant is asked."""
        for request in cls.requests_of(records, "sent"):
            request.action_answer(text)

    @classmethod
    def accept_answers(cls, records):
        """Accept what was answered to the desk that has the file."""
        answered = cls.requests_of(records, "answered")
        answered.filtered(lambda request: request._is_of_present_desk()).action_accept()

    @classmethod
    def give_opinions(cls, records):
        """Let an OPD have given its opinion on each of the applications that has none."""
        for record in records.sudo().filtered(lambda record: not record.has_issued_review):
            record.env["ptsp.technical.review"]._as_procedure().create(
                {
                    "application_id": record.id,
                    "agency_id": cls.agency.id,
                    "kind": "Lalu lintas",
                    "state": "issued",
                    "opinion": "Tidak keberatan",
                }
            )

    @classmethod
    def press(cls, records, key):
        """Press the button of a transition, with a note where one is needed."""
        note = ["Denah perlu dijelaskan"] if workflow.PROCEDURE.transitions[key].note else []
        return getattr(records, f"action_{key}")(*note)

    def delete_hours(self, calendar):
        """Delete all service hours past Odoo, which keeps the last ones of a calendar by which a service counts."""
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM resource_calendar_attendance WHERE calendar_id = %s", (calendar.id,))
        self.env.invalidate_all()
        self.env.registry.clear_cache()

    @contextmanager
    def undone(self):
        """Undo whatever happens inside, in the database and in the cache."""
        with suppress(_Undo), self.env.cr.savepoint():
            yield
            raise _Undo

    def snapshot(self, applications):
        """Return what a refused transition must leave as it was, read from the database."""
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT a.id, a.state, a.registration_number, a.letter_number, a.draft_revision, a.deadline,
                      a.signatory_id, a.handed_over_at, a.chain_hash,
                      (SELECT array_agg((i.revision, i.role, i.user_id, i.struck_at)::text ORDER BY i.id)
                         FROM ptsp_letter_initial i WHERE i.application_id = a.id),
                      (SELECT array_agg(l.ended_at ORDER BY l.sequence) FROM ptsp_control_line l
                        WHERE l.application_id = a.id),
                      (SELECT array_agg(r.state ORDER BY r.id) FROM ptsp_technical_review r
                        WHERE r.application_id = a.id)
                 FROM ptsp_application a WHERE a.id IN %s ORDER BY a.id""",
            [tuple(applications.ids)],
        )
        return self.env.cr.fetchall()

    def assert_refused(self, applications, key, message="", note="Catatan", error=UserError):
        """The transition is refused with a message that matches ``message``, and nothing has changed."""
        before = self.snapshot(applications)
        with self.assertRaisesRegex(error, message):
            getattr(applications, f"action_{key}")(note)
        self.assertEqual(self.snapshot(applications), before)

    # Steps: what each role does, with what must be done before its button is pressed.

    def submit(self, records):
        records.action_submit()

    def accept(self, records):
        self.prepare(records, "accept")
        records.action_accept()

    def register(self, records):
        self.prepare(records, "register")
        records.action_register()

    def verify_direct(self, records):
        self.prepare(records, "verify_direct")
        records.action_verify_direct()

    def verify_technical(self, records):
        self.prepare(records, "verify_technical")
        records.action_verify_technical()

    def dispatch_to_opd(self, records):
        self.prepare(records, "dispatch")
        records.action_dispatch()

    def issue_opinion(self, records):
        records.review_ids.filtered(lambda review: review.state == "sent").action_issue("Tidak keberatan")

    def submit_draft(self, records):
        self.prepare(records, "submit_draft")
        records.action_submit_draft()

    def section_approve(self, records):
        self.prepare(records, "section_approve")
        records.action_section_approve()

    def division_approve(self, records):
        self.prepare(records, "division_approve")
        records.action_division_approve()

    def sign(self, records):
        self.prepare(records, "sign")
        records.action_sign()

    def number(self, records):
        self.prepare(records, "number")
        records.action_number()

    def release(self, records):
        self.prepare(records, "release")
        records.action_release()

    def hand_over(self, records):
        self.prepare(records, "hand_over")
        records.action_hand_over()

    def refer_help_desk(self, records):
        records.action_refer_help_desk("Denah perlu dijelaskan")

    def return_incomplete(self, records):
        self.prepare(records, "return_incomplete")
        records.action_return_incomplete()

    def request_correction(self, records):
        self.prepare(records, "request_correction")
        records.action_request_correction()

    def hand_in_correction(self, records):
        self.prepare(records, "hand_in_correction")
        records.action_hand_in_correction()

    def cancel(self, records):
        records.action_cancel("Pemohon menarik permohonan")

    @staticmethod
    def mark_deficient(records, column):
        """Mark the first paper of each checklist as deficient."""
        for record in records:
            record.checklist_ids[0].write({column: "deficient", "note": "Fotokopi tidak terbaca"})


_START = [
    ("draft", "information", PtspCase.submit, "cs_check"),
    ("cs_check", "customer_service", PtspCase.accept, "registration"),
    ("registration", "registration", PtspCase.register, "verification"),
]
_END = [
    ("drafting", "processing", PtspCase.submit_draft, "section_review"),
    ("section_review", "section_head", PtspCase.section_approve, "division_review"),
    ("division_review", "division_head", PtspCase.division_approve, "agency_approval"),
    ("agency_approval", "agency_head", PtspCase.sign, "numbering"),
    ("numbering", "registry", PtspCase.number, "final_check"),
    ("final_check", "registry", PtspCase.release, "pickup"),
    ("pickup", "pickup", PtspCase.hand_over, "done"),
]
DIRECT_WAY = [*_START, ("verification", "verification", PtspCase.verify_direct, "drafting"), *_END]
TECHNICAL_WAY = [
    *_START,
    ("verification", "verification", PtspCase.verify_technical, "liaison"),
    ("liaison", "liaison", PtspCase.dispatch_to_opd, "technical"),
    ("technical", "technical", PtspCase.issue_opinion, "drafting"),
    *_END,
]
#: Off the way forward: state, where one comes from, by whom, and how.
SIDE_STEPS = {
    "help_desk": ("cs_check", "customer_service", PtspCase.refer_help_desk),
    "returned": ("cs_check", "customer_service", PtspCase.return_incomplete),
    "correction": ("verification", "verification", PtspCase.request_correction),
    "corrected": ("correction", "applicant", PtspCase.hand_in_correction),
    "cancelled": ("draft", "customer_service", PtspCase.cancel),
}
