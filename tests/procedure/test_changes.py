"""What a registered file says changes with a trace, which the desk sees that checks next."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PtspCase
from .test_bad_input import PDF


@tagged("post_install", "-at_install")
class TestChanges(PtspCase):
    """During a correction nothing changes unseen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.file()
        line = cls.as_role(cls.bring_to(cls.application, "cs_check"), "customer_service").checklist_ids[0]
        cls.paper = line.env["ir.attachment"].create({"name": "ktp.pdf", "raw": PDF})
        line.write({"attachment_ids": [Command.link(cls.paper.id)]})
        cls.bring_on("cs_check", "verification")
        cls.request_correction(cls, cls.as_role(cls.application, "verification"))
        cls.desk = cls.as_role(cls.application, "customer_service")

    @classmethod
    def bring_on(cls, here, there):
        """Walk the application on from one state to another."""
        way = cls._way_to(there)
        for _source, role, step, _target in way[[source for source, *_rest in way].index(here) :]:
            step(cls, cls.as_role(cls.application, role))

    def changes(self):
        """Return what was changed as tuples of key, what stood there, what stands there, and by whom."""
        self.env.flush_all()
        self.env.invalidate_all()
        return [
            (change.detail, change.old_value, change.new_value, change.user_id)
            for change in self.application.with_user(self.users["auditor"]).change_ids
        ]

    def test_every_detail_leaves_a_trace(self):
        """Each field that is open in a correction is kept with what stood there before, by whom and when."""
        officer = self.users["customer_service"]
        other = self.env["res.partner"].create({"name": "PT Mahakam Raya"})
        values = {
            "partner_id": other.id,
            "is_represented": True,
            "representative_id": self.portal_user.partner_id.id,
            "power_of_attorney_until": self.application.date_end,
            "date_start": self.application.date_start + timedelta(days=1),
            "date_end": self.application.date_end + timedelta(days=1),
            "expected_visitors": 6000,
            "booth_count": 81,
        }
        opened = {
            name
            for name, field in self.application._fields.items()
            if getattr(field, "editable_in", None) == "file" and name != "details"
        }
        values |= dict.fromkeys(opened - values.keys(), "Baru")
        before = {name: self.application[name] for name in opened}
        self.desk.write(values)
        kept = {change[0]: change for change in self.changes()}
        self.assertLessEqual(opened, kept.keys())
        self.assertEqual(kept["event_name"], ("event_name", before["event_name"], "Baru", officer))
        self.assertEqual(kept["partner_id"][1:3], (self.applicant.display_name, "PT Mahakam Raya"))
        self.assertEqual(kept["applicant_name"][1:3], (self.applicant.name, "PT Mahakam Raya"))
        self.assertEqual(kept["booth_count"][1:3], ("80", "81"))
        change = self.application.sudo().change_ids[0]
        self.assertEqual((change.state, bool(change.changed_at)), ("correction", True))

    def test_what_is_written_again_is_no_change(self):
        """Who saves a form without a change leaves no trace."""
        self.desk.write({"event_name": self.application.event_name, "booth_count": self.application.booth_count})
        self.assertEqual(self.changes(), [])

    def test_before_registration(self):
        """Until the file is registered it is the applicant's, and changes of it are not kept."""
        application = self.bring_to(self.file(), "cs_check")
        self.as_role(application, "customer_service").event_name = "Pameran Lain"
        self.assertFalse(application.sudo().change_ids)

    def test_papers(self):
        """Papers that were exchanged are named and kept, with the paper of before."""
        line = self.desk.checklist_ids[0]
        new = line.env["ir.attachment"].create({"name": "ktp baru.pdf", "raw": PDF})
        line.write({"attachment_ids": [Command.delete(self.paper.id), Command.link(new.id)]})
        self.assertEqual(line.attachment_ids, new)
        change = self.application.sudo().change_ids
        self.assertEqual((change.old_value, change.new_value), ("ktp.pdf", "ktp baru.pdf"))
        self.assertEqual(change.paper_ids, (self.paper | new).sudo())
        self.assertIn(line.with_context(lang="id_ID").name, change.label)
        self.assertEqual(self.paper.raw, PDF)
        seen = change.with_user(self.users["verification"]).paper_ids
        self.assertEqual(set(seen.mapped("name")), {"ktp.pdf", "ktp baru.pdf"})

    def test_through_the_form(self):
        """The same holds for papers that are exchanged on the form of the application."""
        line = self.desk.checklist_ids[0]
        command = Command.update(line.id, {"attachment_ids": [Command.unlink(self.paper.id)]})
        self.desk.write({"checklist_ids": [command], "venue": "Gedung Lain"})
        self.assertEqual(len(self.changes()), 2)

    def test_shown_to_the_desk_that_checks_next(self):
        """Verification is shown what has changed since it looked last, and once it has looked again no more."""
        self.desk.write({"venue": "Gedung Olahraga"})
        self.assertFalse(self.desk.unchecked_changes)
        self.hand_in_correction(self.desk)
        self.desk.action_complete_correction()
        verification = self.as_role(self.application, "verification")
        self.assertIn(
            self.application._fields["venue"]._description_string(self.env(context={"lang": "id_ID"})),
            verification.unchecked_changes,
        )
        source, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "ptsp_exhibition.report_verification_form", self.application.ids
        )
        for text in ("Gedung Olahraga", "Convention Hall", "Perubahan keterangan"):
            self.assertIn(text, source.decode())
        self.request_correction(verification)
        self.hand_in_correction(self.desk)
        self.desk.action_complete_correction()
        self.env.invalidate_all()
        self.assertFalse(verification.unchecked_changes)
        self.assertEqual(len(self.changes()), 1)

    def test_nobody_writes_the_trace(self):
        """What was kept is neither written, nor changed, nor deleted by anybody, and staff alone reads it."""
        self.desk.write({"venue": "Gedung Olahraga"})
        change = self.application.sudo().change_ids
        for user in (self.users["customer_service"], self.users["manager"], self.env.ref("base.user_admin")):
            record = change.with_user(user)
            for call in (
                lambda record=record: record.write({"old_value": "Lain"}),
                lambda record=record: record.unlink(),
                lambda record=record: record.copy(),
                lambda record=record: record.create({"application_id": self.application.id, "label": "x"}),
                lambda user=user: self.application.with_user(user).write({"change_ids": [Command.clear()]}),
            ):
                with self.subTest(user=user.login), self.assertRaises(UserError), self.env.cr.savepoint():
                    call()
        for call in (
            lambda: change.sudo().write({"old_value": "Lain"}),
            lambda: change.sudo().unlink(),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                call()
        for user in (self.portal_user, self.users["technical"]):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                change.with_user(user).read(["old_value"])
