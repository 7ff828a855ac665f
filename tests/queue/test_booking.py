"""A time at the counter: booked online, given back, and used at the kiosk when it has come."""

import re
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ...models.queue.queue_visit import TRIES_PER_MINUTE
from ..common_portal import ReaderCase
from ..pages import PagesCase
from .common_devices import DeviceCase

#: A Monday at 7.00 in Samarinda.
MORNING = "2031-03-02 23:00:00"


@tagged("post_install", "-at_install")
class TestBooking(DeviceCase):
    """Which times there are, who books them, and what the kiosk makes of their codes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cs.write({"bookable": True, "slot_minutes": 30, "slot_places": 1})
        cls.Booking = cls.env["ptsp.queue.booking"].with_user(cls.portal_user)
        cls.kiosk_sudo = cls.kiosk.sudo()

    def book(self, position=0, user=None, **more):
        """Book one of the free times for the applicant, by default the first one."""
        Booking = self.Booking.with_user(user or self.portal_user)
        return Booking._book(self.cs, self.cs._slots()[position], **more)

    def test_slots(self):
        """Times lie in service hours of the next two weeks, on no holiday, an hour ahead at least."""
        with freeze_time(MORNING):
            slots = self.cs._slots()
            zone = self.company._ptsp_calendar()
            self.assertTrue(slots)
            self.assertEqual(slots, sorted(set(slots)))
            self.assertGreater(slots[0], Datetime.now() + timedelta(hours=1))
            self.assertLess(slots[-1], Datetime.now() + timedelta(days=14))
            self.assertTrue(all(zone._ptsp_local_time(slot).weekday() < 5 for slot in slots))
            day = slots[0].date()
            self.env["resource.calendar.leaves"]._ptsp_enter(zone, self.company, [(day, "Libur")])
            self.assertNotIn(slots[0], self.cs._slots())
            self.assertFalse(self.info._slots())

    def test_taken(self):
        """A time is taken by as many as the line says, and free again when one gives it back."""
        self.cs.slot_places = 2
        with freeze_time(MORNING):
            first = self.cs._slots()[0]
            one = self.book()
            self.book(user=self.other_portal_user)
            self.assertNotIn(first, self.cs._slots())
            with self.assertRaisesRegex(UserError, "not free any more"):
                self.Booking._book(self.cs, first)
            one.sudo(False).with_user(self.portal_user)._cancel()
            self.assertEqual(self.cs._slots()[0], first)

    def test_limits(self):
        """One account has two times at most; those that it missed count no more."""
        with freeze_time(MORNING):
            self.book()
            self.book(3)
            with self.assertRaisesRegex(UserError, "2 times already"):
                self.book(5)
        with freeze_time("2031-03-05 03:00:00"):
            self.book()
            states = self.env["ptsp.queue.booking"].search([("user_id", "=", self.portal_user.id)]).mapped("state")
            self.assertEqual(sorted(states), ["booked", "missed", "missed"])

    def test_refused(self):
        """No time between two, in the past, of another agency, or for an application that one does not read."""
        with freeze_time(MORNING):
            slot = self.cs._slots()[0]
            for wrong in (slot + timedelta(minutes=1), slot - timedelta(days=30), None, "x"):
                with self.assertRaises(UserError):
                    self.Booking._book(self.cs, wrong)
            other = self.env["res.company"].create({"name": "Dinas Kedua"})
            stranger = new_test_user(
                self.env, "test_away", "base.group_portal", company_id=other.id, company_ids=[Command.set(other.ids)]
            )
            with self.assertRaises(AccessError):
                self.Booking.with_user(stranger)._book(self.cs, slot)
            with self.assertRaises(AccessError):
                self.book(user=self.other_portal_user, application=self.file().with_user(self.other_portal_user))
            mine = self.book()
            with self.assertRaisesRegex(UserError, "not yours"):
                mine.sudo(False).with_user(self.other_portal_user)._cancel()

    def test_at_the_kiosk(self):
        """The code gives a number from half an hour before to an hour after its time, once."""
        application = self.file()
        with freeze_time(MORNING):
            booking = self.book(4, application=application.with_user(self.portal_user))
            starts = booking.starts_at
        give = self.kiosk_sudo._give_booked
        for minutes, answer in ((-31, "at most half an hour before"), (61, "Your time was")):
            with freeze_time(starts + timedelta(minutes=minutes)), self.assertRaisesRegex(UserError, answer):
                give(booking.code, "")
        with freeze_time(starts - timedelta(minutes=20)):
            ticket = give(f" {booking.code[:4]} {booking.code[4:]} ", "k")
            self.assertEqual((ticket.name, ticket.application_id, booking.state), ("B001", application.sudo(), "used"))
            # The same page once more.
            self.assertEqual(give(booking.code, "k"), ticket)
            with self.assertRaisesRegex(UserError, "used already"):
                give(booking.code, "other")
            for wrong in ("", "0", "x" * 8, "1" * 50, None):
                with self.assertRaisesRegex(UserError, "no booked time"):
                    give(wrong, "")
            for _index in range(TRIES_PER_MINUTE):
                self.kiosk_sudo._note_wrong_code()
            with self.assertRaisesRegex(UserError, "Wait a minute"):
                give("12345678", "")

    def test_forgotten(self):
        """Half a year after a time nobody knows any more who has booked it; its number stays, those to come as well."""
        application = self.file()
        with freeze_time(MORNING):
            bookings = self.book(4, application=application.with_user(self.portal_user)) | self.book(8)
            used, missed = bookings
            starts = used.starts_at
        with freeze_time(starts):
            ticket = self.kiosk_sudo._give_booked(used.code, "")
        with freeze_time(missed.starts_at + timedelta(days=180)):
            coming = self.book()
            self.env["ptsp.queue.booking"]._gc_booked()
            self.assertEqual((bookings | coming).exists(), missed | coming)
            self.assertEqual((ticket.booking_id.id, ticket.booked_for), (False, starts))
        with freeze_time(missed.starts_at + timedelta(days=180, minutes=1)):
            self.assertEqual(self.env["ptsp.queue.booking"]._gc_booked(), (1, False))
            self.assertEqual((bookings | coming).exists(), coming)

    def test_code_is_the_applicants(self):
        """Officers see who has booked which time, but not the code by which anybody could come in their place."""
        with freeze_time(MORNING):
            booking = self.book()
        for role in ("customer_service", "manager", "auditor"):
            seen = booking.sudo(False).with_user(self.users[role])
            self.assertTrue(seen.read(["display_name", "starts_at", "user_id", "state"]))
            self.assertNotIn(booking.code, seen.display_name)
            with self.assertRaises(AccessError):
                seen.read(["code"])

    def test_mail(self):
        """Who books gets time and code by e-mail, in the own language; officers find the code in no message."""
        self.env["res.lang"]._activate_lang("id_ID")
        self.portal_user.lang = "id_ID"
        application = self.file()
        with freeze_time(MORNING):
            booking = self.book(4, application=application.with_user(self.portal_user))
            mail = self.env["mail.mail"].search([], order="id desc", limit=1)
            self.assertEqual(mail.email_to, self.portal_user.email_normalized)
            code = f"{booking.code[:4]} {booking.code[4:]}"
            moment = booking.with_context(lang="id_ID")._moment_in_words()
            for text in (code, moment, self.cs.name, application.name, "/my/applications/times"):
                self.assertIn(text, mail.body_html)
            self.assertIn(moment, mail.subject)
            self.assertEqual((mail.model, mail.res_id, mail.auto_delete, mail.author_id), self.of_nobody())
            self.assertEqual(mail.create_uid, self.env.ref("base.user_root"))
            self.other_portal_user.email = False
            self.book(6, user=self.other_portal_user)
            self.assertEqual(self.env["mail.mail"].search([], order="id desc", limit=1), mail)

    def of_nobody(self):
        """Return of what an e-mail is that stays nowhere: no record, deleted once sent, in the agency's name."""
        return False, 0, True, self.company.partner_id

    def test_order(self):
        """Before the time has come it is a number like others; then it goes before those who have booked none."""
        with freeze_time(MORNING):
            booking = self.book(4)
            starts = booking.starts_at
        with freeze_time(starts - timedelta(minutes=20)):
            self.take(count=2)
            self.kiosk_sudo._give_booked(booking.code, "")
            counter = self.sit(self.first, "customer_service")
            self.assertEqual(counter.waiting_ids.mapped("name"), ["B001", "B002", "B003"])
        with freeze_time(starts + timedelta(minutes=1)):
            counter.invalidate_recordset()
            self.take(priority="elderly")
            self.assertEqual(counter.waiting_ids.mapped("name"), ["B004", "B003", "B001", "B002"])


