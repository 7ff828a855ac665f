import base64

from odoo import SUPERUSER_ID, api
from odoo.tools import file_open


def migrate(cr, version):
    """Give the agencies that use the addon already what new installations, and new letters, begin with."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    give_letterhead(env)
    share_out(cr)


def give_letterhead(env):
    """Give each agency the neutral emblem, until it uploads its own, and the first agency its government."""
    main_company = env.ref("base.main_company", raise_if_not_found=False)
    if main_company and not main_company.ptsp_government:
        main_company.write({"ptsp_government": "Pemerintah Provinsi Kalimantan Timur"})
    companies = env["res.company"].with_context(bin_size=True).search([("ptsp_emblem", "=", False)])
    with file_open("ptsp_exhibition/static/img/emblem.png", "rb") as file:
        companies.write({"ptsp_emblem": base64.b64encode(file.read())})


def share_out(cr):
    """Tell who had the files of ended applications how long.

    The control sheets have kept the working minutes of each line, counted when it was closed, so nothing is counted
    anew. All applications of that time went by SOP-LP2N-PAR-05: its states tell with whom the file lay.
    """
    cr.execute(
        """UPDATE ptsp_application application
              SET applicant_minutes = shares.applicant,
                  opd_minutes = shares.opd,
                  agency_minutes = shares.agency
             FROM (SELECT ended.id,
                          COALESCE(SUM(line.working_minutes) FILTER (WHERE line.state = 'correction'), 0) AS applicant,
                          COALESCE(SUM(line.working_minutes) FILTER (WHERE line.state IN ('liaison', 'technical')), 0)
                              AS opd,
                          COALESCE(
                              SUM(line.working_minutes)
                                  FILTER (WHERE line.state NOT IN ('correction', 'liaison', 'technical')), 0
                          ) AS agency
                     FROM ptsp_application ended
                     JOIN ptsp_control_line line
                       ON line.application_id = ended.id
                      AND line.started_at >= ended.registered_at
                      AND line.started_at < ended.clock_ended_at
                 GROUP BY ended.id) shares
            WHERE shares.id = application.id"""
    )
