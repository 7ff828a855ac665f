"""Research that asks for a recommendation: the second service of the demo, which is data only."""

from datetime import timedelta

from .history import History

_SERVICE = "service_research"
_DAY = 9 * 60

RESEARCH = (
    History(
        service=_SERVICE,
        state="done",
        route="direct",
        ago=9 * _DAY + 41,
        partner="applicant_tepian",
        details={
            "judul_penelitian": "Kualitas Air Sungai Mahakam di Kawasan Permukiman",
            "bidang": "Lingkungan hidup",
            "lokasi": ("Kota Samarinda", "Kabupaten Kutai Kartanegara"),
            "tanggal_mulai": timedelta(days=-3),
            "jumlah_peneliti": 4,
        },
    ),
    History(
        service=_SERVICE,
        state="pickup",
        route="correction",
        ago=96,
        partner="applicant_nurhayati",
        applicant="user_peneliti",
        details={
            "judul_penelitian": "Literasi Keuangan Pelaku Usaha Mikro Perempuan",
            "bidang": "Ekonomi dan usaha",
            "lokasi": ("Kota Balikpapan",),
            "tanggal_mulai": timedelta(days=12),
            "jumlah_peneliti": 1,
        },
    ),
    History(
        service=_SERVICE,
        state="pickup",
        route="direct",
        ago=312,
        partner="applicant_lembaga_hutan",
        refusal="Lokasi penelitian berada di kawasan lindung dan belum disertai izin pengelola kawasan.",
        details={
            "judul_penelitian": "Sebaran Bekantan di Hutan Mangrove Teluk Balikpapan",
            "bidang": "Lingkungan hidup",
            "lokasi": ("Kota Balikpapan", "Kabupaten Penajam Paser Utara"),
            "tanggal_mulai": timedelta(days=20),
            "jumlah_peneliti": 7,
        },
    ),
    History(
        service=_SERVICE,
        state="agency_approval",
        route="direct",
        ago=38,
        partner="applicant_borneo_data",
        details={
            "judul_penelitian": "Kepuasan Masyarakat atas Pelayanan Publik Digital",
            "bidang": "Pemerintahan dan pelayanan publik",
            "lokasi": ("Kota Samarinda", "Kota Balikpapan", "Kota Bontang"),
            "tanggal_mulai": timedelta(days=15),
            "jumlah_peneliti": 12,
        },
    ),
    History(
        service=_SERVICE,
        state="correction",
        route="correction",
        ago=205,
        partner="applicant_tepian",
        details={
            "judul_penelitian": "Gizi Balita di Desa Pesisir",
            "bidang": "Kesehatan",
            "lokasi": ("Kabupaten Berau",),
            "tanggal_mulai": timedelta(days=30),
            "jumlah_peneliti": 5,
        },
    ),
    History(
        service=_SERVICE,
        state="cs_check",
        route="direct",
        ago=22,
        partner="applicant_nurhayati",
        applicant="user_peneliti",
        details={
            "judul_penelitian": "Peran Pasar Malam dalam Ekonomi Keluarga",
            "bidang": "Ekonomi dan usaha",
            "lokasi": ("Kota Samarinda",),
            "tanggal_mulai": timedelta(days=40),
            "jumlah_peneliti": 2,
        },
    ),
    History(
        service=_SERVICE,
        state="draft",
        route="direct",
        ago=51,
        partner="applicant_lembaga_hutan",
        details={"judul_penelitian": "Serapan Karbon Hutan Kota", "bidang": "Lingkungan hidup"},
    ),
)
