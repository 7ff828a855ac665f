"""Every button of the procedure, pressed past the screen by everybody whose turn it is not."""

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models import workflow
from ..common_cells import CellsCase

#: What whoever presses a button that is none of theirs may get for an answer.
REFUSALS = ("odoo.exceptions.AccessError", "odoo.exceptions.UserError")


@tagged("post_install", "-at_install", "slow")
class TestForbiddenCells(CellsCase, HttpCase):
    """Whoever calls the method of a button over HTTP without its role, or at another time, is told no."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        everything = cls.without_review.union(*cls.applications.values()).sudo()
        # All of a test is one moment of the database: only an earlier one shows that something was written.
        cls.env.cr.execute(
            "UPDATE ptsp_application SET write_date = '2020-01-01' WHERE id IN %s", [tuple(everything.ids)]
        )
        cls.env.invalidate_all()
        cls.everything = everything

    def cells(self):
        """Return the cells that the table does not allow: actor, state, transition."""
        return [
            (actor, state, key)
            for actor in self.actors
            for state in workflow.PROCEDURE.states
            for key, row in workflow.PROCEDURE.transitions.items()
            if not (state in row.sources and actor in row.roles)
        ]

    def picture(self, applications):
        """Return what a refusal must leave as it was, the moment of the last change included."""
        self.env.cr.execute(
            """SELECT a.id, a.write_date,
                      (SELECT count(*) FROM ptsp_control_line l WHERE l.application_id = a.id),
                      (SELECT count(*) FROM mail_message m WHERE m.model = 'ptsp.application' AND m.res_id = a.id)
                 FROM ptsp_application a WHERE a.id IN %s ORDER BY a.id""",
            [tuple(applications.ids)],
        )
        return [*self.env.cr.fetchall(), *self.snapshot(applications)]

    def answer(self, application, key):
        """Call the method of a button as the browser does, and return the name of the error, or None."""
        params = {
            "model": "ptsp.application",
            "method": f"action_{key}",
            "args": [application.ids, "Catatan"],
            "kwargs": {},
        }
        path = f"/web/dataset/call_kw/ptsp.application/action_{key}"
        answer = self.url_open(path, json={"jsonrpc": "2.0", "method": "call", "params": params}).json()
        return answer["error"]["data"]["name"] if "error" in answer else None

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_forbidden_cells_over_http(self):
        """Each role, in each state, calls each button that the table does not give it; nothing changes."""
        wrong = []
        cells = self.cells()
        before = self.picture(self.everything)
        for actor, user in self.actors.items():
            # One login for each role.
            self.authenticate(user.login, user.login)
            for _actor, state, key in (cell for cell in cells if cell[0] == actor):
                error = self.answer(self.application_for(state, key), key)
                if error not in REFUSALS:
                    wrong.append(f"{actor} presses {key} in {state}: {error or 'done'}")
            if self.picture(self.everything) != before:
                wrong.append(f"{actor} has changed something")
        self.assertFalse(wrong, "\n".join(wrong))
        self.assertGreater(len(cells), 10_000)
