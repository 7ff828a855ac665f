def migrate(cr, version):
    """Opinions are with their OPD since the delivery was confirmed after they were sent; their stage follows."""
    cr.execute("ALTER TABLE ptsp_technical_review ADD COLUMN IF NOT EXISTS dispatched_at timestamp")
    cr.execute(
        """UPDATE ptsp_technical_review review
              SET dispatched_at = (SELECT min(line.started_at)
                                     FROM ptsp_control_line line
                                    WHERE line.application_id = review.application_id
                                      AND line.state = 'technical'
                                      AND line.started_at >= COALESCE(review.sent_at, review.cover_letter_date))
            WHERE review.dispatched_at IS NULL AND review.state IN ('sent', 'issued')"""
    )
