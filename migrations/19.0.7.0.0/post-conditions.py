def migrate(cr, version):
    """The conditions of opinions that were given stand line by line, too."""
    cr.execute(
        """INSERT INTO ptsp_review_condition (review_id, sequence, text, create_date, write_date)
           SELECT review.id,
                  row_number() OVER (PARTITION BY review.id ORDER BY line.place),
                  btrim(line.text, E' \\t\\r'),
                  review.issued_at,
                  review.issued_at
             FROM ptsp_technical_review review
            CROSS JOIN regexp_split_to_table(review.conditions, E'\\n') WITH ORDINALITY AS line(text, place)
            WHERE review.state = 'issued'
              AND btrim(line.text, E' \\t\\r') != ''
              AND NOT EXISTS (SELECT 1 FROM ptsp_review_condition own WHERE own.review_id = review.id)"""
    )
