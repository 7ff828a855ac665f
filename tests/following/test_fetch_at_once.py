"""A letter that is received in two windows and handed over at the desk, all at the same moment, leaves once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import requests

from odoo.tests import tagged

from ..procedure.test_concurrency import PASSWORD, RealServerCase

LETTERS = 6


@tagged("post_install", "-at_install", "slow")
class TestFetchAtOnce(RealServerCase):
    """Two windows of one applicant on a real server."""

    def window(self, login):
        """Return a browser session of an account, and what its forms send along."""
        session, address = requests.Session(), self.officers["desk"].address
        token = re.compile(r'name="csrf_token"\s+value="([^"]+)"')
        found = token.search(session.get(f"{address}/web/login", timeout=60).text)
        session.post(
            f"{address}/web/login",
            data={"login": login, "password": PASSWORD, "csrf_token": found.group(1)},
            timeout=60,
        )
        return session, token.search(session.get(f"{address}/my/account", timeout=60).text).group(1)

    def test_two_windows(self):
        """Of two presses one hands the letter over; both windows show that it is received, and none an error."""
        admin = self.sandbox.officer("admin", PASSWORD)
        [[portal]] = self.sandbox.query(
            "SELECT res_id FROM ir_model_data WHERE module = 'base' AND name = 'group_portal'"
        )
        admin.call(
            "res.users",
            "create",
            [
                {
                    "name": "Budi",
                    "login": "budi_at_once",
                    "password": PASSWORD,
                    "group_ids": [[6, 0, [portal]]],
                    "partner_id": self.partner_id,
                }
            ],
        )
        ids = self.file(LETTERS, "final_check")
        self.desk("ptsp.application", "action_release", ids)
        # As if the agency had a certificate: whether the file is signed is tried elsewhere.
        self.sandbox.query("UPDATE ptsp_application SET letter_is_electronic = true WHERE id = ANY(%s)", [ids])
        windows = [self.window("budi_at_once") for _window in range(2)]
        for application_id in ids:
            barrier = Barrier(2)

            def press(window, barrier=barrier, application_id=application_id):
                session, token = window
                barrier.wait()
                return session.post(
                    f"{self.officers['desk'].address}/my/applications/{application_id}/fetch",
                    data={"csrf_token": token},
                    timeout=120,
                )

            with ThreadPoolExecutor(2) as pool:
                answers = list(pool.map(press, windows))
            self.assertEqual([answer.status_code for answer in answers], [200, 200])
            self.assertTrue(all(answer.url.endswith("?received=1") for answer in answers), [a.url for a in answers])
        self.assertEqual(self.stored(ids, "state", "handover_kind"), [("done", "fetched")] * LETTERS)
        self.assertEqual(self.actions(ids, "hand_over"), LETTERS)
        for application_id in ids:
            answer = self.desk("ptsp.application", "action_verify_control_sheet", [application_id])
            self.assertEqual(answer["params"]["type"], "success", answer["params"]["message"])
