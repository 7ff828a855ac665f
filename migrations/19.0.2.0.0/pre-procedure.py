def migrate(cr, version):
    """Let existing services name the procedure that they have gone by, and returned files stand at step 3."""
    cr.execute("ALTER TABLE ptsp_service ADD COLUMN IF NOT EXISTS procedure varchar")
    cr.execute("UPDATE ptsp_service SET procedure = 'par_05' WHERE procedure IS NULL")
    cr.execute("ALTER TABLE ptsp_step ADD COLUMN IF NOT EXISTS second_state varchar")
    cr.execute("UPDATE ptsp_step SET second_state = 'returned' WHERE state = 'draft' AND second_state IS NULL")
