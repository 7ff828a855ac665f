def migrate(cr, version):
    """Count the corrections of the applications that are there already, off their control sheets."""
    cr.execute(
        """UPDATE ptsp_application application
              SET correction_rounds = counted.rounds
             FROM (SELECT application_id,
                          COUNT(*) FILTER (WHERE action IN ('request_correction', 'request_clarification')) AS rounds
                     FROM ptsp_control_line
                 GROUP BY application_id) counted
            WHERE counted.application_id = application.id
              AND application.registered_at IS NOT NULL"""
    )
