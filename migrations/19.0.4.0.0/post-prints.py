from lxml import etree

from odoo.tools import file_open

from odoo.addons.ptsp_exhibition.tools.migration import reword_notices

#: How the scan of the SOP wrote the regulations, by the names of their records.
LEGAL_BASIS = {
    "legal_basis_01": "Undang-undang No. 25 Tahun 2009 Tentang Pelayanan Publik",
    "legal_basis_02": (
        "Peraturan Pemerintah No. 65 Tahun 2005 Tentang Pedoman Penyusunan dan Penerapan Standar Pelayanan Minimal"
    ),
    "legal_basis_03": "Undang-undang No. 23 Tahun 2014 tentang Pemerintahan Daerah",
    "legal_basis_04": "Peraturan Presiden No. 87 Tahun 2014 Tentang Penyelenggaraan PTSP",
    "legal_basis_05": (
        "Peraturan Menteri Dalam Negeri No. 24 Tahun 2006 tentang Pedoman Penyelenggaraan Pelayanan Terpadu Satu Pintu"
    ),
    "legal_basis_06": (
        "Peraturan Menteri Dalam Negeri No. 20 Tahun 2008 tentang Pedoman Organisasi dan Tata Kerja"
        " untuk Pelayanan Terpadu dan Daerah"
    ),
    "legal_basis_07": (
        "Peraturan Daerah Provinsi Kalimantan Timur Nomor 09 Tahun 2016 tentang Pembentukan dan "
        "Susunan Perangkat Daerah Prov. Kaltim"
    ),
    "legal_basis_08": (
        "Pergub Kaltim No. 46 Tahun 2008 Tentang Penjabaran Tugas Pokok, Fungsi dan tata Kerja "
        "Inspektorat, Badan Perencanaan Pembangunan Daerah dan Lembaga Teknis Daerah Provinsi "
        "Kalimantan Timur"
    ),
    "legal_basis_09": "Pergub Kaltim No. 48 Tahun 2015 Tentang Penyelenggaraan Terpadu Satu Pintu",
    "legal_basis_10": (
        "Perka DPMPTSP Provinsi Kaltim No. 503/268/DPMPTSP-III/2014 Tentang Penyelenggaraan "
        "Pelayanan Terpadu Satu Pintu Di Badan Perijinan & Penanaman Modal Daerah Prov. Kaltim"
    ),
    "legal_basis_11": (
        "Undang-undang dan peraturan terkait lainnya baik dari pemerintah pusat, pemerintah daerah "
        "sesuai dengan kewenangannya dalam mengatur perizinan & nonperizinan di bidang teknis / "
        "sektor terkait"
    ),
}
#: What the texts of letters said, and what they say.
LETTERS = (
    (
        "letter_template_recommended",
        "<p>Menindaklanjuti permohonan Saudara yang terdaftar dengan nomor [[registration_number]]",
        "<p>[[opd_opinions]]</p><p>Menindaklanjuti permohonan Saudara yang terdaftar dengan nomor "
        "[[registration_number]]",
    ),
    (
        "letter_template_recommended",
        "<p>Demikian rekomendasi ini diberikan untuk dipergunakan sebagaimana mestinya.</p>",
        "<p>Rekomendasi ini berlaku [[validity]].</p><p>Demikian rekomendasi ini diberikan untuk dipergunakan "
        "sebagaimana mestinya.</p>",
    ),
    (
        "letter_template_refused",
        "<p>Menanggapi permohonan Saudara yang terdaftar dengan nomor [[registration_number]]",
        "<p>[[opd_opinions]]</p><p>Menanggapi permohonan Saudara yang terdaftar dengan nomor [[registration_number]]",
    ),
    ("letter_template_refused", "setelah alasan tersebut dipenuhi", "setelah kekurangan tersebut dilengkapi"),
)
#: How e-mails addressed the applicant, and how they do.
MAILS = (
    ("ermohonan Saudara mengenai", "ermohonan Anda mengenai"),
    ("menghubungi Saudara; Saudara juga dapat", "menghubungi Anda; Anda juga dapat"),
    ("Saudara dapat mengajukan permohonan baru", "Anda dapat mengajukan permohonan baru"),
    ("kami menunggu perbaikan dari Saudara", "kami menunggu perbaikan dari Anda"),
)
#: The Indonesian of services, papers and steps, as it was and as it is.
REWORDED = (
    (
        "Rekomendasi Kepada Pihak Penyelenggara Pameran (EO)",
        "Rekomendasi kepada Pihak Penyelenggara Pameran (EO)",
    ),
    (
        "Fotocopy KTP atau Identitas Pemohon yang masih berlaku",
        "Fotokopi KTP atau identitas pemohon yang masih berlaku",
    ),
    (
        "Rekomendasi dari desa/ kelurahan/ Satpol/ Kepolisian setempat",
        "Rekomendasi dari desa/kelurahan/Satpol PP/kepolisian setempat",
    ),
    (
        "Gambar rencana / Site Plan",
        "Gambar rencana/site plan",
    ),
    (
        "Mencari informasi terkait pelayanan (via telp / datang langsung dengan mengambil nomor "
        "antrian layanan informasi)",
        "Mencari informasi terkait pelayanan (melalui telepon atau datang langsung dengan "
        "mengambil nomor antrean layanan informasi)",
    ),
    (
        "Memberikan & menjelaskan informasi yang dibutuhkan; memberikan formulir dan persyaratan "
        "secara langsung atau via email",
        "Memberikan dan menjelaskan informasi yang dibutuhkan; memberikan formulir dan "
        "persyaratan secara langsung atau melalui surel",
    ),
    (
        "Mengisi formulir dan melengkapi berkas permohonan sesuai persyaratan; mengambil nomor "
        "antrian layanan Customer Service",
        "Mengisi formulir dan melengkapi berkas permohonan sesuai persyaratan; mengambil nomor "
        "antrean layanan Customer Service",
    ),
    (
        "Memeriksa dan menelaah permohonan; melakukan peninjauan lapangan jika dipersyaratkan dan"
        " mencatat hasilnya; melakukan pertemuan dengan pemohon jika diperlukan; menerbitkan "
        "rekomendasi teknis / advise",
        "Memeriksa dan menelaah permohonan; melakukan peninjauan lapangan jika dipersyaratkan dan"
        " mencatat hasilnya; melakukan pertemuan dengan pemohon jika diperlukan; menerbitkan "
        "pertimbangan teknis",
    ),
    (
        "Melakukan monitoring proses tim teknis (OPD); menerima rekomendasi teknis / advise; "
        "membuat konsep surat; mencetak tiga rangkap",
        "Memantau proses tim teknis (OPD); menerima pertimbangan teknis; membuat konsep surat; mencetak tiga rangkap",
    ),
    (
        "Melakukan konfirmasi dan permintaan perbaikan ke pemohon; memonitoring perbaikan; "
        "menyerahkan berkas hasil perbaikan kepada staf pemrosesan (verifikasi)",
        "Melakukan konfirmasi dan permintaan perbaikan kepada pemohon; memantau perbaikan; "
        "menyerahkan berkas hasil perbaikan kepada staf pemrosesan (verifikasi)",
    ),
    (
        "Memeriksa konsep surat & berkas terkait; meminta untuk diperbaiki kembali atau membubuhkan paraf",
        "Memeriksa konsep surat dan berkas terkait; meminta perbaikan atau membubuhkan paraf",
    ),
    (
        "Memberikan nomor pada surat sesuai urutan registrasi; membubuhkan tanggal pengesahan dan"
        " stempel; memastikan kebenaran & kelengkapan sesuai checklist akhir",
        "Memberikan nomor pada surat sesuai urutan registrasi; membubuhkan tanggal pengesahan dan"
        " stempel; memastikan kebenaran dan kelengkapan sesuai checklist akhir",
    ),
    (
        "Menyerahkan surat dan meminta menandatangani bukti penerimaan; menyerahkan kuesioner "
        "survey kepuasan pelanggan; menginformasikan hak & kewajiban pemohon; mengarsip berkas",
        "Menyerahkan surat dan meminta tanda tangan pada bukti penerimaan; menyerahkan kuesioner "
        "survei kepuasan pelanggan; menginformasikan hak dan kewajiban pemohon; mengarsip berkas",
    ),
    (
        "Menerima surat yang telah selesai; menandatangani bukti serah terima; mengisi kuesioner "
        "survey kepuasan pelanggan",
        "Menerima surat yang telah selesai; menandatangani bukti serah terima; mengisi kuesioner "
        "survei kepuasan pelanggan",
    ),
    (
        "penjelasan informasi; pemberian form & berkas persyaratan",
        "penjelasan informasi sesuai dengan kebutuhan dan permintaan; pemberian formulir dan "
        "berkas persyaratan terkait",
    ),
    (
        "checklist persyaratan; form permohonan",
        "checklist persyaratan perizinan; formulir permohonan perizinan",
    ),
    (
        "checklist persyaratan; form permohonan; berkas kelengkapan lainnya",
        "checklist persyaratan perizinan; formulir permohonan perizinan; berkas kelengkapan sesuai persyaratan",
    ),
    (
        "hasil pemeriksaan berkas; isian Map Pengendali Proses",
        "hasil pemeriksaan dan verifikasi berkas; isian Map Pengendali Proses/aplikasi sistem",
    ),
    (
        "bukti tanda terima berkas permohonan; isian Map Pengendali Proses",
        "hasil pemeriksaan dan verifikasi berkas; bukti tanda terima berkas permohonan; isian Map"
        " Pengendali Proses/aplikasi sistem",
    ),
    (
        "berkas dinyatakan lengkap dan benar secara administratif; isian Map Pengendali Proses",
        "berkas dinyatakan lengkap dan benar secara administratif; hasil pemeriksaan dan "
        "verifikasi berkas masuk; isian Map Pengendali Proses/aplikasi sistem",
    ),
    (
        "form verifikasi penerimaan berkas; surat pengantar ke OPD; isian Map Pengendali Proses",
        "hasil pemeriksaan dan verifikasi berkas; isian Map Pengendali Proses/aplikasi sistem; "
        "formulir verifikasi penerimaan berkas; surat pengantar ke OPD",
    ),
    (
        "berkas hasil perbaikan; isian Map Pengendali Proses",
        "permohonan dan berkas terkait; isian Map Pengendali Proses/aplikasi sistem",
    ),
    (
        "tanda terima OPD; isian Map Pengendali Proses",
        "permohonan dan berkas terkait; isian Map Pengendali Proses/aplikasi sistem; bukti penyerahan",
    ),
    (
        "berita acara peninjauan; rekomendasi / pertimbangan teknis; isian Map Pengendali Proses",
        "hasil pemeriksaan dan verifikasi berkas; isian Map Pengendali Proses; berita acara/hasil"
        " peninjauan, pemeriksaan, atau pengujian; pertimbangan/rekomendasi teknis",
    ),
    (
        "konsep surat; isian Map Pengendali Proses",
        "permohonan dan berkas terkait; isian Map Pengendali Proses/aplikasi sistem; draf surat izin",
    ),
    (
        "konsep surat yang telah diverifikasi; paraf; surat undangan pertemuan (jika ada)",
        "permohonan dan berkas terkait; isian Map Pengendali Proses/aplikasi sistem; draf surat "
        "izin; hasil verifikasi surat izin; surat undangan pertemuan",
    ),
    (
        "surat yang telah ditandatangani",
        "permohonan dan berkas terkait; isian Map Pengendali Proses/aplikasi sistem; surat izin",
    ),
    (
        "surat yang sudah diberi nomor dan stempel",
        "permohonan dan berkas terkait; isian Map Pengendali Proses/aplikasi sistem; surat izin yang sudah disahkan",
    ),
    (
        "Map Pengendali Proses; permohonan dan berkas terkait; hasil-hasil tinjauan / pertemuan teknis",
        "Map Pengendali Proses; permohonan dan berkas terkait; hasil-hasil tinjauan/pertemuan teknis",
    ),
    (
        "Map Pengendali Proses; permohonan dan berkas terkait; rekomendasi / pertimbangan teknis",
        "Map Pengendali Proses PTSP; permohonan dan berkas terkait; rekomendasi/pertimbangan teknis",
    ),
    (
        "isian permohonan; berkas kelengkapan lainnya; checklist persyaratan; formulir tinjauan / pemeriksaan lapangan",
        "isian permohonan perizinan; berkas kelengkapan lainnya; checklist persyaratan perizinan;"
        " formulir tinjauan/pemeriksaan lapangan/pengujian terkait",
    ),
)


