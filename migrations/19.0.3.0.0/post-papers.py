def migrate(cr, version):
    """Close the doors of papers that applications hold: they belong to their line, and nobody else is shown them."""
    cr.execute(
        """UPDATE ir_attachment attachment
              SET res_model = 'ptsp.checklist.line',
                  res_id = held.line_id,
                  public = FALSE,
                  access_token = NULL
             FROM (SELECT attachment_id, min(line_id) AS line_id
                     FROM ptsp_checklist_attachment_rel GROUP BY attachment_id) held
            WHERE held.attachment_id = attachment.id"""
    )
    cr.execute(
        """UPDATE ir_attachment attachment
              SET res_model = 'ptsp.application',
                  res_id = application.id,
                  public = FALSE,
                  access_token = NULL
             FROM ptsp_application application
            WHERE application.letter_attachment_id = attachment.id"""
    )
