def migrate(cr, version):
    """Let the scheduled actions that tell managers go through agencies, no longer through services."""
    cr.execute(
        """UPDATE ir_act_server action
              SET model_id = model.id
             FROM ir_cron cron, ir_model_data data, ir_model model
            WHERE data.module = 'ptsp_exhibition'
              AND data.name IN ('cron_role_coverage', 'cron_missing_holidays')
              AND data.model = 'ir.cron'
              AND cron.id = data.res_id
              AND action.id = cron.ir_actions_server_id
              AND model.model = 'res.company'"""
    )
