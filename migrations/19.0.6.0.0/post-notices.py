"""E-mails to applicants that did not arrive before stand in the outbox, whence they are sent again."""


def migrate(cr, version):
    """Enter each message with an e-mail that failed, as one notice."""
    cr.execute(
        """
        INSERT INTO ptsp_notice (application_id, company_id, kind, channel, recipient_id, address, state, failure_type,
                                 attempts, message_id, create_uid, write_uid, create_date, write_date)
             SELECT DISTINCT ON (m.id)
                    a.id, a.company_id, 'message', 'email', p.id, p.email, 'failed',
                    COALESCE(n.failure_type, 'mail_bounce'), 1, m.id, m.create_uid, m.create_uid, m.date, m.date
               FROM mail_notification n
               JOIN mail_message m ON m.id = n.mail_message_id AND m.model = 'ptsp.application'
               JOIN ptsp_application a ON a.id = m.res_id
               JOIN res_partner p ON p.id = n.res_partner_id AND p.partner_share
              WHERE n.notification_type = 'email'
                AND n.notification_status IN ('exception', 'bounce')
                AND NOT EXISTS (SELECT 1 FROM ptsp_notice there WHERE there.message_id = m.id)
           ORDER BY m.id, n.id DESC
        """
    )
