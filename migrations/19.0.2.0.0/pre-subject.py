def migrate(cr, version):
    """Tell what the services and applications of before are about: exhibitions, by the name of the exhibition."""
    cr.execute("ALTER TABLE ptsp_service ADD COLUMN IF NOT EXISTS about varchar")
    cr.execute("UPDATE ptsp_service SET about = 'exhibition' WHERE about IS NULL")
    # Filled in here, or Odoo would compute both anew, application by application.
    cr.execute("ALTER TABLE ptsp_application ADD COLUMN IF NOT EXISTS about varchar")
    cr.execute("ALTER TABLE ptsp_application ADD COLUMN IF NOT EXISTS subject varchar")
    cr.execute(
        """UPDATE ptsp_application application
              SET about = service.about,
                  subject = COALESCE(
                      NULLIF(application.event_name, ''), service.name ->> 'id_ID', service.name ->> 'en_US'
                  )
             FROM ptsp_service service
            WHERE service.id = application.service_id
              AND application.about IS NULL"""
    )
