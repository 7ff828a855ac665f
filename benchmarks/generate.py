"""Fills a database with applications in bulk, as the procedure would have left them.

Plain SQL is used for speed; the clocks, numbers and hashes are those that the procedure itself writes. A
sample is derived anew from its control sheets by the addon, and the run fails where it stands otherwise.
"""

import csv
import io
import json
import logging
import random
from collections import Counter
from datetime import datetime, timedelta

from histories import walk
from timeline import Timeline

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.ptsp_exhibition.models import workflow
from odoo.addons.ptsp_exhibition.models.clock.promise import read_promise
from odoo.addons.ptsp_exhibition.tools import hash_chain

_logger = logging.getLogger(__name__)

YEARS = 3
#: The present: a Wednesday at 10:30 in Samarinda.
NOW = datetime(2026, 11, 18, 2, 30)
OFFICERS = 4
ORGANISERS = 2000
PORTION = 5000
SAMPLE = 100
#: What is filled, in the order in which rows refer to each other.
TABLES = (
    "ptsp_application",
    "ptsp_control_line",
    "ptsp_register_entry",
    "ptsp_letter_initial",
    "ptsp_checklist_line",
    "mail_activity",
)
_WORDS = ("Kriya", "Batik", "Kuliner", "Otomotif", "Properti", "Buku", "Kopi", "Teknologi", "Wisata", "Pangan")
_CITIES = ("Samarinda", "Balikpapan", "Bontang", "Kutai Kartanegara", "Paser", "Berau")


