"""What officers and applicants have written so far is the beginning of their thread, and counts as read."""


def migrate(cr, version):
    """Take the messages about applications into the threads, internal notes left out."""
    cr.execute(
        """
        INSERT INTO ptsp_message (application_id, message_id, writer, written_at, read_at, create_uid, write_uid,
                                  create_date, write_date)
             SELECT a.id, m.id, CASE WHEN p.partner_share THEN 'applicant' ELSE 'agency' END, m.date, m.date,
                    m.create_uid, m.create_uid, m.date, m.date
               FROM mail_message m
               JOIN ptsp_application a ON a.id = m.res_id
               JOIN mail_message_subtype s ON s.id = m.subtype_id AND NOT COALESCE(s.internal, FALSE)
          LEFT JOIN res_partner p ON p.id = m.author_id
              WHERE m.model = 'ptsp.application'
                AND m.message_type IN ('comment', 'email')
                AND NOT COALESCE(m.is_internal, FALSE)
                AND m.date IS NOT NULL
           ORDER BY m.id
        ON CONFLICT DO NOTHING
        """
    )
