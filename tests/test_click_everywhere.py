"""Odoo's own robot opens every menu, view and filter of the addon, as each kind of officer."""

import re

from lxml import etree

from odoo.tests import HttpCase, tagged
from odoo.tools.safe_eval import safe_eval

from .common import PtspCase

APP = "ptsp_exhibition.ptsp_menu"
CLICK = "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader').startClickEverywhere(%r);"
#: The field at the beginning of a condition in the domain of a filter.
CONDITION = re.compile(r"""\(\s*['"](\w+)[\w.]*['"],\s*['"](?:=|!=|<|>|in\b|not|any|child)""")


@tagged("post_install", "-at_install")
class TestMenus(PtspCase):
    """Each menu opens from wherever one is, for everybody who sees it."""

    def actions(self, user):
        """Return the windows that the menus open which a user sees."""
        Menu = self.env["ir.ui.menu"]
        menus = Menu.browse(Menu.with_user(user)._visible_menu_ids()).filtered_domain(
            [("id", "child_of", self.env.ref(APP).id)]
        )
        return [menu.action for menu in menus if menu.action and menu.action._name == "ir.actions.act_window"]

    def test_actions_stand_on_their_own(self):
        """What a menu opens asks for no record from which it was opened."""
        actions = self.actions(self.env.ref("base.user_admin"))
        self.assertTrue(actions)
        for action in actions:
            known = {"uid": self.env.uid, "allowed_company_ids": self.env.companies.ids}
            with self.subTest(action.name):
                safe_eval(action.context or "{}", dict(known))
                safe_eval(action.domain or "[]", {**known, "context_today": None})

    def test_views_show_what_one_may_read(self):
        """No view names a field that does not exist for whoever opens it: the browser would give up."""
        # Who sees other menus than anybody before.
        kinds = {frozenset(action.id for action in self.actions(user)): role for role, user in self.users.items()}
        self.assertGreater(len(kinds), 4)
        for role in kinds.values():
            user = self.users[role]
            for action in self.actions(user):
                model = self.env[action.res_model].with_user(user)
                views = model.get_views([*action.views, (action.search_view_id.id, "search")])["views"]
                for kind, view in views.items():
                    arch = etree.fromstring(view["arch"])
                    named = {node.get("name") for node in arch.xpath("//field[not(ancestor::field)]")}
                    for domain in arch.xpath("//filter/@domain"):
                        named.update(CONDITION.findall(domain))
                    with self.subTest(role=role, action=action.name, view=kind):
                        self.assertLessEqual(named, model.fields_get().keys())


class ClickEverywhere(PtspCase, HttpCase):
    """An officer clicks on all there is; applications stand in every state on the way."""

    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applications = cls.env["ptsp.application"]
        for state in ("draft", "cs_check", "verification", "technical", "correction", "section_review", "done"):
            cls.applications |= cls.bring_to(cls.file(), state)
        cls.env["res.users"].search([]).write({"tour_enabled": False})

    def click_everywhere(self, login):
        """Let Odoo's robot go through the addon; whatever the browser complains of is an error."""
        self.browser_js(
            "/odoo",
            CLICK % APP,
            "odoo.isReady === true",
            login=login,
            timeout=600,
            success_signal="clickbot test succeeded",
        )


@tagged("post_install", "-at_install", "slow")
class TestClicksOfOfficers(ClickEverywhere):
    """Whose turn it can be meets no error, whatever is clicked on."""

    def test_front_office(self):
        """Who files applications for visitors; Customer Service and the desks see the same menus."""
        self.click_everywhere("test_information")

    def test_verification(self):
        """Who verifies, and asks OPD for opinions."""
        self.click_everywhere("test_verification")

    def test_opd(self):
        """A member of an OPD."""
        self.click_everywhere("test_technical")

    def test_processing(self):
        """Who drafts the letter."""
        self.click_everywhere("test_processing")

    def test_registry(self):
        """Who numbers the letter."""
        self.click_everywhere("test_registry")


@tagged("post_install", "-at_install", "slow")
class TestClicksOfOversight(ClickEverywhere):
    """Who leads, looks over or configures meets no error, whatever is clicked on."""

    def test_head(self):
        """A head, who sees the figures."""
        self.click_everywhere("test_agency_head")

    def test_auditor(self):
        """An auditor, who reads everything."""
        self.click_everywhere("test_auditor")

    def test_manager(self):
        """A manager, who configures."""
        self.click_everywhere("test_manager")

    def test_admin(self):
        """The administrator, who opens everything."""
        self.click_everywhere("admin")
