def migrate(cr, version):
    """Keep with each letter who signed it, as its public page says. Odoo would ask each application anew."""
    cr.execute("ALTER TABLE ptsp_application ADD COLUMN IF NOT EXISTS signatory_name varchar")
    cr.execute("ALTER TABLE ptsp_application ADD COLUMN IF NOT EXISTS signatory_title varchar")
    cr.execute(
        """UPDATE ptsp_application application
              SET signatory_name = COALESCE(NULLIF(office.name, ''), person.name),
                  signatory_title = CASE office.capacity WHEN 'plt' THEN 'Plt. ' WHEN 'plh' THEN 'Plh. ' ELSE '' END
                                    || office.title
             FROM ptsp_application signed
             JOIN res_users account ON account.id = signed.signatory_id
             JOIN res_partner person ON person.id = account.partner_id
        LEFT JOIN ptsp_signatory office ON office.id = signed.signatory_office_id
            WHERE signed.id = application.id"""
    )
