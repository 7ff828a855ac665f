"""Who fills in an application online, when, and with what: the server decides, whatever a page shows."""

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ...models import workflow
from ..common import PDF
from .common_online import CONTACT, IDENTITY, REPRESENTED, OnlineCase, details, paper

#: States in which the applicant may change the file.
OPEN = {"draft", "returned", "correction"}


@tagged("post_install", "-at_install")
class TestFileOnline(OnlineCase):
    """An applicant begins a draft, fills it in and submits it."""

    def test_draft(self):
        """A draft is the user's and the service's, was received online, and nobody at the agency has it as a to-do."""
        draft = self.begin()
        self.assertEqual(draft.partner_id, self.portal_user.partner_id)
        self.assertEqual((draft.service_id, draft.company_id), (self.service, self.service.company_id))
        self.assertTrue(draft.filed_online)
        self.assertEqual((draft.state, draft.organizer_name), ("draft", "PT Borneo Event Organizer"))
        self.assertFalse(draft.sudo().activity_ids)
        self.assertEqual(len(draft.checklist_ids), 7)
        for role in ("information", "customer_service"):
            seen = self.as_role(draft, role)
            self.assertFalse(seen.my_turn)
            self.assertNotIn(seen, seen.search([("my_turn", "=", True)]))
            with self.assertRaises(AccessError):
                seen.write({"venue": "Lain"})
        self.assertTrue(draft.my_turn)
        self.assertFalse(self.file().filed_online)

    def test_from_new_to_submitted(self):
        """What is complete goes to Customer Service, which has it as a to-do then."""
        draft = self.complete(represented=True)
        self.assertFalse(draft._missing_online())
        draft.action_submit()
        self.assertEqual((draft.state, draft.sudo().applicant_identity), ("cs_check", IDENTITY))
        self.assertTrue(draft.sudo().activity_ids)
        officer = self.as_role(draft, "customer_service")
        self.assertTrue(officer.my_turn)
        self.assertEqual(officer.search([("filed_online", "=", True)]), officer)
        self.assertEqual(draft.representative_id.sudo().name, "Siti Aminah")
        self.assertEqual(len(draft.sudo().checklist_ids.attachment_ids), 7)
        self.assertEqual(draft.sudo().control_ids.sorted("sequence")[0].user_id, self.portal_user)

    def test_not_complete(self):
        """Submitting names whatever is missing: no road goes round it."""
        draft = self.begin()
        for text in ("Fill in: Identity Number.", "Fill in: Theme.", "Attach: Layout drawing / site plan."):
            self.assert_refused(draft, "submit", text)
        self.assertEqual({missing.step for missing in draft._missing_online()}, {"applicant", "details", "papers"})
        draft.sudo().write({"applicant_identity": "B1234567"})
        self.assert_refused(draft, "submit", "has 16 digits")

    def test_officers_take_passports(self):
        """At the counter a passport does: the form of the number is asked of who files online only."""
        application = self.file(applicant_identity="B1234567")
        application.action_submit()
        self.assertEqual(application.state, "cs_check")

    def test_who_may_begin(self):
        """Neither officers nor the public nor the system file online; only for a service in force that one may read."""
        Application = self.env["ptsp.application"]
        for user in (self.users["customer_service"], self.env.ref("base.public_user"), self.env.user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                Application.with_user(user)._file_online(self.service.with_user(user))
        other = self.env["res.company"].create({"name": "Dinas Lain"})
        foreign = self.service.copy({"company_id": other.id, "code": "LAIN", "in_force_from": fields.Date.today()})
        with self.assertRaises(AccessError):
            self.begin(service=foreign)
        later = self.service.copy()
        with self.assertRaisesRegex(UserError, "cannot be applied for online today"):
            self.begin(service=later)

    def test_offered(self):
        """An applicant is offered what is in force at the own agency."""
        offered = self.service.with_user(self.portal_user)._offered_online()
        self.assertIn(self.service, offered)
        self.service.in_force_from = False
        self.assertNotIn(self.service, self.service.with_user(self.portal_user)._offered_online())

    def test_context_keys(self):
        """Defaults that a client sends along fill in nothing."""
        Application = self.env["ptsp.application"].with_user(self.portal_user)
        spoiled = Application.with_context(default_state="done", default_venue="X", default_partner_id=1)
        draft = spoiled._file_online(self.service.with_user(self.portal_user))
        self.assertEqual((draft.state, draft.venue, draft.partner_id), ("draft", False, self.portal_user.partner_id))

    def test_nothing_over_rpc(self):
        """Over RPC an applicant writes, makes and deletes nothing."""
        draft = self.begin()
        for call in (
            lambda: draft.write({"venue": "Lain"}),
            lambda: draft.checklist_ids[0].write({"attachment_ids": [Command.clear()]}),
            lambda: draft.copy(),
            lambda: draft.unlink(),
            lambda: draft.create({"partner_id": self.portal_user.partner_id.id}),
            lambda: draft.partner_id.write({"street": "Lain"}),
        ):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaisesRegex(UserError, "cannot be entered"):
            self.file(filed_online=True)


@tagged("post_install", "-at_install")
class TestWhoAndWhen(OnlineCase):
    """The matrix of states and users."""

    def everything(self, application):
        """Return the ways in which an applicant changes an application."""
        line = application.sudo().checklist_ids[:1]
        return {
            "applicant": lambda: application._save_online("applicant", dict(CONTACT)),
            "details": lambda: application._save_online("details", {"venue": "Lain"}),
            "attach": lambda: application._attach_online(line.id, "a.pdf", PDF),
            "take off": lambda: application._take_off_online(line.attachment_ids[:1].id),
            "delete": application._delete_online,
        }

    def outcome(self, way):
        try:
            with self.undone():
                way()
        except (AccessError, UserError) as error:
            return type(error)
        return None

    def test_matrix(self):
        """The applicant and the own company change the file while it is theirs, nobody else ever does."""
        other_company = self.env["res.company"].create({"name": "Dinas Lain"})
        elsewhere = new_test_user(
            self.env,
            "test_elsewhere",
            "base.group_portal",
            company_id=other_company.id,
            company_ids=[Command.set(other_company.ids)],
        )
        elsewhere.partner_id.parent_id = self.applicant
        strangers = {
            "another applicant": self.other_portal_user,
            "the public": self.env.ref("base.public_user"),
            "a colleague with an account at another agency": elsewhere,
            "Customer Service": self.users["customer_service"],
        }
        for state in workflow.PROCEDURE.states:
            application = self.bring_to(self.file(), state)
            for name, user in {"own": self.portal_user, "colleague": self.colleague, **strangers}.items():
                for what, way in self.everything(application.with_user(user)).items():
                    outcome = self.outcome(way)
                    with self.subTest(state=state, user=name, what=what):
                        if name in strangers:
                            self.assertEqual(outcome, AccessError)
                        elif state not in OPEN or what in ("delete", "take off"):
                            # Nothing is attached yet, and what the agency has filed is not deleted.
                            self.assertEqual(outcome, UserError)
                        else:
                            self.assertIsNone(outcome)

    def test_take_off(self):
        """A paper that was attached in error goes; what another application holds stays."""
        draft, other = self.complete(), self.begin(self.other_portal_user)
        line = other.sudo().checklist_ids[0]
        foreign = other._attach_online(line.id, "lain.pdf", paper(99))
        own = draft.sudo().checklist_ids[0].attachment_ids
        draft._take_off_online(own.id)
        self.assertFalse(own.exists())
        with self.assertRaisesRegex(UserError, "not there any more"):
            draft._take_off_online(foreign.id)
        with self.assertRaisesRegex(AccessError, "asks for no such paper"):
            draft._attach_online(line.id, "x.pdf", PDF)
        self.assertTrue(foreign.exists())

    def test_delete(self):
        """An own draft is thrown away with its papers; one that was submitted, or filed at the counter, is not."""
        draft = self.complete()
        papers = draft.sudo().checklist_ids.attachment_ids
        self.assertEqual(len(papers), 6)
        draft._delete_online()
        self.assertFalse(draft.exists() or papers.exists())
        submitted = self.complete()
        submitted.action_submit()
        for application in (submitted, self.file().with_user(self.portal_user)):
            with self.assertRaises(UserError):
                application._delete_online()

    def test_correction_leaves_a_trace(self):
        """What the applicant changes of a registered file stands among its changes, with the papers of before."""
        draft = self.complete()
        draft.action_submit()
        self.accept(self.as_role(draft, "customer_service"))
        self.register(self.as_role(draft, "registration"))
        self.request_correction(self.as_role(draft, "verification"))
        [old] = draft.sudo().checklist_ids[0].attachment_ids
        draft._save_online("details", {"venue": "Gedung Baru"}, leaving=True)
        draft._take_off_online(old.id)
        draft._attach_online(draft.checklist_ids[0].id, "baru.pdf", paper(77))
        changes = draft.sudo().change_ids
        self.assertIn("Gedung Baru", changes.mapped("new_value"))
        self.assertEqual(changes.mapped("user_id"), self.portal_user)
        self.assertIn(old, changes.paper_ids)


@tagged("post_install", "-at_install")
class TestAnswers(OnlineCase):
    """What is valid is kept, each for itself, and the rest is answered with a sentence at its place."""

    def test_details(self):
        """One wrong answer keeps none of the others from being saved."""
        draft = self.begin()
        entered = {
            **details(),
            "booth_count": "banyak",
            "date_start": "31-02-2027",
            "event_theme": "",
            "city": "x" * 600,
        }
        problems = draft._save_online("details", entered)
        self.assertEqual(list(problems), ["event_theme", "city", "date_start", "booth_count"])
        self.assertRegex(problems["booth_count"], "Booths: enter a whole number")
        self.assertRegex(problems["city"], "longer than 500 characters")
        self.assertEqual(draft.venue, "Convention Hall")
        self.assertFalse(draft.booth_count or draft.city or draft.date_start)
        self.assertFalse(draft._save_online("details", details()))
        self.assertEqual(draft.booth_count, 80)

    def test_leaving(self):
        """Whoever goes on later is not told what is still blank."""
        draft = self.begin()
        self.assertFalse(draft._save_online("details", {"venue": "Lain", "event_theme": ""}, leaving=True))
        self.assertEqual(draft.venue, "Lain")

    def test_as_people_write(self):
        """Days, thousands and identity numbers are read as people write them."""
        draft = self.begin()
        entered = {**details(), "date_start": "5/1/2099", "date_end": "07-01-2099", "expected_visitors": "12.500"}
        self.assertFalse(draft._save_online("details", entered))
        self.assertEqual(draft.date_start, fields.Date.to_date("2099-01-05"))
        self.assertEqual(draft.expected_visitors, 12500)
        draft._save_online("applicant", {"applicant_identity": "6472 0512 0385 0001"})
        self.assertEqual(draft.sudo().applicant_identity, IDENTITY)

    def test_days(self):
        """The last day lies neither before the first one nor in the past, whichever of them is entered."""
        draft = self.begin()
        draft._save_online("details", details())
        for entered, name in (
            ({"date_start": "2099-02-02", "date_end": "2099-02-01"}, "date_end"),
            ({"date_start": "2020-02-02", "date_end": "2020-02-03"}, "date_end"),
            ({"date_start": "2199-02-02"}, "date_start"),
        ):
            with self.subTest(entered=entered):
                self.assertIn(name, draft._save_online("details", entered))
        self.assertFalse(draft._missing_online() and draft._problems_at_check("details"))

    def test_days_that_have_passed_since(self):
        """A draft that has lain too long is told so before it is submitted."""
        draft = self.complete()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_application SET date_start = '2026-01-02', date_end = '2026-01-03' WHERE id = %s", [draft.id]
        )
        self.env.invalidate_all()
        missing, *others = draft._missing_online()
        self.assertFalse(others)
        self.assertEqual(missing[:2], ("details", "date_end"))
        self.assert_refused(draft, "submit", "has passed")

    def test_nobody_asked(self):
        """What a page did not ask is not written, whatever a client sends."""
        draft = self.begin()
        draft._save_online(
            "details", {"state": "done", "partner_id": "1", "filed_online": "no", "applicant_identity": IDENTITY}
        )
        self.assertEqual((draft.state, draft.sudo().applicant_identity), ("draft", False))
        draft._save_online("applicant", {"contact_name": "Lain", "contact_email": "x@x.id", "contact_parent_id": "1"})
        self.assertEqual(self.portal_user.name, "Budi Santoso")

    def test_contact(self):
        """The applicant corrects the own contact, no colleague's, and the company's number until it is registered."""
        draft = self.begin()
        problems = draft._save_online("applicant", {**CONTACT, "company_registry": "12"})
        self.assertRegex(problems["company_registry"], "13 digits")
        self.assertEqual(draft.partner_id.sudo().street, "Jl. Gajah Mada 7")
        self.assertFalse(draft._save_online("applicant", {"company_registry": "9120001234567"}))
        self.assertEqual(self.applicant.company_registry, "9120001234567")
        seen = draft.with_user(self.colleague)
        self.assertNotIn("contact_phone", [question.name for question in seen._online_questions("applicant")])
        seen._save_online("applicant", {**CONTACT, "contact_street": "Lain"})
        self.assertEqual(draft.partner_id.sudo().street, "Jl. Gajah Mada 7")
        self.bring_to(self.file(), "verification")
        self.assertNotIn("company_registry", [question.name for question in draft._online_questions("applicant")])

    def test_representative(self):
        """A representative is entered, corrected, and dismissed again; the power of attorney is asked for meanwhile."""
        draft = self.begin()
        self.assertEqual(len(draft._lines_online()), 6)
        problems = draft._save_online("applicant", {**CONTACT, "is_represented": "yes", "representative_name": " "})
        self.assertEqual(list(problems), ["representative_name"])
        self.assertFalse(draft._save_online("applicant", {**CONTACT, **REPRESENTED}))
        self.assertEqual(len(draft._lines_online()), 7)
        contact = draft.sudo().representative_id
        self.assertFalse(draft._save_online("applicant", {"representative_name": "Siti A."}))
        self.assertEqual((draft.sudo().representative_id, contact.name), (contact, "Siti A."))
        self.assertFalse(draft._save_online("applicant", {"is_represented": "no"}))
        self.assertEqual(len(draft._lines_online()), 6)

    def test_representative_of_others(self):
        """The contact of somebody who has an account, or other applications, is never overwritten."""
        draft = self.begin()
        draft.sudo().write({"representative_id": self.other_portal_user.partner_id.id, "is_represented": True})
        before = self.other_portal_user.name
        draft._save_online("applicant", {**CONTACT, **REPRESENTED})
        self.assertEqual(self.other_portal_user.name, before)
        self.assertEqual(draft.sudo().representative_id.name, "Siti Aminah")


