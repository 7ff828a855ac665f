"""What can be called, opened, printed and read from outside is written down, and each door is tried as a stranger."""

import inspect
import json

from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ...models import workflow
from ..common import groups_of
from . import doors
from .common_doors import DoorsCase, public_methods, routes

#: What a stranger may get for an answer: nothing is there, it is not yours, or it does not go like that.
REFUSALS = (
    "odoo.exceptions.AccessError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.exceptions.MissingError",
)


@tagged("post_install", "-at_install")
class TestDoors(DoorsCase, HttpCase):
    """A new method, address, document or right of reading is declared in ``doors.py`` before it exists."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "done", technical=True).sudo()
        cls.employee = new_test_user(cls.env, "test_account", "base.group_user")
        cls.agency_b = cls.env["res.company"].create({"name": "Dinas Lain"})
        cls.stranger = new_test_user(
            cls.env,
            "test_other_agency",
            groups_of("manager", "agency_head", "registry", "verification"),
            company_id=cls.agency_b.id,
            company_ids=[Command.set(cls.agency_b.ids)],
        )

    # The lists

    def test_methods(self):
        """Each public method is written down; the buttons of the procedure stand in its table."""
        found = {name: methods for name in self.registry if (methods := public_methods(self.env[name]))}
        buttons = {f"action_{key}" for key in workflow.PROCEDURE.transitions}
        declared = {name: set(methods) for name, methods in doors.METHODS.items()}
        declared["ptsp.application"] |= buttons
        for name in sorted(found.keys() | declared.keys()):
            self.assertEqual(found.get(name, set()), declared.get(name, set()), name)

    def test_routes(self):
        """Each address is written down, with who may open it."""
        found = {}
        for rule, endpoint in routes(self.env):
            methods = endpoint.routing.get("methods")
            # A page and the form on it may be two methods at one address.
            _auth, others = found.get(rule, (None, ()))
            found[rule] = (endpoint.routing["auth"], tuple(sorted({*others, *methods})) if methods else None)
        self.assertEqual(found, doors.ROUTES)

    def test_reports(self):
        """Each document is written down, with the group that prints it; none is for everybody."""
        reports = self.env["ir.actions.report"].search([("report_name", "=like", "ptsp_exhibition.%")])
        found = {
            report.report_name.removeprefix("ptsp_exhibition.report_"): report.group_ids for report in reports.sudo()
        }
        declared = {
            name: self.env["res.groups"].union(
                *(self.env.ref(f"ptsp_exhibition.{group}") for group in groups.split(","))
            )
            for name, groups in doors.REPORTS.items()
        }
        self.assertEqual(found, declared)

    def test_readers(self):
        """Which models applicants, members of an OPD and any employee may read is written down."""
        users = {"applicant": self.portal_user, "employee": self.employee, "opd": self.users["technical"]}
        names = [name for name in self.registry if name.startswith("ptsp.") and not self.env[name]._abstract]
        found = {
            name: readers
            for name in names
            if (readers := {kind for kind, user in users.items() if self.env[name].with_user(user).has_access("read")})
        }
        self.assertEqual(found, doors.READ_BY_OTHERS)
        public = self.env.ref("base.public_user")
        self.assertFalse([name for name in names if self.env[name].with_user(public).has_access("read")])

    def test_every_model_has_rights(self):
        """No model is without access rights, and none of its rights is for everybody."""
        rights = self.env["ir.model.access"].search([("model_id.model", "=like", "ptsp.%")])
        names = {name for name in self.registry if name.startswith("ptsp.") and not self.env[name]._abstract}
        self.assertEqual(set(rights.mapped("model_id.model")), names)
        self.assertFalse(rights.filtered(lambda right: not right.group_id))

    # Strangers before the doors

    def call(self, user, model, method, *args):
        """Call a method as a client does who has logged in, and return the answer."""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.url_open("/web/dataset/call_kw", json={"jsonrpc": "2.0", "params": params}).json()

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_strangers(self):
        """Whoever is no officer of this agency calls each method on each record, and nothing whatever changes."""
        before = self.fingerprint()
        for user in (self.employee, self.other_portal_user, self.other_opd_user, self.stranger):
            self.authenticate(user.login, user.login)
            for name in sorted(self.registry):
                records = self.env[name].search([], limit=2, order="id desc") if self.env[name]._auto else []
                for method in sorted(public_methods(self.env[name])):
                    function = getattr(type(self.env[name]), method)
                    # With a note or an opinion where the method takes one, and without.
                    takes = list(inspect.signature(function).parameters.values())[1:2]
                    notes = [
                        *([] if takes and takes[0].default is takes[0].empty else [[]]),
                        *([["Catatan"]] if takes else []),
                    ]
                    heads = [[]] if getattr(function, "_api_model", False) else [[record.ids] for record in records]
                    for args in [[*head, *note] for head in heads for note in notes]:
                        with self.subTest(user=user.login, model=name, method=method, args=args):
                            error = self.call(user, name, method, *args).get("error")
                            if error:
                                self.assertIn(error["data"]["name"], REFUSALS, json.dumps(error)[:500])
            self.assertEqual(self.fingerprint(), before, user.login)
