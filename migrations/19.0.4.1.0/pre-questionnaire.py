"""The questionnaire was Indonesian in every language, and offered in one: it has both now."""

MODULE = "ptsp_exhibition"
ENGLISH = (
    (
        "Kuesioner Kepuasan Pelanggan (IKM)",
        "Customer Satisfaction Questionnaire (IKM)",
    ),
    (
        "Saran dan masukan",
        "Suggestions",
    ),
    (
        "1. Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
        "1. How well do the requirements of the service fit the kind of service?",
    ),
    (
        "2. Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan?",
        "2. How easy is the procedure of the service?",
    ),
    (
        "3. Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        "3. How fast was the service given?",
    ),
    (
        "4. Bagaimana pendapat Saudara tentang kewajaran biaya dalam pelayanan?",
        "4. How reasonable is the cost of the service?",
    ),
    (
        "5. Bagaimana pendapat Saudara tentang kesesuaian produk pela"
        "yanan dengan yang tercantum dalam standar pelayanan?",
        "5. How well does what you were given match the service standard?",
    ),
    (
        "6. Bagaimana pendapat Saudara tentang kemampuan petugas dalam memberikan pelayanan?",
        "6. How able are the officers who gave the service?",
    ),
    (
        "7. Bagaimana pendapat Saudara tentang kesopanan dan keramahan petugas?",
        "7. How courteous and friendly are the officers?",
    ),
    (
        "8. Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        "8. How good are the premises and facilities?",
    ),
    (
        "9. Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        "9. How are complaints of those who use the service handled?",
    ),
    (
        "Tidak sesuai",
        "Not at all",
    ),
    (
        "Kurang sesuai",
        "Not quite",
    ),
    (
        "Sesuai",
        "Well",
    ),
    (
        "Sangat sesuai",
        "Very well",
    ),
    (
        "Tidak mudah",
        "Not easy",
    ),
    (
        "Kurang mudah",
        "Not quite easy",
    ),
    (
        "Mudah",
        "Easy",
    ),
    (
        "Sangat mudah",
        "Very easy",
    ),
    (
        "Tidak cepat",
        "Not fast",
    ),
    (
        "Kurang cepat",
        "Not quite fast",
    ),
    (
        "Cepat",
        "Fast",
    ),
    (
        "Sangat cepat",
        "Very fast",
    ),
    (
        "Sangat mahal",
        "Very expensive",
    ),
    (
        "Cukup mahal",
        "Rather expensive",
    ),
    (
        "Murah",
        "Cheap",
    ),
    (
        "Gratis",
        "Free of charge",
    ),
    (
        "Tidak kompeten",
        "Not competent",
    ),
    (
        "Kurang kompeten",
        "Not quite competent",
    ),
    (
        "Kompeten",
        "Competent",
    ),
    (
        "Sangat kompeten",
        "Very competent",
    ),
    (
        "Tidak sopan dan ramah",
        "Not courteous and friendly",
    ),
    (
        "Kurang sopan dan ramah",
        "Not quite courteous and friendly",
    ),
    (
        "Sopan dan ramah",
        "Courteous and friendly",
    ),
    (
        "Sangat sopan dan ramah",
        "Very courteous and friendly",
    ),
    (
        "Buruk",
        "Bad",
    ),
    (
        "Cukup",
        "Fair",
    ),
    (
        "Baik",
        "Good",
    ),
    (
        "Sangat baik",
        "Very good",
    ),
    (
        "Tidak ada",
        "There is no way to complain",
    ),
    (
        "Ada tetapi tidak berfungsi",
        "There is a way, but it does not work",
    ),
    (
        "Berfungsi kurang maksimal",
        "It works, but not fully",
    ),
    (
        "Dikelola dengan baik",
        "They are handled well",
    ),
)


def migrate(cr, version):
    """Give texts their English but for those that an agency has worded itself, and answers their names."""
    cr.execute("SELECT name, res_id FROM ir_model_data WHERE module = %s AND name LIKE 'survey_%%'", [MODULE])
    found = dict(cr.fetchall())
    survey = found.get("survey_satisfaction")
    if not survey:
        return
    cr.execute(
        """DELETE FROM res_lang_survey_survey_rel
            WHERE survey_survey_id = %(survey)s
              AND (SELECT count(*) FROM res_lang_survey_survey_rel WHERE survey_survey_id = %(survey)s) = 1""",
        {"survey": survey},
    )
    for indonesian, english in ENGLISH:
        both = {"old": indonesian, "new": english, "survey": survey}
        cr.execute(
            """UPDATE survey_survey
                  SET title = jsonb_build_object('id_ID', %(old)s::text) || title
                              || jsonb_build_object('en_US', %(new)s::text)
                WHERE id = %(survey)s AND title->>'en_US' = %(old)s""",
            both,
        )
        cr.execute(
            """UPDATE survey_question
                  SET title = jsonb_build_object('id_ID', %(old)s::text) || title
                              || jsonb_build_object('en_US', %(new)s::text)
                WHERE survey_id = %(survey)s AND title->>'en_US' = %(old)s""",
            both,
        )
        cr.execute(
            """UPDATE survey_question_answer answer
                  SET value = jsonb_build_object('id_ID', %(old)s::text) || value
                              || jsonb_build_object('en_US', %(new)s::text)
                 FROM survey_question question
                WHERE question.id = answer.question_id AND question.survey_id = %(survey)s
                  AND value->>'en_US' = %(old)s""",
            both,
        )
    for number in range(1, 10):
        cr.execute(
            "SELECT id FROM survey_question_answer WHERE question_id = %s ORDER BY sequence, id",
            [found.get(f"survey_question_{number}")],
        )
        for position, (answer,) in enumerate(cr.fetchall(), 1):
            cr.execute(
                """INSERT INTO ir_model_data (module, name, model, res_id, noupdate)
                   VALUES (%s, %s, 'survey.question.answer', %s, true) ON CONFLICT DO NOTHING""",
                [MODULE, f"survey_answer_{number}_{position}", answer],
            )
