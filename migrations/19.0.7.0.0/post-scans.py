"""Scans of signed letters were read with their application: by its OPD and its applicant, too. Now by the agency."""


def migrate(cr, version):
    cr.execute(
        """UPDATE ir_attachment file
              SET res_model = 'ptsp.signed.copy', res_id = copy.id, res_field = NULL,
                  public = FALSE, access_token = NULL
             FROM ptsp_signed_copy copy
            WHERE copy.attachment_id = file.id"""
    )
