"""The applications of the demo: what is asked for, and how far it has come.

A history is a way through the procedure, cut off where the application shall stand. When its last step was
made is told in working minutes before now, so that the demo looks alike on whatever day it is loaded.
"""

from typing import NamedTuple

from ..models.workflow import PROCEDURE

#: The OPD's answer. It is no transition: with the last one the procedure moves the file on by itself.
OPINION = "opinion"

_START = ("submit", "accept", "register")
_LETTER = ("submit_draft", "section_approve", "division_approve", "sign", "number", "hand_over")
_OPD = ("verify_technical", "dispatch")

ROUTES = {
    "direct": (*_START, "verify_direct", *_LETTER),
    "help_desk": ("submit", "refer_help_desk", "complete_consultation", *_START[1:], "verify_direct", *_LETTER),
    "returned": ("submit", "return_incomplete", "resubmit", *_START[1:], "verify_direct", *_LETTER),
    "correction": (*_START, "request_correction", "complete_correction", "verify_direct", *_LETTER),
    "redrafted": (*_START, "verify_direct", "submit_draft", "section_return", *_LETTER),
    "opd": (*_START, *_OPD, OPINION, *_LETTER),
    # The agency head wants to hear two OPD before signing.
    "opd_later": (
        *_START,
        "verify_direct",
        *_LETTER[:3],
        "return_to_verification",
        *_OPD,
        OPINION,
        OPINION,
        *_LETTER,
    ),
    "cancelled": (*_START, "cancel"),
    "withdrawn": ("submit", "return_incomplete", "withdraw"),
}

#: Working minutes for which a file lies in a state, from and to. Most keep the norms of the SOP.
DURATIONS = {
    "draft": (15, 90),
    "cs_check": (10, 40),
    "help_desk": (12, 28),
    "returned": (180, 700),
    "registration": (4, 10),
    "verification": (6, 15),
    "correction": (120, 500),
    "liaison": (35, 60),
    "technical": (240, 900),
    "drafting": (7, 15),
    "section_review": (10, 30),
    "division_review": (12, 30),
    "agency_approval": (20, 150),
    "numbering": (5, 15),
    "pickup": (30, 600),
}


class History(NamedTuple):
    """One application.

    ``state`` is where it stands, ``ago`` when it came there (working minutes), ``days`` when the exhibition
    begins (from today) and how many days it lasts, ``slow`` how long it lay in a state instead of what
    ``DURATIONS`` says, ``at_risk`` that it was with the applicant for just so long that its promise is at
    risk now. ``organiser``, ``contact`` and ``agencies`` are XML ids of the demo data.
    """

    state: str
    route: str
    ago: int
    organiser: str
    event: str
    theme: str
    city: str
    venue: str
    address: str
    days: tuple
    visitors: int
    booths: int
    agencies: tuple = ()
    slow: dict = {}
    refusal: str = ""
    representative: str = ""
    applicant: str = ""
    papers: bool = False
    at_risk: bool = False

    @property
    def steps(self):
        """Return the steps of the route until the application stands where it shall."""
        steps = ROUTES[self.route]
        state, reached = "draft", 0
        for position, step in enumerate(steps, start=1):
            state = self._after(state, step, steps[position : position + 1])
            if state == self.state:
                reached = position
        return steps[:reached]

    @staticmethod
    def _after(state, step, following):
        """Return the state after a step."""
        if step != OPINION:
            return PROCEDURE.transitions[step].target
        return state if following == (OPINION,) else "drafting"

    def lags(self, number):
        """Return how long the file lay before each of its steps.

        :param int number: makes one history differ from the next
        :return: a list of pairs of a step and working minutes
        """
        state, lags, steps = "draft", [], self.steps
        for position, step in enumerate(steps):
            shortest, longest = DURATIONS[state]
            usual = shortest + (number * 7 + position * 11) % (longest - shortest + 1)
            lags.append((step, self.slow.get(state, usual)))
            state = self._after(state, step, steps[position + 1 : position + 2])
        return lags


_DAY = 9 * 60

