_COLUMNS = (
    "section_initial_id",
    "section_initialled_at",
    "section_initial_revision",
    "division_initial_id",
    "division_initialled_at",
    "division_initial_revision",
)


def migrate(cr, version):
    """Make records of the initials of before, those that were struck out included, and remember who drafted."""
    cr.execute(
        """SELECT 1 FROM information_schema.columns
            WHERE table_name = 'ptsp_application' AND column_name = 'section_initial_id'"""
    )
    if not cr.fetchone():
        return
    _make_initials(cr)
    _remember_drafters(cr)
    drops = ", ".join(f"DROP COLUMN IF EXISTS {column}" for column in _COLUMNS)
    cr.execute(f"ALTER TABLE ptsp_application {drops}")  # pylint: disable=sql-injection


def _make_initials(cr):
    """Take the initials that count from their columns, and those that were struck out from the control sheets."""
    cr.execute(
        """INSERT INTO ptsp_letter_initial (application_id, revision, role, user_id, deputation_id, initialled_at,
                                            struck_at, create_uid, create_date, write_uid, write_date)
           WITH initial AS (
               SELECT line.application_id,
                      line.sequence,
                      CASE line.action WHEN 'section_approve' THEN 'section_head' ELSE 'division_head' END AS role,
                      line.user_id,
                      line.deputation_id,
                      line.ended_at AS initialled_at,
                      (SELECT COUNT(*) FROM ptsp_control_line draft
                        WHERE draft.application_id = line.application_id
                          AND draft.action = 'submit_draft'
                          AND draft.sequence < line.sequence) AS revision,
                      (SELECT MIN(back.ended_at) FROM ptsp_control_line back
                        WHERE back.application_id = line.application_id
                          AND back.action IN ('section_return', 'division_return', 'agency_return',
                                              'request_clarification', 'return_to_verification')
                          AND back.sequence > line.sequence) AS struck_at
                 FROM ptsp_control_line line
                WHERE line.action IN ('section_approve', 'division_approve')
           )
           SELECT application_id, revision, role, user_id, deputation_id, initialled_at, struck_at,
                  user_id, initialled_at, user_id, COALESCE(struck_at, initialled_at)
             FROM (SELECT * FROM initial WHERE struck_at IS NOT NULL
                    UNION ALL
                   SELECT application.id, initial.sequence, counting.role, counting.user_id, initial.deputation_id,
                          counting.initialled_at, counting.revision, NULL
                     FROM ptsp_application application
                    CROSS JOIN LATERAL (
                          VALUES ('section_head', application.section_initial_id, application.section_initialled_at,
                                  application.section_initial_revision),
                                 ('division_head', application.division_initial_id, application.division_initialled_at,
                                  application.division_initial_revision)
                          ) AS counting (role, user_id, initialled_at, revision)
                     LEFT JOIN initial ON initial.application_id = application.id
                                      AND initial.role = counting.role
                                      AND initial.struck_at IS NULL
                    WHERE counting.user_id IS NOT NULL) AS all_initials
         ORDER BY application_id, sequence, initialled_at"""
    )


def _remember_drafters(cr):
    """Whoever submitted a revision, also one that was returned, has drafted the letter."""
    cr.execute(
        """INSERT INTO ptsp_application_drafter_rel (application_id, user_id)
           SELECT application_id, user_id FROM ptsp_letter_revision
            UNION
           SELECT application_id, user_id FROM ptsp_control_line WHERE action = 'submit_draft'
               ON CONFLICT DO NOTHING"""
    )
