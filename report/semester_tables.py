"""The tables of the semester report: their titles and columns, as they stand on paper. It imports nothing of Odoo.

Titles are Indonesian, whatever the user's language. Print and spreadsheet are made of the same tables.
"""

from typing import NamedTuple

#: Kinds of cells.
TEXT, COUNT, MINUTES, PERCENT, INDEX, DAY, MONTH = "text", "count", "minutes", "percent", "index", "day", "month"
#: What stands in place of the rows where there are none.
NO_ROWS = "Tidak ada data pada semester ini."


class Column(NamedTuple):
    """A column of one kind of cell; ``width`` is in millimetres on paper, 0 for what is left over."""

    label: str
    kind: str = TEXT
    width: int = 0


class Table(NamedTuple):
    """A table: ``key`` names it, ``sheet`` its sheet in the spreadsheet, ``note`` says how to read it.

    ``rows`` are tuples with a value for each column.
    """

    key: str
    sheet: str
    title: str
    columns: tuple
    note: str = ""
    rows: tuple = ()


_SERVICE = Column("Layanan", width=24)
_STEP = Column("Langkah")
_LINES = Column("Jumlah", COUNT, 16)
_MEDIAN = Column("Median (menit)", MINUTES, 20)
_P90 = Column("Persentil 90 (menit)", MINUTES, 20)
_NORM = Column("Waktu baku (menit)", COUNT, 18)

