def migrate(cr, version):
    """Let checklists keep what their papers are called now: from here on a service changes no filed application."""
    cr.execute("ALTER TABLE ptsp_checklist_line ADD COLUMN IF NOT EXISTS name jsonb")
    cr.execute(
        """UPDATE ptsp_checklist_line line
              SET name = requirement.name
             FROM ptsp_requirement requirement
            WHERE requirement.id = line.requirement_id
              AND line.name IS NULL"""
    )
    # Until now Odoo kept these as copies; where one was never computed, it is made good.
    cr.execute(
        """UPDATE ptsp_checklist_line line
              SET sequence = COALESCE(line.sequence, requirement.sequence),
                  mandatory = COALESCE(line.mandatory, requirement.mandatory),
                  only_if_represented = COALESCE(line.only_if_represented, requirement.only_if_represented)
             FROM ptsp_requirement requirement
            WHERE requirement.id = line.requirement_id
              AND (line.sequence IS NULL OR line.mandatory IS NULL OR line.only_if_represented IS NULL)"""
    )
    # Without it, Odoo would archive what was there before there was an archive.
    cr.execute("ALTER TABLE ptsp_requirement ADD COLUMN IF NOT EXISTS active boolean")
    cr.execute("UPDATE ptsp_requirement SET active = TRUE WHERE active IS NULL")
