"""Odoo's own to-do counter says how many applications wait for one's roles, and how many of them are late."""

from odoo.tests import freeze_time, new_test_user, tagged

from ..common_clock import MON, TUE, ClockCase, wita


@tagged("post_install", "-at_install")
class TestActivityCounter(ClockCase):
    """What the bell at the top of the page counts."""

    def counted(self, user):
        """Return total and late of the applications in a user's counter; nothing where they are not listed."""
        groups = self.env["res.users"].with_user(user)._get_activity_groups()
        mine = [group for group in groups if group["model"] == "ptsp.application"]
        return [(group["total_count"], group["overdue_count"]) for group in mine]

    def test_late_ones_count(self):
        """What waits for the role counts once, late as soon as the step has passed its norm."""
        user = self.users["verification"]
        before = (self.counted(user) or [(0, 0)])[0][0]
        self.registered(f"{MON} 10:00")
        with freeze_time(wita(f"{MON} 10:01")):
            [(total, in_time)] = self.counted(user)
        self.assertEqual(total, before + 1)
        with freeze_time(wita(f"{TUE} 10:00")):
            [(_total, late)] = self.counted(user)
        self.assertGreater(late, in_time)

    def test_nothing_waits(self):
        """Nothing is listed for whom nothing waits, and nothing of applications for who has no role."""
        self.assertEqual(self.counted(new_test_user(self.env, "test_idle", "ptsp_exhibition.group_liaison")), [])
        self.assertEqual(self.counted(self.users["auditor"]), [])
