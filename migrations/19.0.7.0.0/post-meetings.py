"""The meeting that stood in three fields of an application becomes a meeting, with the number of its invitation."""


def migrate(cr, version):
    cr.execute(
        """SELECT 1 FROM information_schema.columns
            WHERE table_schema = current_schema AND table_name = 'ptsp_application' AND column_name = 'meeting_at'"""
    )
    if not cr.fetchone():
        return
    # Whether a meeting was held nobody has entered: a head enters it, or calls it off.
    cr.execute(
        """SELECT id, company_id, meeting_at, meeting_place, meeting_agenda, invitation_number, invitation_date,
                  write_uid
             FROM ptsp_application
            WHERE meeting_at IS NOT NULL OR meeting_place IS NOT NULL OR meeting_agenda IS NOT NULL
               OR invitation_number IS NOT NULL
         ORDER BY id"""
    )
    for application, company, begins, place, agenda, number, day, user in cr.fetchall():
        cr.execute(
            """INSERT INTO ptsp_meeting
                   (kind, company_id, state, starts_at, ends_at, place, agenda, proposed_by_id, proposed_at,
                    agreed_by_id, agreed_at, invitation_number, invitation_date, invitation_sequence,
                    create_uid, create_date, write_uid, write_date)
               VALUES ('meeting', %(company)s, 'agreed', %(begins)s, %(begins)s::timestamp + INTERVAL '2 hours',
                       %(place)s, %(agenda)s, %(user)s, now() AT TIME ZONE 'UTC', %(user)s, now() AT TIME ZONE 'UTC',
                       %(number)s, %(day)s, 0, 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC')
            RETURNING id""",
            {
                "company": company,
                "begins": begins,
                "place": place,
                "agenda": agenda,
                "user": user,
                "number": number,
                "day": day,
            },
        )
        cr.execute(
            "INSERT INTO ptsp_meeting_application_rel (meeting_id, application_id) VALUES (%s, %s)",
            (cr.fetchone()[0], application),
        )
    for name in ("meeting_at", "meeting_place", "meeting_agenda", "invitation_number", "invitation_date"):
        cr.execute(f"ALTER TABLE ptsp_application DROP COLUMN IF EXISTS {name}")  # pylint: disable=sql-injection
