"""The satisfaction index is on at agencies that gave a questionnaire before, and off at the others."""


def migrate(cr, version):
    cr.execute("ALTER TABLE res_company ADD COLUMN IF NOT EXISTS ptsp_uses_satisfaction boolean")
    cr.execute(
        """UPDATE res_company company
              SET ptsp_uses_satisfaction = EXISTS (
                      SELECT 1 FROM ptsp_service
                       WHERE ptsp_service.company_id = company.id AND ptsp_service.questionnaire_id IS NOT NULL
                  )
            WHERE ptsp_uses_satisfaction IS NULL"""
    )
