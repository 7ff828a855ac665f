"""Managers see what people ask, by topic, channel, service, month and minutes, and nothing of who asks."""

from datetime import datetime, timedelta

from odoo.tests import tagged

from .common_information import InformationCase


@tagged("post_install", "-at_install")
class TestFigureInformation(InformationCase):
    """A call in the evening of New Year's Eve UTC is one of the new year at the agency."""

    def test_counted(self):
        """Contacts are counted in the agency's own time, with their minutes."""
        begun = datetime(2025, 12, 31, 17, 0)
        for minutes in (4, 8):
            self.ask(channel="telephone", begun_at=begun, ended_at=begun + timedelta(minutes=minutes))
        self.ask(channel="telephone", begun_at=begun, service_id=False)
        self.env.flush_all()
        Figure = self.env["ptsp.figure.information"].with_user(self.users["section_head"])
        rows = Figure.formatted_read_group(
            [("begun_at", "=", begun)],
            ["semester", "month:month", "channel", "topic_id"],
            ["contact_count:sum", "minutes:avg", "all_minutes:sum"],
        )
        told = {row["semester"]: (row["contact_count:sum"], row["minutes:avg"], row["all_minutes:sum"]) for row in rows}
        self.assertEqual(told.get("2026-I", (0, 0, 0))[1:], (6, 12))
        self.assertEqual(sum(count for count, _minutes, _all in told.values()), 3)

    def test_nothing_personal(self):
        """No figure has a field for who has asked or who has answered."""
        self.assertFalse(
            {"person_name", "phone", "email", "question", "partner_id", "user_id", "application_id"}
            & set(self.env["ptsp.figure.information"]._fields)
        )
