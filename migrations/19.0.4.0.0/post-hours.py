def migrate(cr, version):
    """Call the service hours that this addon brings along as the agency calls them, unless it has renamed them."""
    cr.execute(
        """UPDATE resource_calendar calendar
              SET name = 'Jam Pelayanan (WITA)'
             FROM ir_model_data data
            WHERE data.module = 'ptsp_exhibition'
              AND data.name = 'calendar_service_hours'
              AND data.res_id = calendar.id
              AND calendar.name = 'Service Hours (WITA)'"""
    )
    cr.execute(
        """UPDATE resource_calendar_attendance line
              SET name = day.indonesian
             FROM ir_model_data data,
                  (VALUES ('Monday', 'Senin'), ('Tuesday', 'Selasa'), ('Wednesday', 'Rabu'),
                          ('Thursday', 'Kamis'), ('Friday', 'Jumat')) AS day(english, indonesian)
            WHERE data.module = 'ptsp_exhibition'
              AND data.name = 'calendar_service_hours'
              AND data.res_id = line.calendar_id
              AND line.name = day.english"""
    )
