def migrate(cr, version):
    """Steps 8 and 15 go on in a second state each. What stands in the first one stays there.

    While the applicant corrects no norm is held against anybody: neither line nor warning of what is open has one.
    """
    cr.execute(
        """UPDATE ptsp_step SET state = 'corrected', second_state = 'correction'
            WHERE state = 'correction' AND second_state IS NULL"""
    )
    cr.execute(
        """UPDATE ptsp_step SET second_state = 'final_check'
            WHERE state = 'numbering' AND second_state IS NULL"""
    )
    cr.execute(
        """UPDATE ptsp_control_line SET norm_minutes = 0
            WHERE state = 'correction' AND ended_at IS NULL"""
    )
    cr.execute("UPDATE ptsp_application SET step_due_at = NULL WHERE state = 'correction'")
