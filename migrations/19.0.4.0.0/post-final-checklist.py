from odoo.tools import SQL

#: The lines of the SOP, for services that have none.
LINES = (
    (
        "The number is in the format of the registry and follows the one before",
        "Nomor sesuai format tata usaha dan berurutan dengan nomor sebelumnya",
    ),
    ("The date is that of the day of numbering", "Tanggal sesuai hari penomoran"),
    ("The letter bears signature and stamp", "Surat sudah ditandatangani dan dicap"),
    (
        "Three copies are there: verification, applicant, archive",
        "Tiga rangkap lengkap: verifikasi, pemohon, arsip",
    ),
    ("The attachments are complete", "Lampiran lengkap"),
)


def migrate(cr, version):
    """Each service has a final checklist; what the registry confirmed as a whole counts for each of its lines."""
    for place, (english, indonesian) in enumerate(LINES, start=1):
        cr.execute(
            SQL(
                """INSERT INTO ptsp_final_check_item (service_id, sequence, name, active)
                   SELECT id, %s, jsonb_build_object('en_US', %s::text, 'id_ID', %s::text), TRUE
                     FROM ptsp_service
                    WHERE NOT EXISTS (SELECT 1 FROM ptsp_final_check_item item
                                       WHERE item.service_id = ptsp_service.id AND item.sequence >= %s)""",
                place * 10,
                english,
                indonesian,
                place * 10,
            )
        )
    cr.execute(
        """INSERT INTO ptsp_final_check
                  (application_id, item_id, letter_number, name, checked_by_id, checked_at)
           SELECT application.id, item.id, application.letter_number, item.name,
                  application.final_checklist_by_id, application.final_checklist_at
             FROM ptsp_application application
             JOIN ptsp_final_check_item item ON item.service_id = application.service_id
            WHERE application.final_checklist_at IS NOT NULL AND application.letter_number IS NOT NULL"""
    )
