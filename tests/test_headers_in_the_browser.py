"""The names of all columns of all lists can be read on an ordinary screen, in both languages.

A name is cut where Odoo ends it with an ellipsis, and where it goes on in the next line within a word. What a column
holds may be cut, as Odoo does it, but no column stands beyond the edge of its list.
"""

import json

from odoo.tests import HttpCase, tagged

from .common import PtspCase

APP = "ptsp_exhibition.ptsp_menu"
#: Looks at the lists that are open: whether a name is cut, or broken within a word, or stands beyond the edge.
LOOK = """
(async () => {
    const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const waitFor = async (found, missing) => {
        for (let attempt = 0; attempt < 400; attempt++) {
            if (!document.querySelector(".o_loading_indicator, .o_blockUI") && found()) return;
            await wait(50);
        }
        throw new Error(missing);
    };
    const range = document.createRange();
    const isCut = (title) => {
        if (title.scrollWidth > title.clientWidth + 1) return true;
        return [...title.firstChild.data.matchAll(/[^\\s/-]+/g)].some((word) => {
            range.setStart(title.firstChild, word.index);
            range.setEnd(title.firstChild, word.index + word[0].length);
            return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1;
        });
    };
    const problems = [];
    const look = (place) => {
        for (const list of document.querySelectorAll(".o_action_manager .o_list_renderer")) {
            if (!list.offsetWidth) continue;
            const within = list.closest("[name]")?.getAttribute("name");
            const where = within ? `${place}, ${within}` : place;
            for (const title of list.querySelectorAll("thead th .text-truncate")) {
                if (title.firstChild && isCut(title)) problems.push(`${where}: ${title.textContent} is cut`);
            }
            const table = list.querySelector("table");
            if (table.offsetWidth > list.clientWidth + 1) {
                problems.push(`${where}: ${table.offsetWidth - list.clientWidth} px stand beyond the edge`);
            }
        }
    };
    %s
    if (problems.length) throw new Error(problems.join("\\n"));
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""
LISTS = """
    const { action } = odoo.__WOWL_DEBUG__.root.env.services;
    for (const [id, name] of %s) {
        await action.doAction(id, { viewType: "list", clearBreadcrumbs: true });
        await waitFor(() => document.querySelector(".o_list_view .o_list_renderer thead"), "no list: " + name);
        await wait(100);
        look(name);
    }
"""
PAGES = """
    for (const link of [...document.querySelectorAll(".o_notebook_headers .nav-link")]) {
        link.click();
        await waitFor(() => link.classList.contains("active"), "no page: " + link.textContent);
        await wait(100);
        look(link.name);
        const sheet = document.querySelector(".o_form_sheet_bg");
        if (sheet.scrollWidth > sheet.clientWidth + 1) problems.push(`${link.name}: the form scrolls sideways`);
    }
"""
#: Who works on the form of an application, and where it stands then.
DESKS = {
    "customer_service": "cs_check",
    "registration": "registration",
    "verification": "verification",
    "liaison": "liaison",
    "processing": "drafting",
    "agency_head": "agency_approval",
    "registry": "final_check",
    "pickup": "pickup",
    "auditor": "done",
}


class HeadersCase(PtspCase, HttpCase):
    """Lists with something in them."""

    browser_size = "1400x900"
    language = "id_ID"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.users.values():
            user.lang = cls.language
            user.tour_enabled = False
        cls.by_state = {}
        for state in {*DESKS.values(), "correction", "technical"}:
            technical = state not in ("correction", "verification")
            cls.by_state[state] = cls.bring_to(cls.file(), state, technical=technical)

    def look(self, role, script, path="/odoo"):
        """Let a user's browser run a script that looks, and tell what it has found."""
        ready = "Boolean(document.querySelector('.o_action_manager .o_view_controller'))"
        try:
            self.browser_js(path, LOOK % script, ready=ready, login=self.users[role].login, timeout=180)
        except self.failureException as error:
            # Odoo begins with the whole script.
            raise self.failureException(f"{role}: " + str(error).rpartition('" failed')[2].strip()) from None

    def lists(self):
        """Return the lists that menus open, each for the first role that sees it so.

        :return: dict from roles to pairs of the id and the name of an action
        """
        Menu = self.env["ir.ui.menu"]
        seen, lists = set(), {}
        for role, user in self.users.items():
            visible = Menu.with_user(user)._visible_menu_ids()
            menus = Menu.browse(visible).filtered_domain([("id", "child_of", self.env.ref(APP).id)])
            for menu in menus.filtered(lambda menu, visible=visible: menu.parent_id.id in visible):
                action = menu.action
                # The service hours are a list of Odoo's, which cuts what it cuts.
                if not action or not (action.get_external_id().get(action.id) or "").startswith("ptsp_exhibition."):
                    continue
                if action._name != "ir.actions.act_window" or "list" not in action.view_mode.split(","):
                    continue
                view = {mode: view_id for view_id, mode in action.views}.get("list")
                arch = self.env[action.res_model].with_user(user).get_view(view, "list")["arch"]
                if (action.id, arch) not in seen:
                    seen.add((action.id, arch))
                    lists.setdefault(role, []).append((action.id, f"{menu.complete_name} ({action.res_model})"))
        return lists

    def look_at_lists(self):
        """Look at every list that a menu opens."""
        lists = self.lists()
        self.assertGreater(sum(map(len, lists.values())), 20)
        for role, actions in lists.items():
            with self.subTest(role=role):
                self.look(role, LISTS % json.dumps(actions))

    def look_at_forms(self):
        """Look at every list on every page of the form of an application, as each desk sees it."""
        for role, state in DESKS.items():
            with self.subTest(role=role):
                self.look(role, PAGES, f"/odoo/all-applications/{self.by_state[state].id}")


@tagged("post_install", "-at_install", "slow")
class TestHeadersInIndonesian(HeadersCase):
    """As officers see them."""

    def test_lists(self):
        """Every list that a menu opens."""
        self.look_at_lists()

    def test_forms(self):
        """Every list on the form of an application."""
        self.look_at_forms()


@tagged("post_install", "-at_install", "slow")
class TestHeadersInEnglish(HeadersCase):
    """As whoever reads English sees them."""

    language = "en_US"

    def test_lists(self):
        """Every list that a menu opens."""
        self.look_at_lists()

    def test_forms(self):
        """Every list on the form of an application."""
        self.look_at_forms()