class Generator:
    """Makes applications with control sheets, checklists, registers and to-dos."""

    def __init__(self, env, count, open_count, seed=5):
        """Prepare the agency.

        :param env: the environment of the superuser
        :param int count: applications, the open ones included
        :param int open_count: how many of them are under way
        :param int seed: of the random numbers
        """
        self.env, self.count, self.open_count = env, count, open_count
        self.random = random.Random(seed)
        self.service = env["ptsp.service"].search([("in_force", "=", True)], limit=1)
        intervals = self.service._working_intervals(NOW - timedelta(days=366 * YEARS), NOW + timedelta(days=120))
        self.timeline = Timeline(intervals, self.service._local_day)
        self.limit = self.timeline.position(NOW)
        self.officers = {role: self._officers(role) for role in env["res.groups"]._ptsp_role_ids()}
        self.partners = self._organisers()
        self.steps = {state: step for step in self.service.step_ids for state in step._states()}
        self.requirements = self.service.requirement_ids
        self.ids = Counter()
        self.numbers = Counter()

    def _officers(self, role):
        logins = [f"bench_{role}_{number}" for number in range(OFFICERS)]
        found = self.env["res.users"].search([("login", "in", logins)]).mapped("login")
        group_id = self.env["res.groups"]._ptsp_role_ids()[role]
        for login in logins:
            if login not in found:
                officer = new_test_user(self.env, login, email=f"{login}@example.com")
                officer.group_ids = [Command.link(group_id)]
        return self.env["res.users"].search([("login", "in", logins)], order="login").ids

    def _organisers(self):
        return self.env["res.partner"].create(
            [{"name": f"PT {self.random.choice(_WORDS)} Nusantara {number}"} for number in range(ORGANISERS)]
        )

    def run(self):
        """Make everything, and check a sample. The caller commits.

        :return: dict of table to number of rows
        """
        self.env.flush_all()
        for table in TABLES:
            self.env.cr.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{table}"')
            self.ids[table] = self.env.cr.fetchone()[0]
        first = self.ids["ptsp_application"] + 1
        stories = self._stories()
        for start in range(0, len(stories), PORTION):
            self._copy_all([self._rows(story) for story in stories[start : start + PORTION]])
            _logger.info("%s of %s applications", min(start + PORTION, len(stories)), len(stories))
        for table, last in self.ids.items():
            self.env.cr.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (table, last))
        self.env.cr.execute("ANALYZE")
        self.env.invalidate_all()
        self._settle_alerts()
        self._check_sample(first)
        return dict(self.ids)

    def _stories(self):
        """Return the histories in the order in which they were registered, as numbers are given in that order."""
        closed, going = [], []
        day = 11 * 3600
        while len(closed) < self.count - self.open_count:
            stations = walk(self.random, self.timeline, self.random.randrange(self.limit - 15 * day), self.limit)
            if stations[-1].ended_at:
                closed.append(stations)
        while len(going) < self.open_count:
            filed = self.limit - int(self.random.expovariate(1 / (1.5 * day))) - 60
            stations = walk(self.random, self.timeline, max(filed, 0), self.limit)
            if not stations[-1].ended_at:
                going.append(stations)
        return sorted(closed + going, key=lambda stations: stations[0].started_at)

    def _next(self, table):
        self.ids[table] += 1
        return self.ids[table]

    def _number(self, kind, moment):
        year = self.service._local_day(moment).year
        self.numbers[kind, year] += 1
        return year, self.numbers[kind, year]

    def _rows(self, stations):
        """Return the rows of one application: dict of table to list of dicts."""
        service, rng = self.service, self.random
        application_id = self._next("ptsp_application")
        partner = self.partners[rng.randrange(len(self.partners))]
        last = stations[-1]
        rows = {table: [] for table in TABLES[1:]}
        event_name = f"Pameran {rng.choice(_WORDS)} {application_id}"
        application = {
            "id": application_id,
            "name": f"Draft {application_id:05d}",
            "state": last.state,
            "service_id": service.id,
            "company_id": service.company_id.id,
            "partner_id": partner.id,
            "commercial_partner_id": partner.id,
            "applicant_name": partner.name,
            "applicant_kept_at": stations[0].started_at,
            "organizer_name": partner.name,
            "about": service.about,
            "subject": event_name,
            "event_name": event_name,
            "city": rng.choice(_CITIES),
            "date_start": (stations[0].started_at + timedelta(days=40)).date(),
            "date_end": (stations[0].started_at + timedelta(days=43)).date(),
            "create_date": stations[0].started_at,
            "write_date": last.started_at,
            "waiting_since": last.started_at,
            "paused_minutes": 0,
            "pause_count": 0,
            "applicant_minutes": 0,
            "opd_minutes": 0,
            "agency_minutes": 0,
            "draft_revision": sum(station.action == "submit_draft" for station in stations),
        }
        previous = hash_chain.GENESIS
        for sequence, station in enumerate(stations, start=1):
            line, previous = self._line(application, sequence, station, previous)
            rows["ptsp_control_line"].append(line)
            self._initial(rows["ptsp_letter_initial"], line, rows["ptsp_control_line"])
            if station.action == "register":
                year, number = self._number("registration", station.ended_at)
                name = f"{number:06d}/{service.code}/REG/{year}"
                application |= {"name": name, "registration_number": name, "registered_at": station.ended_at}
                rows["ptsp_register_entry"].append(self._entry("registration", name, year, number, application))
            elif station.action == "number":
                year, number = self._number("letter", station.ended_at)
                name = f"503/{number:06d}/{service.code}/DPMPTSP/{year}"
                application |= {
                    "letter_number": name,
                    "letter_date": service._local_day(station.ended_at),
                    "decision": "recommended",
                }
                rows["ptsp_register_entry"].append(self._entry("letter", name, year, number, application))
        application["chain_hash"] = previous if stations[0].ended_at else None
        application["control_count"] = len(stations) - (not last.ended_at)
        application |= self._clock(application, stations)
        norm = self._norm(last.state)
        if not last.ended_at and norm:
            application["step_due_at"] = self.timeline.add(last.started_at, norm)
        passed = len(stations) > 2
        for requirement in self.requirements:
            rows["ptsp_checklist_line"].append(
                {
                    "id": self._next("ptsp_checklist_line"),
                    "application_id": application_id,
                    "requirement_id": requirement.id,
                    "name": json.dumps({"en_US": requirement.name}),
                    **requirement._asked_for(),
                    "applicable": not requirement.only_if_represented,
                    "service_result": "ok" if passed else None,
                    "registration_result": "ok" if application.get("registered_at") else None,
                }
            )
        if not last.ended_at:
            rows["mail_activity"].append(self._to_do(application))
        return {"ptsp_application": [application], **rows}

    def _initial(self, initials, line, lines):
        """Initial the letter, or strike the initials out, as the transition does that closed a line."""
        row = workflow.PROCEDURE.transitions.get(line.get("action"))
        if row and "initial" in row.effects:
            initials.append(
                {
                    "id": self._next("ptsp_letter_initial"),
                    "application_id": line["application_id"],
                    "revision": sum(done.get("action") == "submit_draft" for done in lines),
                    "role": row.roles[0],
                    "user_id": line["user_id"],
                    "initialled_at": line["ended_at"],
                }
            )
        elif row and "clear_initials" in row.effects:
            for initial in initials:
                initial.setdefault("struck_at", line["ended_at"])

    def _norm(self, state):
        step = self.steps.get(state)
        return step.norm_max if step else 0

    def _line(self, application, sequence, station, previous):
        """Return the row of a control line, and the hash of the chain so far."""
        role = next(
            (role for role in workflow.PROCEDURE.states[station.state].roles if role in self.officers), "pickup"
        )
        step = self.steps.get(station.state)
        norm = step.norm_max if step else 0
        line = {
            "id": self._next("ptsp_control_line"),
            "application_id": application["id"],
            "sequence": sequence,
            "step_id": step.id if step else None,
            "state": station.state,
            "started_at": station.started_at,
            "norm_minutes": norm,
            "create_date": station.started_at,
        }
        if station.ended_at:
            minutes = round(self.timeline.minutes(station.started_at, station.ended_at), 2)
            within = not norm or minutes <= norm
            user = self.random.choice(self.officers[role])
            content = [
                application["id"],
                sequence,
                step.id if step else False,
                station.state,
                station.action,
                user,
                False,
                fields.Datetime.to_string(station.started_at),
                fields.Datetime.to_string(station.ended_at),
                f"{minutes:.2f}",
                norm,
                within,
                "",
                "",
            ]
            previous = hash_chain.link(previous, content, version=1)
            line |= {
                "action": station.action or None,
                "user_id": user,
                "ended_at": station.ended_at,
                "working_minutes": minutes,
                "within_norm": within,
                "line_hash": previous,
            }
        return line, previous

    def _entry(self, kind, name, year, number, application):
        return {
            "id": self._next("ptsp_register_entry"),
            "kind": kind,
            "name": name,
            "company_id": self.service.company_id.id,
            "code": self.service.code,
            "year": year,
            "number": number,
            "application_id": application["id"],
        }

    def _clock(self, application, stations):
        """Return the fields of the clock, counted on the timeline."""
        promise = read_promise(workflow.PROCEDURE, stations)
        values = {"clock_started_at": promise.start, "clock_ended_at": promise.end}
        if promise.end:
            for station in stations:
                if application["registered_at"] <= station.started_at < promise.end:
                    name = f"{workflow.PROCEDURE.states[station.state].holder}_minutes"
                    minutes = self.timeline.minutes(station.started_at, station.ended_at)
                    values[name] = values.get(name, 0) + minutes
        if not promise.start:
            return values
        line, service = self.timeline, self.service
        lengths = [(since, line.minutes(since, until)) for since, until in promise.pauses if until]
        promised_end = line.end_of_day(promise.start, service.sla_days)
        deadline = line.add(promised_end, sum(length for _since, length in lengths))
        at_risk = line.add(promise.start, line.minutes(promise.start, promised_end) * service.at_risk_percent / 100)
        for since, length in lengths:
            if since < at_risk:
                at_risk = line.add(at_risk, length)
        ended = promise.end and application["state"] != "cancelled"
        return values | {
            "deadline": deadline,
            "at_risk_at": at_risk,
            "paused_minutes": sum(length for _since, length in lengths),
            "pause_count": len(promise.pauses),
            "sla_verdict": ("met" if promise.end <= deadline else "missed") if ended else None,
        }

    def _to_do(self, application):
        return {
            "id": self._next("mail_activity"),
            "res_model_id": self.env["ir.model"]._get_id("ptsp.application"),
            "res_model": "ptsp.application",
            "res_id": application["id"],
            "res_name": application["name"],
            "activity_type_id": self.env.ref("ptsp_exhibition.activity_type_turn").id,
            "summary": application["state"],
            "automated": True,
            "active": True,
            "date_deadline": self.service._local_day(application["waiting_since"]),
        }

    def _copy_all(self, portions):
        """Write the rows of many applications, table by table."""
        for table in TABLES:
            rows = [row for portion in portions for row in portion[table]]
            if not rows:
                continue
            names = sorted({name for row in rows for name in row})
            buffer = io.StringIO()
            writer = csv.writer(buffer)
            for row in rows:
                writer.writerow([_text(row.get(name)) for name in names])
            buffer.seek(0)
            columns = ", ".join(f'"{name}"' for name in names)
            self.env.cr.copy_expert(f"COPY \"{table}\" ({columns}) FROM STDIN WITH (FORMAT csv, NULL '')", buffer)

    def _settle_alerts(self):
        """Let everything that has fallen due be told already, as by a monitoring that has never stopped."""
        Application = self.env["ptsp.application"]._as_procedure()
        going = [key for key, state in workflow.PROCEDURE.states.items() if not state.final]
        for start in range(0, self.open_count, PORTION):
            values = []
            for application in Application.search([("state", "in", going)], offset=start, limit=PORTION, order="id"):
                moments = application._alert_moments()
                given = {kind: fields.Datetime.to_string(at) for kind, at in moments.items() if at < NOW}
                ahead = min((at for at in moments.values() if at >= NOW), default=None)
                values.append((application.id, json.dumps(given), ahead))
            self.env.cr.execute_values(
                """UPDATE ptsp_application a SET alerts_given = v.given::jsonb, alert_at = v.ahead::timestamp
                     FROM (VALUES %s) v (id, given, ahead) WHERE a.id = v.id""",
                values,
            )
        self.env.invalidate_all()

    def _check_sample(self, first):
        """Derive the clocks of a sample anew, and verify its control sheets.

        :raises AssertionError: one stands otherwise
        """
        ids = self.random.sample(range(first, self.ids["ptsp_application"] + 1), min(SAMPLE, self.count))
        applications = self.env["ptsp.application"]._as_procedure().browse(ids)
        before = [application._clock_as_stored() for application in applications]
        applications._recompute_clock()
        applications._recompute_step_due()
        for application, stored in zip(applications, before, strict=True):
            assert application._clock_as_stored() == stored, (application.id, stored, application._clock_as_stored())
            assert not application._broken_control_line(), (application.id, application.control_ids.mapped("state"))


def _text(value):
    """Return a value as CSV: nothing for None and False of a many2one, which are NULL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value)
