def migrate(cr, version):
    """Keep as lines of the log what the messages on the contacts of agencies say about the separation of duties.

    Where an agency has it switched off and no message says since when, the log begins with that it is.
    """
    cr.execute(
        """INSERT INTO ptsp_separation_switch (company_id, user_id, switched_at, switched_on,
                                               create_uid, create_date, write_uid, write_date)
           SELECT company.id,
                  (SELECT MIN(person.id) FROM res_users person WHERE person.partner_id = message.author_id),
                  message.date,
                  message.body ~* '(was switched on by|diaktifkan oleh)',
                  1, message.date, 1, message.date
             FROM mail_message message
             JOIN res_company company ON company.partner_id = message.res_id
            WHERE message.model = 'res.partner'
              AND message.message_type = 'notification'
              AND message.body ~* '(Separation of duties was switched|Pemisahan tugas (di|non))'
              AND NOT EXISTS (SELECT 1 FROM ptsp_separation_switch kept WHERE kept.company_id = company.id)
         ORDER BY message.date, message.id"""
    )
    cr.execute(
        """INSERT INTO ptsp_separation_switch (company_id, switched_at, switched_on,
                                               create_uid, create_date, write_uid, write_date)
           SELECT company.id, now() AT TIME ZONE 'UTC', false, 1, now() AT TIME ZONE 'UTC', 1, now() AT TIME ZONE 'UTC'
             FROM res_company company
            WHERE company.ptsp_separation_of_duties IS FALSE
              AND COALESCE((SELECT kept.switched_on FROM ptsp_separation_switch kept
                             WHERE kept.company_id = company.id
                          ORDER BY kept.switched_at DESC, kept.id DESC LIMIT 1), true)"""
    )
