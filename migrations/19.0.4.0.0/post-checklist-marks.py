#: The desk whose finding counted, and whose the reason of a line was.
_DESK = """CASE WHEN application.state IN ('cs_check', 'help_desk', 'returned') THEN 'service_result'
                WHEN line.verification_result IS NOT NULL THEN 'verification_result'
                WHEN line.registration_result IS NOT NULL THEN 'registration_result'
                ELSE 'service_result' END"""


def migrate(cr, version):
    """Keep what desks had found as marks: the one reason that a line had is that of the finding that counted.

    Who marked, and when exactly, nobody had kept: the marks bear the moment of the last change of the line. A reason
    that had outlived its finding stands before it.
    """
    cr.execute(
        "SELECT 1 FROM information_schema.columns WHERE table_name = 'ptsp_checklist_line' AND column_name = 'note'"
    )
    if not cr.fetchone():
        return
    cr.execute(
        f"""CREATE TEMPORARY TABLE ptsp_mark_of_before ON COMMIT DROP AS
            SELECT line.id AS line_id,
                   found.desk,
                   found.result,
                   found.desk = {_DESK} AND COALESCE(line.note, '') != '' AS says,
                   line.note,
                   COALESCE(line.write_date, line.create_date, now() AT TIME ZONE 'UTC') AS marked_at
              FROM ptsp_checklist_line line
              JOIN ptsp_application application ON application.id = line.application_id
             CROSS JOIN LATERAL (VALUES ('service_result', line.service_result),
                                        ('registration_result', line.registration_result),
                                        ('verification_result', line.verification_result)) AS found(desk, result)"""
    )
    for result, note, where in (
        ("NULL", "note", "says AND result IS DISTINCT FROM 'deficient'"),
        ("result", "CASE WHEN says AND result = 'deficient' THEN note END", "result IS NOT NULL"),
    ):
        cr.execute(
            f"""INSERT INTO ptsp_checklist_mark (line_id, desk, result, note, marked_at, create_date, write_date)
                SELECT line_id, desk, {result}, {note}, marked_at, marked_at, marked_at
                  FROM ptsp_mark_of_before
                 WHERE {where}
                 ORDER BY line_id"""
        )
    cr.execute("ALTER TABLE ptsp_checklist_line DROP COLUMN note")