def migrate(cr, version):
    """Bring what this addon once wrote into its data to its present wording; what an agency wrote stays."""
    steps = data_of("steps.xml")
    for name, texts in steps.items():
        for column in ("sop_text", "sop_remarks"):
            if texts.get(column):
                fill_in(cr, "ptsp_step", "ptsp.step", name, column, texts[column])
    correct_legal_basis(cr)
    service = data_of("service.xml")["service_par_05"]
    fill_in(cr, "ptsp_service", "ptsp.service", "service_par_05", "validity", service["validity"])
    correct_letters(cr)
    correct_mails(cr)
    reword(cr)
    keep_positions(cr)


def data_of(path):
    """Return the texts of a file of this addon's data: a dict from names of records to dicts of their fields."""
    with file_open(f"ptsp_exhibition/data/{path}") as file:
        root = etree.fromstring(file.read().encode())
    return {
        record.get("id"): {field.get("name"): field.text for field in record.iter("field")}
        for record in root.iter("record")
    }


def fill_in(cr, table, model, name, column, text):
    """Write a text into a record of this addon's data where it has none."""
    cr.execute(  # pylint: disable=sql-injection
        f"""UPDATE {table}
               SET {column} = %s
              FROM ir_model_data data
             WHERE data.module = 'ptsp_exhibition'
               AND data.model = %s
               AND data.name = %s
               AND data.res_id = {table}.id
               AND {table}.{column} IS NULL""",
        [text, model, name],
    )