HISTORIES = (
    # Handed over
    History(
        state="done",
        route="direct",
        ago=24 * _DAY + 37,
        organiser="organiser_sepinggan",
        event="Balikpapan Property & Interior Expo",
        theme="Hunian Nyaman di Beranda Nusantara",
        city="Balikpapan",
        venue="BSCC Dome",
        address="Jl. Ruhui Rahayu",
        days=(-2, 5),
        visitors=12000,
        booths=90,
    ),
    History(
        state="done",
        route="opd",
        ago=18 * _DAY + 112,
        organiser="organiser_etam",
        event="Gelar Kerajinan Tenggarong",
        theme="Pesona Ulap Doyo dan Manik",
        city="Kutai Kartanegara",
        venue="Halaman Stadion Rondong Demang",
        address="Jl. Stadion, Tenggarong",
        days=(4, 4),
        visitors=6000,
        booths=55,
        agencies=("agency_transport",),
    ),
    History(
        state="done",
        route="redrafted",
        ago=13 * _DAY + 71,
        organiser="organiser_derawan",
        event="Berau Tourism Fair",
        theme="Dari Hulu Kelay sampai Derawan",
        city="Berau",
        venue="Lapangan Pemuda",
        address="Jl. Pemuda, Tanjung Redeb",
        days=(7, 3),
        visitors=8000,
        booths=60,
        representative="contact_derawan",
    ),
    History(
        state="done",
        route="direct",
        ago=9 * _DAY + 20,
        organiser="organiser_bontang",
        event="Bontang Otomotif Expo",
        theme="Kendaraan Ramah Lingkungan",
        city="Bontang",
        venue="Lapangan Parikesit",
        address="Jl. R. Suprapto",
        days=(10, 4),
        visitors=15000,
        booths=40,
        slow={"section_review": 48, "agency_approval": 3 * _DAY},
    ),
    History(
        state="done",
        route="help_desk",
        ago=6 * _DAY + 146,
        organiser="organiser_daya_taka",
        event="Gelar Produk Unggulan Paser",
        theme="Bangga Buatan Paser",
        city="Paser",
        venue="Gedung Awa Mangkuruku",
        address="Jl. Kesuma Bangsa, Tanah Grogot",
        days=(14, 5),
        visitors=5000,
        booths=48,
    ),
    History(
        state="done",
        route="correction",
        ago=3 * _DAY + 83,
        organiser="organiser_borneo",
        event="Kaltim Education Fair",
        theme="Sekolah dan Kampus Masa Depan",
        city="Samarinda",
        venue="Atrium Big Mall Samarinda",
        address="Jl. Untung Suropati",
        days=(12, 3),
        visitors=9000,
        booths=70,
        applicant="user_pemohon",
        papers=True,
    ),
    History(
        state="done",
        route="direct",
        ago=150,
        organiser="organiser_sangatta",
        event="Sangatta Book Fair",
        theme="Membaca Membuka Dunia",
        city="Kutai Timur",
        venue="Gedung Serba Guna Bukit Pelangi",
        address="Jl. Soekarno-Hatta, Sangatta",
        days=(20, 6),
        visitors=7000,
        booths=35,
    ),
    # Ready, one of them a refusal
    History(
        state="pickup",
        route="direct",
        ago=95,
        organiser="organiser_mahakam",
        event="Samarinda Wedding Festival",
        theme="Pernikahan Adat Nusantara",
        city="Samarinda",
        venue="Plenary Hall Gelora Kadrie Oening",
        address="Jl. K.H. Wahid Hasyim I",
        days=(25, 3),
        visitors=10000,
        booths=110,
        applicant="user_pemohon_2",
    ),
    History(
        state="pickup",
        route="opd",
        ago=2 * _DAY + 29,
        organiser="organiser_benuo_taka",
        event="Flora dan Satwa Teluk Balikpapan",
        theme="Mengenal Kekayaan Hayati Kita",
        city="Penajam Paser Utara",
        venue="Alun-Alun Penajam",
        address="Jl. Propinsi Km. 9, Nipah-Nipah",
        days=(9, 7),
        visitors=4000,
        booths=25,
        agencies=("agency_environment",),
        refusal="Satwa yang dipamerkan belum dilengkapi izin edar satwa dari instansi yang berwenang, sebagaimana "
        "pertimbangan teknis Dinas Lingkungan Hidup.",
    ),
    # With the heads and the registry
    History(
        state="numbering",
        route="direct",
        ago=6,
        organiser="organiser_sepinggan",
        event="Borneo Coal & Mining Technology Expo",
        theme="Pertambangan Aman dan Berkelanjutan",
        city="Balikpapan",
        venue="BSCC Dome",
        address="Jl. Ruhui Rahayu",
        days=(40, 4),
        visitors=6500,
        booths=130,
        papers=True,
    ),
    History(
        state="agency_approval",
        route="opd",
        ago=25,
        organiser="organiser_seni_mahakam",
        event="Lukisan Tepian Mahakam",
        theme="Sungai dalam Kenangan",
        city="Samarinda",
        venue="Taman Samarendah",
        address="Jl. Bhayangkara",
        days=(16, 10),
        visitors=3500,
        booths=20,
        agencies=("agency_public_order",),
    ),
    History(
        state="division_review",
        route="redrafted",
        ago=18,
        organiser="organiser_etam",
        event="Kutai Agro Expo",
        theme="Pangan Mandiri dari Bumi Etam",
        city="Kutai Kartanegara",
        venue="Gedung Putri Karang Melenu",
        address="Jl. Poros Tenggarong Seberang",
        days=(21, 4),
        visitors=8000,
        booths=75,
    ),
    # Overdue: it has lain on one desk for days.
    History(
        state="section_review",
        route="direct",
        ago=3 * _DAY + 83,
        organiser="organiser_bontang",
        event="Bontang Home & Furniture Fair",
        theme="Rumah Impian Keluarga",
        city="Bontang",
        venue="Gedung Auditorium Taman 3D",
        address="Jl. Awang Long",
        days=(18, 5),
        visitors=5500,
        booths=45,
    ),
    # Being drafted: one in time, one at risk after it waited for the applicant.
    History(
        state="drafting",
        route="opd",
        ago=9,
        organiser="organiser_sangatta",
        event="Kutai Timur Job & Career Expo",
        theme="Karier Gemilang Anak Daerah",
        city="Kutai Timur",
        venue="Lapangan Helipad Bukit Pelangi",
        address="Jl. Soekarno-Hatta, Sangatta",
        days=(15, 2),
        visitors=4500,
        booths=50,
        agencies=("agency_health",),
    ),
    History(
        state="drafting",
        route="correction",
        ago=760,
        organiser="organiser_borneo",
        event="Samarinda Fashion & Tekstil Expo",
        theme="Sarung Samarinda Mendunia",
        city="Samarinda",
        venue="Atrium Samarinda Central Plaza",
        address="Jl. Pulau Irian",
        days=(13, 4),
        visitors=9500,
        booths=85,
        applicant="user_pemohon",
        at_risk=True,
    ),
    # With OPD: two of them asked after the promise had begun, so that it pauses; one asked at once.
    History(
        state="technical",
        route="opd_later",
        ago=160,
        organiser="organiser_sepinggan",
        event="Balikpapan Night Market & Culinary Expo",
        theme="Rasa Nusantara di Kota Minyak",
        city="Balikpapan",
        venue="Lapangan Merdeka",
        address="Jl. Jenderal Sudirman",
        days=(11, 9),
        visitors=30000,
        booths=140,
        agencies=("agency_transport", "agency_public_order"),
    ),
    History(
        state="technical",
        route="opd",
        ago=300,
        organiser="organiser_derawan",
        event="Derawan Marine & Dive Expo",
        theme="Laut Lestari, Wisata Bersemi",
        city="Berau",
        venue="Dermaga Wisata Sanggam",
        address="Jl. Ahmad Yani, Tanjung Redeb",
        days=(30, 3),
        visitors=3000,
        booths=30,
        agencies=("agency_tourism",),
        representative="contact_derawan",
        papers=True,
    ),
    History(
        state="liaison",
        route="opd",
        ago=30,
        organiser="organiser_benuo_taka",
        event="Nusantara Construction & Building Expo",
        theme="Membangun Serambi Nusantara",
        city="Penajam Paser Utara",
        venue="Graha Pemuda",
        address="Jl. Propinsi Km. 9, Nipah-Nipah",
        days=(35, 4),
        visitors=7500,
        booths=95,
        agencies=("agency_transport", "agency_environment"),
    ),
    # With verification and the front office
    History(
        state="correction",
        route="correction",
        ago=210,
        organiser="organiser_mahakam",
        event="Mahakam Anime & Game Fest",
        theme="Kreativitas Tanpa Batas",
        city="Samarinda",
        venue="GOR Segiri",
        address="Jl. Kesuma Bangsa",
        days=(17, 2),
        visitors=11000,
        booths=65,
        applicant="user_pemohon_2",
    ),
    History(
        state="verification",
        route="direct",
        ago=7,
        organiser="organiser_daya_taka",
        event="Paser Furnitur Rotan Expo",
        theme="Rotan Paser Menembus Pasar",
        city="Paser",
        venue="Halaman Masjid Agung Nurul Falah",
        address="Jl. R.M. Noto Sunardi, Tanah Grogot",
        days=(22, 5),
        visitors=2500,
        booths=28,
        papers=True,
    ),
    History(
        state="registration",
        route="returned",
        ago=5,
        organiser="organiser_etam",
        event="Erau Creative Market",
        theme="Budaya Bertemu Wirausaha Muda",
        city="Kutai Kartanegara",
        venue="Taman Tanjong",
        address="Jl. Diponegoro, Tenggarong",
        days=(28, 8),
        visitors=20000,
        booths=120,
    ),
    History(
        state="returned",
        route="returned",
        ago=240,
        organiser="organiser_borneo",
        event="Kaltim UMKM Digital Expo",
        theme="Usaha Kecil Naik Kelas",
        city="Samarinda",
        venue="Plenary Hall Gelora Kadrie Oening",
        address="Jl. K.H. Wahid Hasyim I",
        days=(33, 4),
        visitors=14000,
        booths=150,
        applicant="user_pemohon",
        papers=True,
    ),
    History(
        state="help_desk",
        route="help_desk",
        ago=14,
        organiser="organiser_seni_mahakam",
        event="Fotografi Hutan Kalimantan",
        theme="Paru-Paru Dunia",
        city="Samarinda",
        venue="Taman Budaya Kalimantan Timur",
        address="Jl. Kemakmuran",
        days=(26, 7),
        visitors=2000,
        booths=12,
    ),
    History(
        state="cs_check",
        route="help_desk",
        ago=11,
        organiser="organiser_bontang",
        event="Bontang Kuliner Pesisir",
        theme="Cita Rasa Gammi Bawis",
        city="Bontang",
        venue="Stadion Bessai Berinta",
        address="Jl. Letjen S. Parman",
        days=(24, 3),
        visitors=6000,
        booths=42,
    ),
    History(
        state="cs_check",
        route="direct",
        ago=16,
        organiser="organiser_mahakam",
        event="Samarinda Kids & Toys Fair",
        theme="Bermain Sambil Belajar",
        city="Samarinda",
        venue="Atrium Big Mall Samarinda",
        address="Jl. Untung Suropati",
        days=(38, 4),
        visitors=8500,
        booths=54,
        applicant="user_pemohon_2",
        papers=True,
    ),
    # Drafts
    History(
        state="draft",
        route="direct",
        ago=35,
        organiser="organiser_borneo",
        event="Borneo Coffee & Tea Expo",
        theme="Dari Kebun ke Cangkir",
        city="Samarinda",
        venue="Taman Samarendah",
        address="Jl. Bhayangkara",
        days=(45, 3),
        visitors=5000,
        booths=60,
        applicant="user_pemohon",
    ),
    History(
        state="draft",
        route="direct",
        ago=80,
        organiser="organiser_derawan",
        event="Batik Berau",
        theme="",
        city="Berau",
        venue="Gedung Balai Mufakat",
        address="Jl. Cendana, Tanjung Redeb",
        days=(50, 3),
        visitors=0,
        booths=0,
    ),
    # Given up
    History(
        state="cancelled",
        route="cancelled",
        ago=4 * _DAY + 164,
        organiser="organiser_sangatta",
        event="Sangatta Elektronik Expo",
        theme="Teknologi untuk Keluarga",
        city="Kutai Timur",
        venue="Gedung Serba Guna Bukit Pelangi",
        address="Jl. Soekarno-Hatta, Sangatta",
        days=(8, 3),
        visitors=4000,
        booths=38,
    ),
    History(
        state="cancelled",
        route="withdrawn",
        ago=2 * _DAY + 29,
        organiser="organiser_mahakam",
        event="Samarinda Vape & Lifestyle Show",
        theme="Gaya Hidup Urban",
        city="Samarinda",
        venue="GOR Segiri",
        address="Jl. Kesuma Bangsa",
        days=(19, 2),
        visitors=3000,
        booths=33,
        applicant="user_pemohon_2",
    ),
)

