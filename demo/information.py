"""What people have asked at the information desk of the demo in the last weeks."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

#: Days ago, channel, topic, minutes, who has asked and in which words, and how many things were explained.
ASKED = (
    (41, "visit", "requirements", 9, "Rina Wulandari", "Apa saja syarat untuk pameran di lapangan?", 6),
    (40, "telephone", "stages", 4, "", "", 2),
    (38, "visit", "fee", 3, "", "", 2),
    (36, "visit", "requirements", 12, "Hendra Gunawan", "", 6),
    (33, "mail", "online", 6, "Dewi Lestari", "Bagaimana membuat akun untuk mengajukan secara daring?", 3),
    (31, "telephone", "status", 3, "", "", 0),
    (29, "visit", "requirements", 10, "Fitri Handayani", "", 5),
    (27, "chat", "where", 2, "", "", 0),
    (26, "telephone", "elsewhere", 5, "", "Izin reklame ke dinas mana?", 1),
    (24, "visit", "requirements", 8, "Bambang Suryadi", "", 6),
    (21, "visit", "stages", 7, "", "", 4),
    (19, "telephone", "fee", 2, "", "", 1),
    (17, "mail", "requirements", 5, "Agus Salim", "Mohon dikirim formulir dan daftar persyaratan.", 3),
    (14, "visit", "other", 6, "", "Apakah ada ruang menyusui?", 0),
    (12, "visit", "requirements", 11, "Nurul Aini", "", 6),
    (10, "telephone", "status", 4, "Yohanes Tan", "", 0),
    (7, "chat", "online", 5, "", "", 2),
    (5, "visit", "requirements", 9, "Sri Mulyani", "", 6),
    (3, "telephone", "stages", 3, "", "", 2),
    (1, "visit", "fee", 4, "", "", 3),
)


class PtspDemoInformation(models.AbstractModel):
    """Lets people ask at the counter, by telephone, e-mail and chat."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_contacts(self):
        """Note what people have asked, unless that has been done."""
        if self.env["ptsp.information.contact"].search_count([], limit=1):
            return
        service = self.env.ref("ptsp_exhibition.service_par_05")
        now = fields.Datetime.now()
        intervals = service._working_intervals(now - timedelta(days=60), now)
        for number, (days, channel, topic, minutes, name, question, explained) in enumerate(ASKED):
            since, until = self._hours_near(intervals, now - timedelta(days=days))
            begun = min(since + timedelta(minutes=20 + 17 * (number % 9)), until - timedelta(minutes=minutes))
            officer = self._officer("information" if number % 4 else "customer_service", number)
            contact = self._as_user(self.env["ptsp.information.contact"], officer).create(
                {
                    "channel": channel,
                    "service_id": service.id,
                    "topic_id": self.env.ref(f"ptsp_exhibition.information_topic_{topic}").id,
                    "question": question,
                    "person_name": name,
                    "phone": f"0812 5555 {number * 137:04d}" if name else False,
                    "email": f"{name.split()[0].lower()}@example.com" if name else False,
                    "item_ids": [Command.set(service.information_item_ids[:explained].ids)],
                    "begun_at": begun,
                }
            )
            contact.ended_at = begun + timedelta(minutes=minutes)

    @api.model
    def _hours_near(self, intervals, moment):
        """Return the last service hours that have begun before a moment.

        :param list intervals: pairs of naive UTC moments
        :param datetime moment: naive UTC
        """
        return max((pair for pair in intervals if pair[0] <= moment), default=intervals[0])
