def migrate(cr, version):
    """Let files that were submitted and are not registered yet bear the reference of a file, no longer a draft's."""
    cr.execute(
        """UPDATE ptsp_application application
              SET name = service.code || '/'
                      || lpad(application.id::text, GREATEST(5, length(application.id::text)), '0')
             FROM ptsp_service service
            WHERE service.id = application.service_id
              AND application.state != 'draft'
              AND application.registration_number IS NULL"""
    )