#: What actors write into the control sheet, by transition.
NOTES = {
    "refer_help_desk": "Pemohon memerlukan penjelasan teknis tentang denah dan jalur evakuasi.",
    "complete_consultation": "Denah dan jalur evakuasi telah dijelaskan; pemohon melengkapi gambar rencana.",
    "section_return": "Alamat tempat pameran belum sama dengan surat izin penggunaan lahan. Mohon diperbaiki.",
    "return_to_verification": "Lokasi terbuka pada akhir pekan: mohon pertimbangan lalu lintas dan ketertiban.",
    "cancel": "Pemohon menarik permohonan melalui surat karena sponsor utama mengundurkan diri.",
    "withdraw": "Kegiatan kami tunda sampai tahun depan.",
    "resubmit": "Berkas telah dilengkapi.",
    "request_correction": "Lihat catatan pada checklist.",
    "complete_correction": "Berkas perbaikan diterima dari pemohon.",
    "section_approve": "Format dan isi surat sudah benar.",
    "division_approve": "Persyaratan terpenuhi.",
}

#: Papers found deficient, as pairs of a requirement and what is wrong, by the transition that sends the file back.
DEFICIENCIES = {
    "return_incomplete": (
        ("requirement_site_plan", "Denah belum memuat jalur evakuasi dan letak alat pemadam api."),
        ("requirement_neighbours", "Persetujuan tetangga belum diketahui Ketua RW dan Lurah."),
    ),
    "request_correction": (
        ("requirement_land", "Izin penggunaan lahan tidak mencakup seluruh tanggal pameran. Mohon surat yang baru."),
    ),
}

#: What OPD are asked, who signs for the file there, and what they answer.
OPINIONS = {
    "agency_transport": (
        "Analisis lalu lintas dan parkir",
        "Rudi Hartono",
        "Tidak keberatan. Penyelenggara menyediakan kantong parkir dan petugas pengatur lalu lintas di pintu masuk.",
    ),
    "agency_public_order": (
        "Ketenteraman dan ketertiban umum",
        "Sri Wahyuni",
        "Tidak keberatan. Kegiatan berakhir paling lambat pukul 22.00 WITA dan tidak menutup jalan umum.",
    ),
    "agency_tourism": (
        "Kesesuaian dengan kalender pariwisata daerah",
        "Nurul Hidayah",
        "Direkomendasikan. Kegiatan sejalan dengan kalender pariwisata daerah.",
    ),
    "agency_environment": (
        "Pengelolaan sampah dan satwa",
        "Taufik Rahman",
        "Dapat dipertimbangkan setelah izin edar satwa dan rencana pengelolaan sampah dipenuhi.",
    ),
    "agency_health": (
        "Kesiapan pos kesehatan",
        "dr. Melati",
        "Tidak keberatan. Penyelenggara menyediakan pos kesehatan dan satu ambulans siaga.",
    ),
}