def correct_legal_basis(cr):
    """Write the titles of regulations as the regulations have them; letters cite those that the service is to cite."""
    for name, texts in data_of("legal_basis.xml").items():
        # Copies of the service in another revision have the same slips.
        cr.execute(
            "UPDATE ptsp_legal_basis SET name = %s, in_letter = %s WHERE name = %s",
            [texts["name"], "in_letter" not in texts, LEGAL_BASIS[name]],
        )


def correct_letters(cr):
    """Let the texts of letters cite opinions and validity, where nobody has written them anew."""
    for column, before, after in LETTERS:
        valid = "AND validity IS NOT NULL" if "[[validity]]" in after else ""
        cr.execute(  # pylint: disable=sql-injection
            f"""UPDATE ptsp_service
                   SET {column} = replace({column}, %s, %s)
                 WHERE position(%s in {column}) > 0
                   AND position(%s in {column}) = 0
                   {valid}""",
            [before, after, before, after],
        )


def correct_mails(cr):
    """Address applicants in e-mails as on the screen, where nobody has written them anew."""
    reword_notices(cr, MAILS, ("body_html", "subject"))


def reword(cr):
    """Say what services, papers and steps are called in the words of today, where nobody has renamed them."""
    for table, column in (
        ("ptsp_service", "name"),
        ("ptsp_requirement", "name"),
        ("ptsp_step", "name"),
        ("ptsp_step", "needs"),
        ("ptsp_step", "output"),
    ):
        cr.execute_values(
            f"""UPDATE {table}
                   SET {column} = jsonb_set({column}, '{{id_ID}}', to_jsonb(words.after))
                  FROM (VALUES %s) AS words (before, after)
                 WHERE {column} ->> 'id_ID' = words.before""",
            REWORDED,
        )


def keep_positions(cr):
    """Keep of files that were handed in before which office applicant and representative hold."""
    for role, contact in (("applicant", "partner_id"), ("representative", "representative_id")):
        cr.execute(  # pylint: disable=sql-injection
            f"""UPDATE ptsp_application application
                   SET {role}_position = coalesce(
                           contact.function, CASE WHEN contact.is_company THEN 'Pimpinan' END)
                  FROM res_partner contact
                 WHERE contact.id = application.{contact}
                   AND application.applicant_kept_at IS NOT NULL
                   AND application.{role}_name IS NOT NULL
                   AND application.{role}_position IS NULL"""
        )