TABLES = (
    Table(
        "step",
        "Petugas dan Langkah",
        "Kinerja per Petugas dan Langkah",
        (
            _SERVICE,
            Column("Petugas", width=48),
            _STEP,
            _LINES,
            _MEDIAN,
            _P90,
            _NORM,
            Column("Sesuai waktu baku (%)", PERCENT, 20),
        ),
        "Menit kerja menurut jam pelayanan, tanpa waktu pemohon. Langkah tanpa waktu baku tidak dihitung dalam "
        "persentase.",
    ),
    Table(
        "register",
        "Buku Register",
        "Buku Register Pelayanan",
        (
            Column("Nomor Registrasi", width=38),
            Column("Tanggal", DAY, 19),
            Column("Pemohon"),
            Column("Hal"),
            Column("Tanggal selesai", DAY, 19),
            Column("Nomor surat", width=50),
            Column("Keputusan", width=27),
            Column("Janji pelayanan", width=24),
        ),
        "Permohonan yang didaftarkan pada semester ini.",
    ),
    Table(
        "voided",
        "Nomor Dibatalkan",
        "Nomor Surat yang Dibatalkan",
        (
            Column("Nomor surat", width=50),
            Column("Tanggal", DAY, 19),
            Column("Nomor Registrasi", width=38),
            Column("Dibatalkan", DAY, 22),
            Column("Alasan"),
        ),
        "Nomor yang ternyata keliru sebelum surat diserahkan ke loket. Nomor itu tidak dipakai lagi.",
    ),
    Table(
        "promise",
        "Janji per Bulan",
        "Janji Pelayanan per Bulan",
        (
            Column("Bulan", MONTH, 34),
            _SERVICE,
            Column("Didaftarkan", COUNT),
            Column("Ditepati", COUNT),
            Column("Tidak ditepati", COUNT),
            Column("Belum ada hasil", COUNT),
            Column("Ditepati (%)", PERCENT),
        ),
        "Menurut bulan pendaftaran. Belum ada hasil: masih diproses atau dibatalkan.",
    ),
    Table(
        "time",
        "Waktu",
        "Waktu pada Pemohon, OPD, dan Dinas",
        (
            Column("Bulan", MONTH, 34),
            _SERVICE,
            Column("Selesai", COUNT, 16),
            Column("Pemohon, rata-rata (menit)", MINUTES),
            Column("Pemohon, median (menit)", MINUTES),
            Column("OPD, rata-rata (menit)", MINUTES),
            Column("OPD, median (menit)", MINUTES),
            Column("Dinas, rata-rata (menit)", MINUTES),
            Column("Dinas, median (menit)", MINUTES),
            Column("Putaran perbaikan", COUNT, 20),
        ),
        "Menit kerja dari pendaftaran sampai surat selesai, menurut bulan pendaftaran.",
    ),
    Table(
        "bottleneck",
        "Titik Hambatan",
        "Titik Hambatan: Langkah yang Menghabiskan Waktu",
        (
            _SERVICE,
            _STEP,
            Column("Menunggu", width=20),
            _LINES,
            Column("Jumlah (menit)", MINUTES, 22),
            Column("Bagian waktu (%)", PERCENT, 18),
            _MEDIAN,
            _P90,
            _NORM,
            Column("Melebihi waktu baku", COUNT, 20),
        ),
        "Diurutkan menurut jumlah menit kerja.",
    ),
    Table(
        "request",
        "Permintaan",
        "Permintaan kepada Pemohon",
        (
            _SERVICE,
            Column("Yang diminta"),
            Column("Alasan", width=60),
            _LINES,
            Column("Diminta lagi", COUNT, 20),
            Column("Diterima", COUNT, 18),
            Column("Pemohon, rata-rata (menit)", MINUTES, 26),
        ),
        "Menurut saat pertama kali diminta, yang paling sering lebih dahulu. Menit kerja selama berkas berada pada "
        "pemohon karena permintaan itu.",
    ),
    Table(
        "opd",
        "OPD",
        "Rapor OPD: Pertimbangan Teknis",
        (
            _SERVICE,
            Column("OPD"),
            Column("Diminta", COUNT, 18),
            Column("Dijawab", COUNT, 18),
            Column("Tepat waktu", COUNT, 18),
            Column("Tepat waktu (%)", PERCENT, 20),
            Column("Median (hari kerja)", MINUTES, 22),
            Column("Dikembalikan", COUNT, 24),
            Column("Menunggu sekarang", COUNT, 22),
        ),
        "Menurut semester pengiriman surat pengantar. Hari kerja sejak berkas diterima OPD, tanpa hari penerimaan itu. "
        "Menunggu sekarang: pada saat laporan dibuat.",
    ),
    Table(
        "strategic",
        "Strategis",
        "Permohonan Strategis",
        (
            _SERVICE,
            Column("Didaftarkan", COUNT),
            Column("Strategis", COUNT),
            Column("Sudah diperdalam", COUNT),
            Column("Sudah ditandatangani", COUNT),
        ),
        "Menurut saat pendaftaran. Diperdalam: dengan rapat, peninjauan lapangan, atau pertimbangan teknis sesudah "
        "permohonan dinyatakan strategis.",
    ),
    Table(
        "satisfaction",
        "Kepuasan",
        "Indeks Kepuasan Masyarakat (IKM)",
        (
            _SERVICE,
            Column("Unsur"),
            Column("Nilai rata-rata (NRR)", INDEX, 24),
            Column("Nilai", INDEX, 20),
            Column("Mutu", width=16),
            Column("Responden", COUNT, 22),
            Column("Surat diserahkan", COUNT, 22),
            Column("Dijawab (%)", PERCENT, 20),
            Column("Sampel diminta", COUNT, 20),
        ),
        "Menurut semester penyerahan surat. Kosong: responden masih terlalu sedikit untuk ditampilkan tanpa mengenali "
        "seseorang. Jawaban dihitung per kelompok.",
    ),
    Table(
        "complaint",
        "Pengaduan",
        "Pengaduan, Saran, Pertanyaan, dan Apresiasi",
        (
            Column("Layanan"),
            Column("Jenis", width=26),
            Column("Diterima", COUNT, 19),
            Column("Dijawab", COUNT, 19),
            Column("Tepat waktu", COUNT, 18),
            Column("Tepat waktu (%)", PERCENT, 20),
            Column("Median (hari kerja)", MINUTES, 22),
            Column("Terlambat", COUNT, 22),
            Column("Dibuka kembali", COUNT, 20),
            Column("Belum dijawab sekarang", COUNT, 22),
        ),
        "Menurut hari diterima. Hari kerja dan tepat waktu menurut jawaban pertama. Terlambat: dijawab sesudah batas "
        "waktu, atau batasnya lewat tanpa jawaban. Pengaduan terhadap pembuat laporan tidak dihitung.",
    ),
    Table(
        "queue",
        "Antrean",
        "Antrean: Waktu Tunggu dan Waktu Layanan",
        (
            Column("Layanan loket"),
            Column("Nomor", COUNT, 18),
            Column("Prioritas", COUNT, 18),
            Column("Dilayani", COUNT, 18),
            Column("Tidak hadir", COUNT, 20),
            Column("Tunggu, median (menit)", MINUTES, 24),
            Column("Tunggu, persentil 90 (menit)", MINUTES, 24),
            Column("Layanan, median (menit)", MINUTES, 24),
            Column("Layanan, persentil 90 (menit)", MINUTES, 24),
        ),
        "Menit menurut jam dinding: tunggu sejak nomor diambil sampai pertama kali dipanggil, layanan sampai selesai "
        "di loket. Untuk semua layanan dinas.",
    ),
)
