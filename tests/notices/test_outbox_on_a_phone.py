"""The outbox on a phone."""

from odoo.tests import HttpCase, tagged

from ..common import PtspCase

#: The outbox without its filter: cards, with what was sent to whom and what became of it, and a button.
CARDS = """
(async () => {
    const wait = async (found, what) => {
        for (let attempt = 0; attempt < 300; attempt++) {
            if (found()) return found();
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error(what);
    };
    const card = await wait(() => document.querySelector(".o_kanban_record:not(.o_kanban_ghost)"), "No card");
    for (const text of ["File is incomplete", "Not Delivered", "eo@example.com", "Invalid email address"]) {
        if (!card.textContent.includes(text)) throw new Error(`${text} is not on the card: ${card.textContent}`);
    }
    if (document.documentElement.scrollWidth > window.innerWidth) throw new Error("The page scrolls sideways");
    if (card.scrollWidth > card.clientWidth) throw new Error("The card scrolls sideways");
    card.querySelector("button[name=action_send_again]").click();
    await wait(() => !document.querySelector("button[name=action_send_again]"), "It is not sent again");
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install", "slow")
class TestOutboxOnAPhone(PtspCase, HttpCase):
    """Customer Service at the counter has a phone 360 pixels wide."""

    browser_size = "360x740"
    touch_enabled = True

    def test_cards(self):
        """What was not delivered is a card, from which it is sent again."""
        notice = self.bring_to(self.file(), "returned").sudo().notice_ids
        mail = self.env["mail.mail"].search([("mail_message_id", "=", notice.message_id.id)])
        mail._postprocess_sent_message(
            success_pids=[], success_emails=[], failure_reason="x", failure_type="mail_email_invalid"
        )
        self.env["res.lang"]._activate_lang("en_US")
        user = self.users["customer_service"]
        user.lang = "en_US"
        self.browser_js(
            "/odoo/notices",
            CARDS,
            ready="Boolean(document.querySelector('.o_action_manager .o_view_controller'))",
            login=user.login,
            timeout=120,
        )
        self.env.invalidate_all()
        self.assertEqual((notice.state, notice.attempts), ("waiting", 2))
