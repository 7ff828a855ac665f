from odoo.tools.sql import column_exists


def migrate(cr, version):
    """Let each agency look ahead for absences as far as its services did: the farthest, so that nobody hears later."""
    cr.execute("ALTER TABLE res_company ADD COLUMN IF NOT EXISTS ptsp_coverage_days integer")
    if column_exists(cr, "ptsp_service", "coverage_days"):
        cr.execute(
            """UPDATE res_company company
                  SET ptsp_coverage_days = service.days
                 FROM (SELECT company_id, MAX(coverage_days) AS days
                         FROM ptsp_service
                        WHERE active
                     GROUP BY company_id) service
                WHERE service.company_id = company.id
                  AND company.ptsp_coverage_days IS NULL"""
        )
    cr.execute("UPDATE res_company SET ptsp_coverage_days = 3 WHERE ptsp_coverage_days IS NULL")
