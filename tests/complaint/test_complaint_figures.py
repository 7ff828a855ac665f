"""Figures of a semester tell kinds apart, and what is published names nobody."""

from statistics import median

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from ...models.complaint.complaint_publication import FEWEST, _hide_few
from ...models.documents.application_document import OFFICIAL_LANG
from .common_complaint import ComplaintCase

#: Kind, channel, days until the answer; none for no answer.
CAME = (
    *(("complaint", "direct", days) for days in (1, 2, 3, 4, 5, 20)),
    *(("suggestion", "box", days) for days in (2, 2, 2, 2, 9)),
    *(("question", "phone", days) for days in (1, 1, 7, 1, 1, None)),
    ("thanks", "sms", 1),
)
SEMESTER = "2020-I"


@tagged("post_install", "-at_install")
class TestComplaintFigures(ComplaintCase, HttpCase):
    """What came in a semester of long ago."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2020-03-02 02:00:00"):
            records = cls.Complaint.sudo()._as_procedure()
            for kind, channel, days in CAME:
                one = records.create(
                    {
                        "text": "x",
                        "kind": kind,
                        "channel": channel,
                        "company_id": cls.company.id,
                        "service_id": cls.service.id,
                    }
                )
                one.write({"received_on": "2020-03-02"})
                if days:
                    norm = {"question": 5, "thanks": 5}.get(kind, 14)
                    one.write(
                        {
                            "state": "closed",
                            "first_answered_at": "2020-04-01 02:00:00",
                            "answered_in_time": days <= norm,
                            "answer_days": days,
                        }
                    )
        cls.env.flush_all()

    def rows(self, user=None):
        model = self.env["ptsp.figure.complaint"].with_user(user or self.handler)
        return model.search([("semester", "=", SEMESTER)])

    def test_figures(self):
        """Each kind has its own row, and its sums, share in time and median are those of an independent count."""
        rows = {row.kind: row for row in self.rows()}
        self.assertEqual(set(rows), {"complaint", "suggestion", "question", "thanks"})
        for kind, row in rows.items():
            days = [one[2] for one in CAME if one[0] == kind]
            answered = [one for one in days if one]
            norm = {"question": 5, "thanks": 5}.get(kind, 14)
            with self.subTest(kind):
                self.assertEqual((row.received_count, row.answered_count), (len(days), len(answered)))
                self.assertEqual(row.in_time_count, len([one for one in answered if one <= norm]))
                self.assertAlmostEqual(row.median_days, median(answered))
        action = rows["question"].action_open_complaints()
        self.assertEqual(self.Complaint.with_user(self.handler).search_count(action["domain"]), 6)

    def test_published(self):
        """The manager of complaints publishes a semester once; numbers below five, and what tells them, are out."""
        Publication = self.env["ptsp.complaint.publication"]
        with self.assertRaises(AccessError):
            Publication.with_user(self.handler).action_publish(SEMESTER)
        with self.assertRaisesRegex(UserError, "is over"):
            Publication.with_user(self.complaint_manager).action_publish("2099-I")
        self.service.with_context(lang=OFFICIAL_LANG).name = "Layanan Uji"
        with freeze_time("2020-08-03 02:00:00"):
            action = Publication.with_user(self.complaint_manager).action_publish(SEMESTER)
            with self.assertRaisesRegex(UserError, "published already"):
                Publication.with_user(self.complaint_manager).action_publish(SEMESTER)
        published = Publication.browse(action["res_id"])
        kinds = {row["key"]: row for row in published.tables["kinds"]}
        self.assertEqual(published.tables["total"], 18)
        self.assertIsNone(kinds["thanks"]["count"])
        # The manager reads English; page and sheet name services as official documents do.
        self.assertEqual(published.tables["services"], [{"key": "Layanan Uji", "count": 18}])
        # One of one would be found by subtraction.
        self.assertIsNone(kinds["suggestion"]["count"])
        self.assertEqual((kinds["complaint"]["count"], kinds["complaint"]["median"]), (6, 3.5))
        self.env.flush_all()
        page = self.url_open(f"/ptsp/complaint/figures/{SEMESTER}?lang=en").text
        for text in ("Complaint", "3.5", "18"):
            self.assertIn(text, page)
        self.assertIn("<td>3,5</td>", self.url_open(f"/ptsp/complaint/figures/{SEMESTER}?lang=id").text)
        self.assertIn(SEMESTER.replace("-", " / "), self.url_open("/ptsp/complaint/figures?lang=en").text)
        self.assertEqual(self.url_open("/ptsp/complaint/figures/2019-II").status_code, 404)
        self.assertEqual(self.url_open("/ptsp/complaint/figures/x").status_code, 404)

    def test_all_late(self):
        """A semester in which every answer was late is published with nought in time, and not with a dash."""
        self.Complaint.sudo()._as_procedure().search(
            [("received_on", "=", "2020-03-02"), ("kind", "=", "complaint")]
        ).write({"answered_in_time": False})
        with freeze_time("2020-08-03 02:00:00"):
            self.env["ptsp.complaint.publication"].with_user(self.complaint_manager).action_publish(SEMESTER)
        self.env.flush_all()
        page = self.url_open(f"/ptsp/complaint/figures/{SEMESTER}?lang=en").text
        self.assertIn("<td>6</td><td>100</td><td>0</td><td>3.5</td>", page)

    def test_small_numbers(self):
        """No small number can be found by taking the others from the total."""
        for counts in ([9, 1, 0, 6], [9, 1, 7, 2], [3, 0, 0, 0], [50, 4, 60], [1, 1, 1, 9, 9], [5, 5], [0]):
            rows = [{"key": str(index), "count": count} for index, count in enumerate(counts)]
            _hide_few(rows)
            hidden = [count for count, row in zip(counts, rows, strict=True) if row["count"] is None]
            with self.subTest(counts):
                self.assertFalse([row for row in rows if row["count"] and row["count"] < FEWEST])
                if hidden and sum(counts) >= FEWEST:
                    self.assertGreaterEqual(sum(hidden), FEWEST)
                    self.assertGreater(len(hidden), 1)
