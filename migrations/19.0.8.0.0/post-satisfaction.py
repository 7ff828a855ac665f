"""Answers to the questionnaire were linked to their application: that is cut, and what led from one to the other."""

MODULE = "ptsp_exhibition"


def migrate(cr, version):
    """Mark questions by what they ask, keep that applications were answered, and let answers name nothing."""
    for number in range(1, 10):
        cr.execute(
            """UPDATE survey_question SET ptsp_element = %s
                 FROM ir_model_data data
                WHERE data.module = %s AND data.name = %s AND data.model = 'survey.question'
                  AND survey_question.id = data.res_id AND ptsp_element IS NULL""",
            [f"u{number}", MODULE, f"survey_question_{number}"],
        )
    cr.execute(
        """SELECT 1 FROM information_schema.columns
            WHERE table_name = 'ptsp_application' AND column_name = 'questionnaire_answer_id'"""
    )
    if not cr.fetchone():
        return
    cr.execute(
        """UPDATE ptsp_application application SET satisfaction_channel = 'link'
             FROM survey_user_input answer
            WHERE answer.id = application.questionnaire_answer_id AND answer.state = 'done'"""
    )
    # Of which service and semester, and since when that is.
    cr.execute(
        """UPDATE survey_user_input answer
              SET ptsp_service_id = application.service_id,
                  ptsp_semester = EXTRACT(YEAR FROM handed.at)::text
                                  || CASE WHEN EXTRACT(MONTH FROM handed.at) < 7 THEN '-I' ELSE '-II' END,
                  start_datetime = handed.since, end_datetime = handed.since,
                  create_date = handed.since, write_date = handed.since, create_uid = 1, write_uid = 1,
                  access_token = gen_random_uuid()::text,
                  partner_id = NULL, email = NULL, nickname = NULL, lang_id = NULL
             FROM ptsp_application application
             JOIN ptsp_service service ON service.id = application.service_id
             JOIN resource_calendar calendar ON calendar.id = service.calendar_id
     CROSS JOIN LATERAL (
                    SELECT timezone(COALESCE(calendar.tz, 'UTC'), timezone('UTC', application.handed_over_at)) AS at,
                           timezone('UTC', timezone(COALESCE(calendar.tz, 'UTC'), date_trunc('year',
                               timezone(COALESCE(calendar.tz, 'UTC'), timezone('UTC', application.handed_over_at)))
                               + CASE WHEN EXTRACT(MONTH FROM timezone(COALESCE(calendar.tz, 'UTC'),
                                           timezone('UTC', application.handed_over_at))) < 7
                                      THEN INTERVAL '0' ELSE INTERVAL '6 months' END)) AS since
                ) handed
            WHERE answer.id = application.questionnaire_answer_id AND answer.state = 'done'"""
    )
    # Answers were made in the order of the hand-overs: they change places by lot.
    cr.execute(
        """WITH old AS (
               SELECT id, survey_id, ptsp_service_id, ptsp_semester,
                      ROW_NUMBER() OVER (PARTITION BY survey_id, ptsp_service_id, ptsp_semester ORDER BY id) AS place
                 FROM survey_user_input WHERE ptsp_service_id IS NOT NULL
           ), new AS (
               SELECT id, survey_id, ptsp_service_id, ptsp_semester,
                      ROW_NUMBER() OVER (
                          PARTITION BY survey_id, ptsp_service_id, ptsp_semester ORDER BY random()
                      ) AS place
                 FROM survey_user_input WHERE ptsp_service_id IS NOT NULL
           )
           UPDATE survey_user_input_line line SET user_input_id = new.id
             FROM old JOIN new USING (survey_id, ptsp_service_id, ptsp_semester, place)
            WHERE line.user_input_id = old.id"""
    )
    cr.execute(
        """UPDATE survey_user_input_line line
              SET ptsp_service_id = answer.ptsp_service_id,
                  ptsp_semester = answer.ptsp_semester,
                  ptsp_element = CASE WHEN line.suggested_answer_id IS NOT NULL THEN question.ptsp_element END,
                  ptsp_points = CASE WHEN question.ptsp_element IS NOT NULL THEN ROUND(line.answer_score)::integer END,
                  create_date = answer.create_date, write_date = answer.create_date, create_uid = 1, write_uid = 1
             FROM survey_user_input answer, survey_question question
            WHERE answer.id = line.user_input_id AND answer.ptsp_service_id IS NOT NULL
              AND question.id = line.question_id"""
    )
    # What waited for an answer behind its link waits no more: the application has another link.
    cr.execute(
        """WITH waiting AS (
               UPDATE ptsp_application application SET questionnaire_answer_id = NULL
                 FROM survey_user_input answer
                WHERE answer.id = application.questionnaire_answer_id AND answer.state != 'done'
            RETURNING answer.id
           )
           DELETE FROM survey_user_input USING waiting WHERE survey_user_input.id = waiting.id"""
    )
    cr.execute("ALTER TABLE ptsp_application DROP COLUMN questionnaire_answer_id")
