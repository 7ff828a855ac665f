"""From a number to the application of whom is served, at one screen."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_queue import QueueCase


@tagged("post_install", "-at_install")
class TestQueueApplication(QueueCase):
    """A number knows on account of which application its holder came."""

    def setUp(self):
        super().setUp()
        self.ticket = self.take()
        self.counter = self.sit(self.first, "customer_service")

    def serving(self):
        self.counter.action_call_next()
        self.counter.action_serve()

    def test_new(self):
        """Who files applications begins one at the counter, and the number knows it."""
        self.serving()
        action = self.counter.action_open_application()
        self.assertEqual(action["res_model"], "ptsp.application")
        self.assertFalse(action.get("res_id"))
        Application = self.env["ptsp.application"].with_user(self.users["customer_service"])
        application = Application.with_context(**action["context"]).create(self.application_vals())
        self.assertEqual(self.ticket.application_id, application.sudo())
        self.assertEqual(application.queue_ticket_ids.name, "B001")
        self.assertEqual(self.counter.action_open_application()["res_id"], application.id)
        other = Application.with_context(**action["context"]).create(self.application_vals(event_name="Lain"))
        self.assertFalse(other.queue_ticket_ids)

    def test_context_is_no_permission(self):
        """Who does not sit there links nothing by a key of the context."""
        self.serving()
        Application = self.env["ptsp.application"].with_user(self.users["information"])
        for value in (self.ticket.id, self.first.id, 10**8, 10**30, True, "x", [1]):
            Application.with_context(ptsp_ticket=value).create(self.application_vals())
        self.sit(self.second, "information")
        Application.with_context(ptsp_ticket=self.ticket.id).create(self.application_vals())
        self.assertFalse(self.ticket.application_id)

    def begin(self):
        """Press *New Application* at the counter, and return what saves the form that it opens."""
        self.serving()
        action = self.counter.action_open_application()
        Application = self.env["ptsp.application"].with_user(self.users["customer_service"])
        return lambda: Application.with_context(**action["context"]).create(self.application_vals())

    def test_ended_before_saving(self):
        """A visitor who was ended meanwhile, in a second window, at midnight or with the part, holds up nothing."""
        for end in (
            self.counter.action_done,
            lambda: (self.counter.action_done(), self.counter.action_close()),
            lambda: self.first.with_user(self.users["manager"]).action_close(),
            lambda: self.company.write({"ptsp_uses_queue": False}),
        ):
            save = self.begin()
            end()
            self.assertTrue(save().exists())
            self.assertFalse(self.ticket.application_id)
            self.company.ptsp_uses_queue = True
            if self.first.ticket_id:
                self.counter.action_done()
            self.ticket, self.counter = self.take(), self.sit(self.first, "customer_service")
        save = self.begin()
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            self.env["ptsp.queue.ticket"]._expire(self.company)
            self.assertTrue(save())
        self.assertFalse(self.ticket.application_id)

    def test_next_called_before_saving(self):
        """What was begun for one visitor is not noted with the next one, who was called meanwhile."""
        save, other = self.begin(), self.take()
        self.counter.action_done()
        self.counter.action_call_next()
        application = save()
        self.assertFalse(application.queue_ticket_ids)
        self.assertFalse((self.ticket | other).application_id)

    def test_found(self):
        """An application that is there already is found and opened."""
        application = self.file()
        with self.assertRaisesRegex(UserError, "Call the next one"):
            self.counter.action_link_application(application.id)
        self.serving()
        dialog = self.counter.env["ptsp.queue.application"].create(
            {"counter_id": self.counter.id, "application_id": application.id}
        )
        self.assertEqual(dialog.action_confirm()["res_id"], application.id)
        self.assertEqual(self.counter.application_id.id, application.id)
        for wrong in (0, 10**8, 10**30, "1", False, True):
            with self.assertRaises(UserError):
                self.counter.action_link_application(wrong)

    def test_desk_that_files_nothing(self):
        """The pick-up desk is told who files applications."""
        self.take(self.pickup)
        counter = self.sit(self.second, "pickup")
        counter.action_call_next()
        with self.assertRaisesRegex(AccessError, "filed"):
            counter.action_open_application()

    def test_sent_on_by_dialog(self):
        """The dialog sends to another line."""
        self.serving()
        dialog = self.counter.env["ptsp.queue.transfer"].create(
            {"counter_id": self.counter.id, "service_id": self.pickup.id}
        )
        dialog.action_confirm()
        self.assertEqual(self.ticket.line_id, self.pickup)