@tagged("post_install", "-at_install")
class TestTimesOnline(DeviceCase, ReaderCase):
    """The page on which applicants book."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cs.bookable = True
        cls.own = cls.bring_to(cls.file(), "verification")

    def open(self, query=""):
        self.env.flush_all()
        return self.url_open(f"/my/applications/times{query}")

    def book(self, **data):
        page = self.open().text
        # Beside the one of the test the server has set one by now.
        for cookie in [cookie for cookie in self.opener.cookies if cookie.name == "frontend_lang" and cookie.domain]:
            self.opener.cookies.clear(cookie.domain, cookie.path, cookie.name)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        time = re.search(r'<option value="(\d{4}-[^"]+)"', page).group(1)
        return self.url_open(
            "/my/applications/times", data={"csrf_token": token, "line": self.cs.id, "time": time, **data}
        )

    def test_book_and_cancel(self):
        """From the page of the application to a code, which stands there until its time is given back."""
        self.log_in("test_applicant")
        page = f"/my/applications/{self.own.id}"
        self.assertIn(f"times?application={self.own.id}", self.url_open(page).text)
        self.assertIn(self.own.name, self.open(f"?application={self.own.id}").text)
        answer = self.book(application=self.own.id)
        booking = self.env["ptsp.queue.booking"].search([("user_id", "=", self.portal_user.id)])
        self.assertEqual((booking.application_id, booking.state), (self.own, "booked"))
        self.assertIn(booking._code_in_words(), answer.text)
        self.assertEqual(booking._code_in_words().replace(" ", ""), booking.code)
        for shown in (booking._code_in_words(), "data:image/png;base64,", f"times?application={self.own.id}"):
            self.assertIn(shown, self.url_open(page).text)
        another = self.bring_to(self.file(), "verification")
        self.assertNotIn(booking._code_in_words(), self.url_open(f"/my/applications/{another.id}").text)
        token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text).group(1)
        self.url_open("/my/applications/times/cancel", data={"csrf_token": token, "booking": booking.id})
        self.env.invalidate_all()
        self.assertEqual(booking.state, "cancelled")
        self.assertNotIn(booking._code_in_words(), self.url_open(page).text)

    def test_bad_input(self):
        """What is no time, line, application or booking is answered plainly, and books nothing."""
        self.log_in("test_stranger")
        for data in (
            {"time": "x"},
            {"time": ""},
            {"time": "2031-01-01 00:00:00"},
            {"time": "9999-99-99"},
            {"line": "x", "time": "x"},
        ):
            answer = self.book(**data)
            self.assertEqual(answer.status_code, 200)
            self.assertIn('role="alert"', answer.text)
            self.assertFalse(self.env["ptsp.queue.booking"].search([("user_id", "=", self.other_portal_user.id)]))
        # Another's application is not named; the time is booked without one.
        self.assertNotIn(self.own.name, self.book(application=self.own.id).text)
        booking = self.env["ptsp.queue.booking"].search([("user_id", "=", self.other_portal_user.id)])
        self.assertFalse(booking.application_id)

    @mute_logger("odoo.http")
    def test_not_offered(self):
        """Where no line is booked online, or the queue is not used, there is no such page."""
        self.log_in("test_applicant")
        self.cs.bookable = False
        self.assertEqual(self.open().status_code, 404)
        self.assertNotIn("/times?", self.url_open(f"/my/applications/{self.own.id}").text)
        self.cs.bookable = True
        self.company.ptsp_uses_queue = False
        self.assertEqual(self.open().status_code, 404)


@tagged("post_install", "-at_install", "slow")
class TestTimesPage(DeviceCase, PagesCase):
    """The page on which applicants book, as the judges of pages see it."""

    def test_pages(self):
        """Free times, booked, refused because it was booked meanwhile, given back, and none free."""
        self.cs.bookable = True
        own = self.bring_to(self.file(), "verification")
        self.assertTrue(self.cs._slots())
        times = f"/my/applications/times?application={own.id}"
        send = 'document.querySelector("#wrap form[method=post]:not([action$=cancel]) button").click();'
        book = "document.querySelector('#wrap [name=time]').selectedIndex = 1;" + send
        late = "document.querySelectorAll('#wrap [name=time] option')[1].value = '2031-01-01 00:00:00';" + book
        texts = self.judge(
            "test_applicant",
            {
                "free": times,
                "refused": (times, late),
                "booked": (times, book),
                "application": f"/my/applications/{own.id}",
                "given back": (times, 'document.querySelector("#wrap form[action$=cancel] button").click();'),
            },
        )
        self.assertIn("not free any more", texts["refused"])
        self.assertIn("Your time is booked", texts["booked"])
        self.delete_hours(self.company._ptsp_calendar())
        self.assertIn("No time is free", self.judge("test_applicant", {"none free": times})["none free"])
