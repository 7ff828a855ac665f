"""What an officer waits for, measured on the side of the server: medians of several runs, with query counts."""

from datetime import datetime
from statistics import median
from time import perf_counter
from unittest.mock import patch

from odoo import fields

RUNS = 11


class Stopwatch:
    """Times calls in one environment, each as if it came in by itself: nothing is cached but what a server keeps."""

    def __init__(self, env):
        self.env = env

    def call(self, function, runs=RUNS, undo=False):
        """Return the median seconds and the queries of the last run.

        :param callable function: takes an environment
        :param int runs: how often; the first one warms up and does not count
        :param bool undo: roll back after each run
        """
        seconds = []
        for _run in range(runs + 1):
            self.env.invalidate_all()
            before, start = self.env.cr.sql_log_count, perf_counter()
            function()
            self.env.flush_all()
            seconds.append(perf_counter() - start)
            queries = self.env.cr.sql_log_count - before
            if undo:
                self.env.cr.rollback()
                self.env.registry.clear_cache()
        return {"seconds": median(seconds[1:] or seconds), "queries": queries}


def screens(env, model, login, mine, specification, names):
    """Measure the screens of an officer, the same calls as the web client makes.

    :param env: the environment of the superuser
    :param str model: applications, or the tickets of the peer
    :param str login: of the officer
    :param list mine: domain of the officer's work list
    :param dict specification: fields of a row
    :param dict names: ``number`` and ``organiser``: pairs of field and text to search for; ``group``: of the kanban
    :return: dict of measurement to figures
    """
    user = env["res.users"].search([("login", "=", login)])
    records = env(user=user.id)[model]
    watch = Stopwatch(records.env)

    def search(domain):
        return records.web_search_read(domain, specification, limit=80, count_limit=10001)

    return {
        "list": watch.call(lambda: search(mine)),
        "kanban": watch.call(
            lambda: records.web_read_group(
                [],
                [names["group"]],
                ["__count"],
                auto_unfold=True,
                opening_info=None,
                unfold_read_specification=specification,
                unfold_read_default_limit=40,
            )
        ),
        **{
            name: watch.call(lambda key=name: search([(names[key][0], "ilike", names[key][1])]))
            for name in ("number", "organiser")
        },
    }


def application_screens(env):
    """Measure the screens of a verification officer."""
    specification = {
        name: {}
        for name in (
            "name",
            "subject",
            "organizer_name",
            "city",
            "date_start",
            "deadline",
            "step_late",
            "sla_status",
            "state",
            "my_turn",
        )
    } | {"activity_ids": {"fields": {}}}
    return screens(
        env,
        "ptsp.application",
        "bench_verification_0",
        [("my_turn", "=", True)],
        specification,
        {"number": ("name", "004711/"), "organiser": ("organizer_name", "Nusantara 1234"), "group": "state"},
    )


def pivot(env):
    """Measure the pivot of control lines over a year by step and month, as the head of the agency sees it."""
    user = env["res.users"].search([("login", "=", "bench_agency_head_0")])
    lines = env(user=user.id)["ptsp.control.line"]
    year = [("ended_at", ">=", "2025-11-01 00:00:00"), ("ended_at", "<", "2026-11-01 00:00:00")]
    sets = [[], ["step_id"], ["ended_at:month"], ["step_id", "ended_at:month"]]
    watch = Stopwatch(lines.env)
    return {
        "pivot": watch.call(
            lambda: lines.formatted_read_grouping_sets(
                year, sets, ["working_minutes:avg", "norm_minutes:avg", "__count"]
            ),
            runs=5,
        )
    }


def monitoring(env, now, due=1000):
    """Measure a monitoring run with nothing newly due, one with many, and the one after it.

    :param env: the environment of the superuser
    :param datetime now: within service hours, naive UTC
    :param int due: applications that are newly due
    """
    Application = env["ptsp.application"]
    watch = Stopwatch(env)
    with patch.object(fields.Datetime, "now", staticmethod(lambda *_args: now)):
        Application._cron_monitor()
        idle = watch.call(Application._cron_monitor, runs=5)
        late = Application._as_procedure().search(
            [
                ("state", "not in", ("draft", "done", "cancelled")),
                "|",
                ("step_due_at", "<", now),
                ("at_risk_at", "<", now),
            ],
            limit=due,
            order="id desc",
        )
        late.write({"alerts_given": {}})
        late._schedule_alerts()
        env.cr.commit()
        busy = watch.call(Application._cron_monitor, runs=0)
        again = watch.call(Application._cron_monitor, runs=0)
    return {"idle": idle, "busy": busy | {"records": len(late)}, "again": again}


