"""The peer: OCA's helpdesk_mgmt with as many tickets, and the same calls."""

import random
from datetime import timedelta

from generate import NOW, ORGANISERS, YEARS
from measure import screens

from odoo.tests import new_test_user

LOGIN = "bench_helpdesk"


def generate(env, count, open_count, seed=5):
    """Make tickets in bulk, open ones in the stages that are not closed.

    :param env: the environment of the superuser
    :param int count: tickets, the open ones included
    :param int open_count: how many are in an open stage
    """
    rng = random.Random(seed)
    user = new_test_user(
        env, LOGIN, "base.group_user,helpdesk_mgmt.group_helpdesk_user_own,helpdesk_mgmt.group_helpdesk_manager"
    )
    team = env["helpdesk.ticket.team"].create({"name": "Layanan", "user_ids": [(6, 0, user.ids)]})
    partners = env["res.partner"].create([{"name": f"PT Nusantara {number}"} for number in range(ORGANISERS)])
    stages = env["helpdesk.ticket.stage"].search([])
    going, closed = stages.filtered(lambda stage: not stage.closed), stages.filtered("closed")
    env.flush_all()
    rows = []
    for number in range(count):
        is_open = number >= count - open_count
        age = timedelta(days=rng.random() * (3 if is_open else 365 * YEARS))
        partner = rng.choice(partners)
        rows.append(
            (
                f"HT{number:06d}",
                f"Pameran {number}",
                "<p>Permohonan</p>",
                (going if is_open else closed)[rng.randrange(len(going if is_open else closed))].id,
                team.id,
                user.id if rng.random() < 0.1 else None,
                partner.id,
                partner.id,
                partner.name,
                env.company.id,
                NOW - age,
            )
        )
    env.cr.execute_values(
        """INSERT INTO helpdesk_ticket (number, name, description, stage_id, team_id, user_id, partner_id,
                                        commercial_partner_id, partner_name, company_id, create_date, active, priority,
                                        sequence, write_date, last_stage_update)
           SELECT v.*, true, '1', 10, v.create_date, v.create_date FROM (VALUES %s)
               v (number, name, description, stage_id, team_id, user_id, partner_id, commercial_partner_id,
                  partner_name, company_id, create_date)""",
        rows,
        template="(%s, %s, %s, %s, %s, %s::int, %s, %s, %s, %s, %s::timestamp)",
        page_size=1000,
    )
    sla = env["helpdesk.sla"].create(
        {"name": "Satu hari kerja", "team_ids": [(6, 0, team.ids)], "stage_id": closed[:1].id}
    )
    env.flush_all()
    env.cr.execute(
        """INSERT INTO helpdesk_ticket_sla (ticket_id, sla_id, deadline, state)
           SELECT ticket.id, %s, ticket.create_date + interval '1 day',
                  CASE WHEN stage.closed THEN 'accomplished' ELSE 'in_progress' END
             FROM helpdesk_ticket ticket JOIN helpdesk_ticket_stage stage ON stage.id = ticket.stage_id""",
        (sla.id,),
    )
    env.cr.commit()
    env.cr.execute("ANALYZE")


def ticket_screens(env):
    """Measure the screens of a helpdesk officer."""
    plain = ("number", "name", "partner_name", "create_date", "sla_deadline", "sla_expired", "priority")
    specification = {name: {} for name in plain} | {
        "stage_id": {"fields": {"display_name": {}}},
        "user_id": {"fields": {"display_name": {}}},
        "activity_ids": {"fields": {}},
    }
    user = env["res.users"].search([("login", "=", LOGIN)])
    return screens(
        env,
        "helpdesk.ticket",
        LOGIN,
        ["&", ("stage_id.closed", "=", False), ("user_id", "in", (user.id, False))],
        specification,
        {"number": ("number", "004711"), "organiser": ("partner_name", "Nusantara 1234"), "group": "stage_id"},
    )
