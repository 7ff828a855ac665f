def migrate(cr, version):
    """Give the steps of copied SOP revisions their state, which the copy had left out."""
    cr.execute(
        """UPDATE ptsp_step step
              SET state = origin.state
             FROM (SELECT DISTINCT ON (number) number, state
                     FROM ptsp_step
                    WHERE state IS NOT NULL
                 ORDER BY number, id) origin
            WHERE origin.number = step.number
              AND step.state IS NULL"""
    )