def opinions(env, agencies=20, each=500):
    """Measure the list of open opinions as a member of one of many OPD sees it, and as an officer who sees all.

    :param env: the environment of the superuser
    :param int agencies: how many OPD
    :param int each: open opinions of each
    """
    users = {role: env["res.users"].search([("login", "=", f"bench_{role}_0")]) for role in ("technical", "processing")}
    opd = env["ptsp.agency"].create([{"name": f"OPD {number}"} for number in range(agencies)])
    opd[0].member_ids = users["technical"]
    env["ptsp.agency"].flush_model()
    env.cr.execute(
        """WITH chosen AS (SELECT id FROM ptsp_application ORDER BY id DESC LIMIT %s),
                moved AS (UPDATE ptsp_application SET state = 'technical' WHERE id IN (SELECT id FROM chosen))
           INSERT INTO ptsp_technical_review
                  (application_id, agency_id, kind, state, stage, sent_at, dispatched_at, received_at, due_at)
           SELECT chosen.id, agency.id, 'Lalu lintas', 'sent', 'with_opd', now(), now(), now(), now()
             FROM chosen CROSS JOIN unnest(%s) AS agency(id)""",
        [each, opd.ids],
    )
    env.cr.execute("ANALYZE ptsp_technical_review")
    named = {"fields": {"display_name": {}}}
    specification = {
        **dict.fromkeys(("application_id", "agency_id"), named),
        **{name: {} for name in ("kind", "cover_letter_number", "received_at", "due_at", "opinion_kind", "state")},
        **{name: {} for name in ("stage", "may_issue", "awaited", "waits_for_applicant")},
    }
    figures = {}
    for name, user in (("opinions", users["technical"]), ("opinions_of_all", users["processing"])):
        reviews = env(user=user.id)["ptsp.technical.review"]
        figures[name] = Stopwatch(reviews.env).call(
            lambda reviews=reviews: reviews.web_search_read(
                [("awaited", "=", True)], specification, limit=80, count_limit=10001
            )
        )
    env.cr.rollback()
    return figures


def transition(env, samples=40):
    """Measure one transition, of applications that were filed for it, one by one.

    :param env: the environment of the superuser
    :param int samples: how many applications
    """
    service = env["ptsp.service"].search([("in_force", "=", True)], limit=1)
    users = {
        role: env["res.users"].search([("login", "=", f"bench_{role}_0")])
        for role in ("information", "customer_service")
    }
    partner = env["res.partner"].create({"name": "PT Ukur"})
    values = {
        "service_id": service.id,
        "partner_id": partner.id,
        "applicant_identity": "6472051203850001",
        "organizer_name": "PT Ukur",
        "event_name": "Pameran Ukur",
        "event_theme": "Ukur",
        "venue": "Gedung",
        "venue_address": "Jl. Wahid Hasyim",
        "city": "Samarinda",
        "date_start": datetime.now().date().replace(year=datetime.now().year + 1),
        "date_end": datetime.now().date().replace(year=datetime.now().year + 1),
        "expected_visitors": 100,
        "booth_count": 10,
    }
    applications = env(user=users["information"].id)["ptsp.application"].create([values] * (samples + 1))
    applications.action_submit()
    desk = applications.with_user(users["customer_service"])
    desk.action_mark_checklist_ok()
    env.flush_all()
    seconds = []
    for application in desk:
        env.invalidate_all()
        before, start = env.cr.sql_log_count, perf_counter()
        application.action_accept()
        env.flush_all()
        seconds.append(perf_counter() - start)
        queries = env.cr.sql_log_count - before
    env.cr.rollback()
    return {"transition": {"seconds": median(seconds[1:]), "queries": queries}}
