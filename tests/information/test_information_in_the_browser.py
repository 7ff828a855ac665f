"""A contact is noted in the real form, in a few clicks, and an application begins with it."""

from odoo.tests import tagged

from ..mouse import MouseCase, Step

NOTE = """
    await choose("[name=service_id] input", "Pameran");
    await click("[name=channel] input[data-value=telephone]");
    await click("[name=topic_id] .o_selection_badge");
    await type("[name=person_name] input", "Siti Aminah");
    await type("[name=email] input", "siti.aminah@example.com");
    await click("[name=item_ids] input[type=checkbox]");
    await click("button[name=action_end]");
    await see("[name=minutes]");
    await click("button[name=action_begin_application]");
    await see(".o_form_statusbar .o_statusbar_status");
"""


@tagged("post_install", "-at_install", "slow")
class TestInformationInTheBrowser(MouseCase):
    """The information officer has somebody on the telephone."""

    def test_from_the_question_to_the_draft(self):
        """Who calls is noted with nine clicks, those into fields of text included, and has a draft."""
        step = Step("information", "note a contact", "", 9, NOTE)
        self.take(step, "/odoo/ptsp-information/new")
        contact = self.env["ptsp.information.contact"].search(
            [("user_id", "=", self.users["information"].id)], order="id desc", limit=1
        )
        self.assertEqual((contact.channel, contact.person_name), ("telephone", "Siti Aminah"))
        self.assertTrue(contact.ended_at and contact.item_ids and contact.topic_id)
        self.assertEqual(contact.application_id.partner_id.email, "siti.aminah@example.com")
