"""What comes, by which way, and how far it is: plain data. It imports nothing of Odoo."""

#: The figures distinguish these.
KINDS = [
    ("complaint", "Complaint"),
    ("suggestion", "Suggestion"),
    ("question", "Inquiry"),
    ("thanks", "Thanks"),
]
CHANNELS = [
    ("box", "Suggestion Box"),
    ("sms", "SMS"),
    ("phone", "Telephone"),
    ("direct", "Directly"),
    ("email", "E-mail"),
    ("page", "Web Page"),
]
STATES = [
    ("received", "Received"),
    ("handling", "In Handling"),
    ("reopened", "Reopened"),
    ("answered", "Answered"),
    ("closed", "Closed"),
]
#: Somebody at the agency owes an answer.
OPEN_STATES = ("received", "handling", "reopened")
#: For so many days after an answer it may be said that it does not do.
REOPEN_DAYS = 10
#: Longest text, and most lines of it.
TEXT_CHARS, TEXT_LINES = 10_000, 500
#: Files that come with one text.
FILE_LIMIT = 5
#: As they stand on paper and on the public sheet, which are Indonesian.
OFFICIAL_KINDS = {
    "complaint": "Pengaduan",
    "suggestion": "Saran",
    "question": "Pertanyaan",
    "thanks": "Apresiasi",
}
OFFICIAL_CHANNELS = {
    "box": "Kotak saran",
    "sms": "SMS",
    "phone": "Telepon",
    "direct": "Langsung kepada petugas",
    "email": "Surel",
    "page": "Laman pengaduan",
}
OFFICIAL_STATES = {
    "received": "Diterima",
    "handling": "Sedang ditangani",
    "reopened": "Dibuka kembali",
    "answered": "Sudah dijawab",
    "closed": "Selesai",
}
