"""Public holidays end at 23:59:59: ending at midnight they touched the next day, which Odoo's Time Off refuses."""


def migrate(cr, version):
    """Shorten by a second what the calendars by which services count have from midnight to midnight."""
    cr.execute(
        """UPDATE resource_calendar_leaves holiday
              SET date_to = holiday.date_to - interval '1 second'
             FROM resource_calendar calendar
            WHERE calendar.id = holiday.calendar_id
              AND calendar.id IN (SELECT calendar_id FROM ptsp_service)
              AND holiday.resource_id IS NULL
              AND holiday.date_to > holiday.date_from
              AND (holiday.date_to AT TIME ZONE 'UTC' AT TIME ZONE calendar.tz)::time = '00:00'"""
    )
