"""A member of an OPD at a real browser."""

from odoo.tests import tagged

from ..mouse import MouseCase, Step

#: What stands in the list that opens after login, and what is the first button of the form.
WAITS = """
    await see(".o_last_breadcrumb_item", "Telaah Teknis");
    await see(".o_searchview_facet", "Perlu Dijawab");
    await see(".o_data_row", "Lalu lintas");
    const rows = [...document.querySelectorAll(".o_data_row")].map((row) => row.textContent);
    if (rows.length !== 1) throw new Error("these wait: " + rows.join(" / "));
"""
FIRST = """
    await see(".o_statusbar_buttons > button", "Terbitkan Pertimbangan Teknis");
    const primary = [...document.querySelectorAll(".o_statusbar_buttons > button")].filter((button) =>
        button.matches(".btn-primary, .oe_highlight")
    );
    const names = primary.map((button) => button.name).join(", ");
    if (names !== "%s") throw new Error("the first buttons are: " + names);
"""
ANSWER = """
    await click(".o_statusbar_buttons > button", "Terbitkan Pertimbangan Teknis");
    await click(".modal [name=opinion_kind] input[data-value=recommended]");
    await type(".modal [name=opinion] textarea", "Tidak keberatan");
    await click(".modal button[name=action_confirm]");
    await gone(".modal");
    await gone(".o_statusbar_buttons > button", "Terbitkan Pertimbangan Teknis");
"""
EMPTY = """
    await click(".breadcrumb-item a", "Telaah Teknis");
    await see(".o_view_nocontent");
    await gone(".o_data_row", "Lalu lintas");
"""


@tagged("post_install", "-at_install", "slow")
class TestOpdInTheBrowser(MouseCase):
    """An OPD finds what waits for its opinion, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What the own OPD has answered, what is asked of another one, and what no OPD was asked about.
        cls.bring_to(cls.file(event_name="Pameran Selesai"), "drafting", technical=True)
        cls.asked = cls.bring_to(cls.file(event_name="Pameran Menunggu"), "technical", technical=True)
        own, cls.agency = cls.agency, cls.other_agency
        cls.bring_to(cls.file(event_name="Pameran OPD Lain"), "technical", technical=True)
        cls.agency = own
        cls.bring_to(cls.file(event_name="Pameran Langsung"), "verification")

    def test_own_reviews(self):
        """A member lands in the own reviews, issues the opinion that waits there, and it leaves the list."""
        script = (
            WAITS
            + 'await click(".o_data_row .o_data_cell", "Lalu lintas");'
            + FIRST % "action_open_issue"
            + ANSWER
            + EMPTY
        )
        self.take(Step("technical", "answers from the own list", "result and opinion", 6, script))
        self.assertEqual(self.asked.state, "drafting")
        self.assertEqual(self.asked.sudo().review_ids.opinion, "Tidak keberatan")

    def test_application(self):
        """On the form of the application, too, the opinion is the member's first button."""
        script = FIRST % "action_issue_opinion" + ANSWER
        step = Step("technical", "answers on the application", "result and opinion", 4, script)
        self.take(step, f"/odoo/all-applications/{self.asked.id}")
        self.assertEqual(self.asked.state, "drafting")
