"""The official documents of the SOP: their codes and titles, and how each is set. It imports nothing of Odoo.

Codes and titles are Indonesian, as they stand on paper, whatever the user's language.
"""

from typing import NamedTuple


class Document(NamedTuple):
    """A document. ``key`` names its report; ``variant`` is the kind of PDF: archived, or for everybody to read."""

    key: str
    code: str
    title: str
    variant: str = "pdf/ua-1"


DOCUMENTS = {
    document.key: document
    for document in (
        Document("application_form", "F-01", "Formulir Permohonan"),
        Document("checklist", "F-02", "Formulir Checklist"),
        Document("power_of_attorney_filing", "F-03", "Surat Kuasa Pengurusan"),
        Document("power_of_attorney_signing", "F-04", "Surat Kuasa Penandatanganan"),
        Document("receipt", "F-05", "Tanda Terima Berkas"),
        Document("control_sheet", "F-06", "Map Pengendali Proses"),
        Document("verification_form", "F-07", "Formulir Verifikasi"),
        Document("cover_letter", "F-08", "Surat Pengantar"),
        Document("survey_minutes", "F-09", "Berita Acara Peninjauan Lapangan"),
        Document("meeting_invitation", "F-10", "Undangan Rapat"),
        Document("letter", "F-11", "Surat Rekomendasi", variant="pdf/a-3b"),
        Document("handover", "F-12", "Bukti Serah Terima"),
        Document("questionnaire", "F-13", "Kuesioner Kepuasan Pelanggan"),
        Document("sop_steps", "L-01", "Lampiran 1: Uraian Proses"),
        Document("leaflet", "L-02", "Persyaratan dan Cara Mengajukan"),
    )
}

#: What is no document of an application: reports for those who evaluate the service.
REPORTS = {"semester": Document("semester", "L-03", "Laporan Semester Pelayanan")}

#: Forms that are also handed out empty, to people who come without anything.
BLANK_FORMS = ("application_form", "checklist", "power_of_attorney_filing", "power_of_attorney_signing")


def document_of(report_name):
    """Return the document that a report prints, or None.

    :param str report_name: such as ``ptsp_exhibition.report_blank_checklist``
    """
    key = report_name.partition(".report_")[2]
    return DOCUMENTS.get(key.removeprefix("blank_").removeprefix("service_")) or REPORTS.get(key)
