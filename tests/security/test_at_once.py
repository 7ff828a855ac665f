"""What happens at the same moment, on a real server: nothing is lost, and no limit is exceeded."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import requests

from odoo.fields import Datetime
from odoo.tests import tagged

from ...models.letter.letter_lookup import LOOKUPS_PER_MINUTE
from ...models.tracking.status_lookup import LOOKUPS_PER_MINUTE as STATUS_LOOKUPS
from ...models.tracking.status_trial import TRIALS_PER_DAY
from ..pictures import picture, sent
from ..procedure.test_concurrency import MANY, RealServerCase


@tagged("post_install", "-at_install", "slow")
class TestAtOnce(RealServerCase):
    """Opinions and lookups that come together."""

    def at_the_opd(self, count, agency_ids):
        """File applications and bring them to the OPD; return a dict from their ids to the ids of their reviews."""
        ids = self.file(count, "registration")
        self.desk("ptsp.application", "action_register", ids)
        self.desk("ptsp.application", "action_mark_checklist_ok", ids)
        reviews = {
            application_id: [
                self.desk(
                    "ptsp.technical.review",
                    "create",
                    {"application_id": application_id, "agency_id": agency_id, "kind": "Lalu lintas"},
                )
                for agency_id in agency_ids
            ]
            for application_id in ids
        }
        self.desk("ptsp.application", "action_verify_technical", ids)
        sent = [review_id for pair in reviews.values() for review_id in pair]
        receipt = {"received_by": "Siti", "received_at": Datetime.to_string(Datetime.now())}
        self.desk("ptsp.technical.review", "write", sent, receipt)
        self.desk("ptsp.application", "action_dispatch", ids)
        return reviews

    def test_two_opinions(self):
        """The last two opinions at the same moment, fifty times: both are taken, and the promise starts once."""
        admin = self.sandbox.officer("admin", "Rahasia-2026")
        agency_ids = admin.call("ptsp.agency", "create", [{"name": "Dishub"}, {"name": "Satpol PP"}])
        reviews = self.at_the_opd(MANY, agency_ids)
        for first, second in reviews.values():
            calls = [("desk", "action_issue", [first], "Baik"), ("second_desk", "action_issue", [second], "Baik")]
            self.assertEqual(self.at_once(calls, "ptsp.technical.review"), [True, True])
        ids = list(reviews)
        self.assertEqual(self.stored(ids, "state"), [("drafting",)] * len(ids))
        self.assertEqual(self.actions(ids, "receive_advice"), len(ids))
        self.assertTrue(all(started for (started,) in self.stored(ids, "clock_started_at")))
        self.assert_sound(ids)

    def test_minutes(self):
        """Minutes of a visit close while somebody else adds a photo: it is in them, or it is refused."""
        admin = self.sandbox.officer("admin", "Rahasia-2026")
        agency_ids = admin.call("ptsp.agency", "create", [{"name": "Dispar"}])
        visits = []
        for [review_id] in self.at_the_opd(6, agency_ids).values():
            starts_at = Datetime.to_string(Datetime.now() + timedelta(days=1))
            [visit_id] = self.desk("ptsp.survey.visit", "create", [{"review_id": review_id, "starts_at": starts_at}])
            self.desk("ptsp.survey.visit", "action_hold", [visit_id])
            [visit] = self.desk("ptsp.survey.visit", "read", [visit_id], ["person_ids"])
            self.desk("ptsp.survey.person", "write", visit["person_ids"], {"present": True})
            self.desk("ptsp.survey.visit", "write", [visit_id], {"conclusion": "Baik"})
            visits.append(visit_id)
        for visit_id in visits:
            calls = [
                ("desk", "action_close_minutes", [visit_id]),
                ("second_desk", "action_add_photos", [visit_id], sent(picture())),
            ]
            closed, added = self.at_once(calls, "ptsp.survey.visit")
            self.assertIs(closed, True)
            if added is not True:
                self.assertRegex(str(added), "are closed")
        self.sandbox.shell(f"""
for visit in env["ptsp.survey.visit"].browse({visits}):
    assert visit.closed_at and visit._minutes_digest() == visit.minutes_sha256, visit
""")

    def test_lookups(self):
        """Of many visits from one address at the same moment, as many are answered as the limit says."""
        many = 2 * LOOKUPS_PER_MINUTE
        address = f"{self.officers['desk'].address}/ptsp/verify/unknown"
        barrier = Barrier(many)

        def visit(_number):
            barrier.wait()
            return requests.get(address, timeout=120).status_code

        with ThreadPoolExecutor(many) as pool:
            answers = Counter(pool.map(visit, range(many)))
        self.assertEqual(answers[429], many - LOOKUPS_PER_MINUTE, answers)
        [[count]] = self.sandbox.query("SELECT count(*) FROM ptsp_letter_lookup")
        self.assertEqual(count, LOOKUPS_PER_MINUTE)

    def test_wrong_digits(self):
        """Of many digits that are tried for one number at the same moment, as many are looked at as the limit says."""
        address = f"{self.officers['desk'].address}/ptsp/status"
        many = STATUS_LOOKUPS
        barrier = Barrier(many)

        def enter(number):
            barrier.wait()
            data = {"number": "0001/PAR-05/REG/2026", "digits": f"{number:04d}"}
            return requests.post(address, data=data, timeout=120).status_code

        with ThreadPoolExecutor(many) as pool:
            self.assertEqual(Counter(pool.map(enter, range(many))), {404: many})
        [[count]] = self.sandbox.query("SELECT count(*) FROM ptsp_status_trial")
        self.assertEqual(count, TRIALS_PER_DAY)
