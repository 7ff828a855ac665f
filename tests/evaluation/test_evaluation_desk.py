"""An evaluation goes from the superior to the officer, and both sign; then nothing changes."""

import base64

import psycopg2

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..pictures import drawn, picture
from .common_evaluation import EvaluationCase

#: What a refusal is; those of access are some of them.
REFUSED = UserError
ROLE, HEAD = "processing", "section_head"


@tagged("post_install", "-at_install")
class TestEvaluationDesk(EvaluationCase):
    """Marks, word, signatures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_evaluations()
        cls.superior, cls.officer = cls.of(ROLE, HEAD), cls.of(ROLE, ROLE)

    def refused(self, call, error=REFUSED):
        """A call is refused, and leaves the evaluation as it was."""
        self.env.flush_all()
        before = self.of(ROLE).read(["state", "officer_word", "superior_remark", "result", "sha256"])
        with mute_logger("odoo.sql_db", "odoo.models"), self.assertRaises(error), self.env.cr.savepoint():
            call()
            self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.of(ROLE).read(["state", "officer_word", "superior_remark", "result", "sha256"]), before)

    def whose(self):
        """Return who has a to-do on the evaluation."""
        return (
            self.env["mail.activity"]
            .search([("res_model", "=", "ptsp.evaluation"), ("res_id", "=", self.of(ROLE).id)])
            .user_id
        )

    def test_way(self):
        """Superior, officer, both: each finds a to-do when it is the own turn, and only then."""
        self.assertEqual(self.whose(), self.users[HEAD])
        self.refused(self.superior.action_hand_over, UserError)
        weights = {line.id: line.weight for line in self.superior.line_ids}
        marks = dict(zip(weights, range(60, 100), strict=False))
        for line in self.superior.line_ids:
            line.mark = marks[line.id]
        self.superior.superior_remark = "Baik."
        result = sum(weights[one] * marks[one] for one in weights) / sum(weights.values())
        self.assertAlmostEqual(self.superior.result, result)
        self.superior.action_hand_over()
        self.assertEqual(self.whose(), self.users[ROLE])
        self.officer.officer_word = "Terima kasih."
        self.officer.action_give_word()
        self.assertEqual(self.whose(), self.users[ROLE] | self.users[HEAD])
        self.officer.officer_signature = drawn()
        self.assertEqual(self.whose(), self.users[HEAD])
        self.assertEqual(self.officer.state, "answered")
        self.superior.superior_signature = drawn()
        self.assertEqual((self.officer.state, self.whose()), ("signed", self.env["res.users"]))
        self.assertTrue(self.officer.sha256 and self.officer.is_sound)
        self.assertEqual(self.officer.officer_name, self.users[ROLE].name)

    def test_only_own_part(self):
        """Neither enters what is the other's, or what is not at its time; nobody enters what is counted."""
        self.refused(lambda: self.superior.write({"officer_word": "x"}))
        self.refused(lambda: self.superior.write({"superior_signature": drawn()}))
        self.refused(lambda: self.superior.write({"state": "signed"}))
        self.refused(lambda: self.superior.write({"steps_signed": 99}))
        self.refused(lambda: self.superior.write({"officer_id": self.users["registry"].id}))
        self.refused(lambda: self.superior.line_ids[0].write({"weight": 99}))
        self.refused(lambda: self.superior.write({"line_ids": [(0, 0, {"name": "x", "weight": 1, "scale": 5})]}))
        self.refused(lambda: self.superior.write({"line_ids": [(2, self.superior.line_ids[0].id)]}))
        self.refused(self.superior.action_give_word)
        self.bring_evaluation(ROLE, "marked")
        self.refused(lambda: self.superior.line_ids.write({"mark": 100}))
        self.refused(lambda: self.superior.write({"superior_remark": "x"}))
        self.refused(lambda: self.officer.line_ids.write({"mark": 100}))
        self.refused(lambda: self.officer.write({"superior_remark": "x"}))
        self.refused(lambda: self.officer.write({"officer_signature": drawn()}))
        self.refused(self.officer.action_hand_over)
        self.refused(self.superior.action_give_word)
        self.officer.action_give_word()
        self.refused(lambda: self.officer.write({"officer_word": "x"}))
        self.refused(lambda: self.officer.write({"superior_signature": drawn()}))
        self.refused(self.officer.action_mark_anew)

    def test_superuser_is_no_superior(self):
        """That a call runs as superuser is no permission: not to mark, not to sign, not to count anew."""
        one = self.of(ROLE)
        self.refused(lambda: one.line_ids.write({"mark": 100}))
        self.refused(lambda: one.write({"superior_remark": "x"}))
        self.refused(lambda: one.write({"norm_kept": 100}))
        self.refused(one.action_hand_over)

    def test_marks_in_range(self):
        """A mark is given within the scale."""
        line = self.superior.line_ids[0]
        for wrong in (-1, line.scale + 1):
            self.refused(lambda wrong=wrong: line.write({"mark": wrong}), psycopg2.IntegrityError)

    def test_mark_anew(self):
        """After the officer's word the superior may mark anew, as long as nobody has signed; the word stays."""
        self.bring_evaluation(ROLE, "answered")
        self.officer.officer_signature = drawn()
        self.refused(self.superior.action_mark_anew, UserError)
        self.officer.officer_signature = False
        self.assertFalse(self.officer.officer_signed_at)
        self.superior.action_mark_anew()
        self.assertEqual((self.superior.state, self.superior.officer_word), ("open", "Setuju."))
        self.assertEqual(self.whose(), self.users[HEAD])
        self.superior.line_ids[0].mark = 99

    def test_signature_is_a_drawing(self):
        """A signature is a PNG as a screen draws it, of some size."""
        self.bring_evaluation(ROLE, "answered")
        for wrong in ("bukan", base64.b64encode(picture()).decode(), drawn()[:120]):
            self.refused(lambda wrong=wrong: self.officer.write({"officer_signature": wrong}), ValidationError)

    def test_signed_is_closed(self):
        """After both signatures nothing changes: by no one, not as superuser; and what is changed past Odoo shows."""
        self.bring_evaluation(ROLE, "signed")
        for values in ({"officer_word": "x"}, {"superior_remark": "x"}, {"officer_signature": False}):
            for one in (self.superior, self.officer, self.of(ROLE)):
                self.refused(lambda one=one, values=values: one.write(values))
        self.refused(lambda: self.superior.line_ids.write({"remark": "x"}))
        self.refused(lambda: self.of(ROLE).line_ids.write({"mark": 1}))
        self.refused(self.superior.action_mark_anew)
        self.refused(self.of(ROLE).unlink)
        self.refused(self.of(ROLE).line_ids.unlink)
        self.users[ROLE].name = "Nama Baru"
        self.assertEqual(
            self.officer.officer_name, "test_processing (base.group_user,ptsp_exhibition.group_processing)"
        )
        self.assertTrue(self.of(ROLE).is_sound)
        self.env.cr.execute("UPDATE ptsp_evaluation_line SET mark = 100 WHERE evaluation_id = %s", (self.of(ROLE).id,))
        self.env.invalidate_all()
        self.assertFalse(self.of(ROLE).is_sound)

    def test_by_hand(self):
        """Nobody enters, copies or deletes an evaluation; nothing at all is no offence."""
        for user in (HEAD, ROLE, "manager"):
            Evaluation = self.env["ptsp.evaluation"].with_user(self.users[user])
            self.refused(lambda Evaluation=Evaluation: Evaluation.create({"superior_remark": "x"}))
        self.refused(self.superior.copy)
        self.refused(self.superior.unlink)
        self.assertFalse(self.env["ptsp.evaluation"]._as_procedure().create([]))
        self.assertTrue(self.superior.write({}))
        self.assertTrue(self.superior.line_ids.write({}))