@tagged("post_install", "-at_install")
class TestRevised(OnlineCase):
    """A draft that has lain while its service was revised."""

    def test_moved(self):
        """It goes on under the revision in force, with what it says and its papers; the old draft is gone."""
        draft = self.complete(represented=True)
        self.assertFalse(draft._why_not_under_this_revision())
        revision = self.service.copy({"in_force_from": fields.Date.today()})
        self.env.invalidate_all()
        self.assert_refused(draft, "submit", "was revised since you began")
        moved = draft._move_to_revision_in_force()
        self.assertFalse(draft.exists())
        self.assertEqual((moved.service_id, moved.filed_online), (revision, True))
        self.assertEqual(moved.event_name, "Kaltim Expo")
        self.assertEqual(len(moved.sudo().checklist_ids.attachment_ids), 7)
        moved.action_submit()
        self.assertEqual(moved.state, "cs_check")
        with self.assertRaises(UserError):
            moved._move_to_revision_in_force()

    def test_withdrawn(self):
        """Where nothing takes its place the applicant is told so, and moves nowhere."""
        draft = self.complete()
        self.service.in_force_from = False
        self.assert_refused(draft, "submit", "is not offered any more")
        with self.assertRaisesRegex(UserError, "cannot be moved"):
            draft._move_to_revision_in_force()
