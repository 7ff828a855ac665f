def migrate(cr, version):
    """Take away the table of the dialog that has become a page of the browser; it never held a secret."""
    cr.execute("DROP TABLE IF EXISTS ptsp_certificate_upload")
