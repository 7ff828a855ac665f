"""What applicants are being asked becomes a record: papers marked deficient, and what was asked in words."""

from odoo.addons.ptsp_exhibition.tools.migration import reword_notices

#: The step with which each file that lies with its applicant, or came back just now, was sent to him; how often it was
#: sent before; and the step with which it was handed in since, if it was.
_SENDINGS = """
    CREATE TEMPORARY TABLE ptsp_sending_of_before ON COMMIT DROP AS
    SELECT application.id AS application_id,
           sent.state AS desk,
           sent.action,
           sent.step_id,
           sent.user_id,
           sent.ended_at AS sent_at,
           sent.note,
           sent.round,
           handed.user_id AS handed_by,
           handed.ended_at AS handed_at,
           handed.note AS answer
      FROM ptsp_application application
      JOIN LATERAL (SELECT line.*,
                           count(*) OVER (ORDER BY line.sequence) AS round
                      FROM ptsp_control_line line
                     WHERE line.application_id = application.id
                       AND line.action IN ('return_incomplete', 'request_correction', 'request_clarification',
                                           'ask_again')
                     ORDER BY line.sequence DESC
                     LIMIT 1) sent ON TRUE
      LEFT JOIN LATERAL (SELECT line.*
                           FROM ptsp_control_line line
                          WHERE line.application_id = application.id
                            AND line.action = 'hand_in_correction'
                            AND line.sequence > sent.sequence
                            AND application.state = 'corrected'
                          LIMIT 1) handed ON TRUE
     WHERE application.state IN ('returned', 'correction', 'corrected')
       AND NOT EXISTS (SELECT 1 FROM ptsp_request request WHERE request.application_id = application.id)
"""
#: Papers that were found deficient with a reason, in the column of the desk that had sent the file; the agency head
#: has no column, and asks in words.
_ASKED = """
    CREATE TEMPORARY TABLE ptsp_asked_of_before ON COMMIT DROP AS
    SELECT sending.application_id,
           'paper' AS kind,
           line.id AS line_id,
           line.requirement_id,
           CASE found.desk WHEN 'service_result' THEN 'cs_check' ELSE 'verification' END AS desk,
           mark.note AS text
      FROM ptsp_sending_of_before sending
      JOIN ptsp_application application ON application.id = sending.application_id
      JOIN ptsp_checklist_line line ON line.application_id = sending.application_id
     CROSS JOIN LATERAL (VALUES ('service_result', line.service_result, application.state = 'returned'),
                                ('verification_result', line.verification_result, application.state != 'returned'))
                        AS found(desk, result, counts)
      JOIN LATERAL (SELECT note, result
                      FROM ptsp_checklist_mark mark
                     WHERE mark.line_id = line.id AND mark.desk = found.desk
                     ORDER BY mark.id DESC
                     LIMIT 1) mark ON mark.result = 'deficient' AND btrim(COALESCE(mark.note, '')) != ''
     WHERE found.counts AND found.result = 'deficient'
     UNION ALL
    SELECT application_id, 'question', NULL, NULL, desk, note
      FROM ptsp_sending_of_before
     WHERE action IN ('request_clarification', 'ask_again') AND btrim(COALESCE(note, '')) != ''
"""
_REQUESTS = """
    INSERT INTO ptsp_request
           (application_id, kind, checklist_line_id, requirement_id, text, state, desk, step_id, asked_by_id, asked_at,
            sent_at, round, answer, answered_by_id, answered_at, create_date, write_date)
    SELECT asked.application_id, asked.kind, asked.line_id, asked.requirement_id, asked.text,
           CASE WHEN sending.handed_at IS NULL THEN 'sent' ELSE 'answered' END,
           asked.desk, sending.step_id, sending.user_id, sending.sent_at, sending.sent_at, sending.round,
           CASE WHEN sending.handed_at IS NOT NULL THEN COALESCE(sending.answer, '') END,
           sending.handed_by, sending.handed_at, sending.sent_at, sending.sent_at
      FROM ptsp_asked_of_before asked
      JOIN ptsp_sending_of_before sending USING (application_id)
     ORDER BY asked.application_id, asked.line_id NULLS LAST
 RETURNING id
"""
_EXCHANGES = """
    INSERT INTO ptsp_request_exchange (request_id, kind, text, user_id, said_at, round, create_date, write_date)
    SELECT id, said.kind, said.text, said.user_id, said.said_at, round, said.said_at, said.said_at
      FROM ptsp_request
     CROSS JOIN LATERAL (VALUES (1, 'asked', text, asked_by_id, sent_at),
                                (2, 'answered', answer, answered_by_id, answered_at))
                        AS said(place, kind, text, user_id, said_at)
     WHERE id IN %s AND said.said_at IS NOT NULL
     ORDER BY id, said.place
"""
#: What the e-mails to applicants asked of the application, and what they ask.
_MAILS = (
    ("object._deficient_lines()", "object._requests_sent()"),
    ("line.note or ''", "line.text or ''"),
    ("object._clarification_asked()", "''"),
)


def migrate(cr, version):
    """Make requests of what applicants are being asked, and let the e-mails name those."""
    cr.execute(_SENDINGS)
    cr.execute(_ASKED)
    cr.execute(_REQUESTS)
    if ids := tuple(row[0] for row in cr.fetchall()):
        cr.execute(_EXCHANGES, [ids])
    cr.execute("DROP TABLE ptsp_asked_of_before, ptsp_sending_of_before")
    reword_notices(cr, _MAILS)
