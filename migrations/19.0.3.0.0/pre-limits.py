def migrate(cr, version):
    """Bring what agencies set beyond reason to the most that is taken from now on; visits have another index."""
    cr.execute("UPDATE res_company SET ptsp_attachment_limit = 100 WHERE ptsp_attachment_limit > 100")
    cr.execute("DROP INDEX IF EXISTS ptsp_letter_lookup_address_hash_create_date")
