"""The waiting room in the demo: numbers of the days before, all served, and of today, some of whom still wait."""

from datetime import timedelta

from odoo import api, fields, models

#: Who comes: line, minutes after the one before, whether by the priority line, minutes served, whether absent.
VISITORS = (
    ("information", 0, None, 4, False),
    ("customer_service", 3, None, 14, False),
    ("customer_service", 2, "elderly", 11, False),
    ("pickup", 4, None, 6, False),
    ("information", 6, None, 5, False),
    ("registration", 5, None, 9, False),
    ("customer_service", 3, None, 0, True),
    ("customer_service", 7, "pregnant", 16, False),
    ("pickup", 5, None, 5, False),
    ("registration", 8, None, 7, False),
    ("information", 4, None, 3, False),
    ("customer_service", 9, None, 12, False),
)
#: Officers at their counters, by line.
DESKS = {
    "information": ("counter_1", "user_information"),
    "customer_service": ("counter_2", "user_customer_service"),
    "registration": ("counter_4", "user_registration"),
    "pickup": ("counter_5", "user_pickup"),
}
#: Who takes a number now and still waits.
WAITING = (
    ("customer_service", None),
    ("customer_service", None),
    ("customer_service", "disabled"),
    ("information", None),
    ("pickup", None),
    ("customer_service", None),
)
_DAYS = 5
#: The lines in Indonesian: name, and for whom it is.
LINES = {
    "information": ("Informasi", "Bertanya tentang layanan dan persyaratan"),
    "customer_service": ("Layanan Pelanggan", "Membawa atau memperbaiki permohonan"),
    "registration": ("Pendaftaran", "Menyerahkan berkas yang sudah diperiksa"),
    "pickup": ("Pengambilan", "Mengambil surat"),
}


class PtspDemoQueue(models.AbstractModel):
    """Lets visitors take numbers, and officers call them."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_queue(self):
        """Fill the waiting room, unless that has been done."""
        if self.env["ptsp.queue.ticket"].search_count([], limit=1):
            return
        for line, (name, description) in LINES.items():
            record = self.env.ref(f"ptsp_exhibition.queue_service_{line}").with_context(lang="id_ID")
            record.write({"name": name, "description": description})
        service = self.env.ref("ptsp_exhibition.service_par_05")
        now = fields.Datetime.now()
        opens = {
            service._local_day(since): since
            for since, _until in reversed(service._working_intervals(now - timedelta(days=21), now))
        }
        days = [day for day in sorted(opens) if day < service._local_day(now)]
        for day in days[-_DAYS:]:
            self._play(opens[day])
        self._wait_now(now)
        self._book_times()

    def _play(self, begin):
        """Let the visitors of a morning come, wait and be served.

        :param datetime begin: when the counters open, naive UTC
        """
        free = dict.fromkeys(DESKS, begin)
        came, numbers = begin, []
        for line, minutes, priority, served, absent in VISITORS:
            came += timedelta(minutes=minutes)
            with self._at(came):
                numbers.append((came, line, served, absent, self._take_of(line, priority)))
        for line, (counter, user) in DESKS.items():
            with self._at(begin):
                self._desk(counter, user).action_open()
            for came, where, served, absent, _ticket in numbers:
                if where != line:
                    continue
                free[line] = max(free[line], came) + timedelta(minutes=1)
                self._serve_at(self._desk(counter, user), free[line], served, absent)
                free[line] += timedelta(minutes=served)
            with self._at(free[line]):
                self._desk(counter, user).action_close()

    def _serve_at(self, counter, moment, minutes, absent):
        """Call the next number at a moment, and serve its holder for some minutes, unless nobody comes."""
        with self._at(moment):
            counter.action_call_next()
        if absent:
            with self._at(moment):
                counter.action_absent()
            return
        with self._at(moment):
            counter.action_serve()
        with self._at(moment + timedelta(minutes=minutes)):
            counter.action_done()

    def _wait_now(self, now):
        """Let two counters be open at this moment, one with somebody who is served, and others wait."""
        for line, priority in WAITING:
            with self._at(now):
                self._take_of(line, priority)
        for line in ("customer_service", "pickup"):
            counter = self._desk(*DESKS[line])
            with self._at(now):
                counter.action_open()
                counter.action_call_next()
        counter.action_serve()

    def _book_times(self):
        """Let applicants book a time of the next day and one of the day after it, on account of what they wait for."""
        line = self.env.ref("ptsp_exhibition.queue_service_customer_service")
        for login, hours in (("user_pemohon", 24), ("user_pemohon_2", 48)):
            user = self.env.ref(f"ptsp_exhibition.{login}")
            since = fields.Datetime.now() + timedelta(hours=hours)
            moment = next((slot for slot in line._slots() if slot > since), None)
            if moment:
                own = self.env["ptsp.application"].with_user(user).search([("is_closed", "=", False)], limit=1)
                self.env["ptsp.queue.booking"].with_user(user)._book(line, moment, own)

    def _take_of(self, line, priority):
        return self.env["ptsp.queue.ticket"]._take_number(
            self.env.ref(f"ptsp_exhibition.queue_service_{line}"), priority=priority
        )

    def _desk(self, counter, user):
        counter, user = (self.env.ref(f"ptsp_exhibition.{name}") for name in (counter, user))
        return counter.with_user(user)
