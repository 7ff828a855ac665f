"""The words of the house in Indonesian: one for one thing, in the official style; and what reads texts to keep them.

It reads sources (``i18n/id.po``, XML, Python) and runs nothing of the addon.
"""

import ast
import re
from pathlib import Path

import polib
from lxml import etree

from . import translations

ROOT = Path(__file__).resolve().parent.parent
#: Where Indonesian stands that is not a translation.
FOLDERS = ("data", "demo", "report")
#: Fields of steps that quote the SOP, which says *Map Pengendali Proses* of the folder in which the sheet lies.
QUOTES = ("sop_text", "sop_remarks", "needs", "output")

#: What is not said anywhere, and what is said instead.
FORBIDDEN = {
    # One word for one thing.
    r"map (berkas )?pengendali proses": "lembar pengendali proses; the map is the folder, in the SOP only",
    r"lembar pengendali(?! proses)": "lembar pengendali proses",
    r"manajer": "pengelola",
    r"penyaring": "filter",
    r"tenggat": "batas waktu",
    r"lewat waktu|terlewat": "terlambat",
    r"melewati waktu baku|norma": "melebihi waktu baku, waktu baku",
    r"(jam|janji) layanan": "jam pelayanan, janji pelayanan",
    r"sidik (jari|digital|surat|berkas)": "nilai hash",
    r"pejabat (pelaksana|pengganti)": "Plh./Plt.",
    r"kuasa pemohon|oleh kuasa": "penerima kuasa",
    r"daftar periksa": "checklist",
    r"para kepala|ketiga pejabat": "pimpinan",
    r"tersirat": "tercakup",
    r"pemasukan": "pengisian",
    r"akhir rantai": "nilai hash terakhir",
    r"di pemohon|^di (opd|dinas)": "pada pemohon, pada OPD, pada dinas",
    r"pertimbangan opd": "pertimbangan teknis OPD",
    r"terhenti sementara": "dijeda",
    r"meja (ini|lain|itu|yang)": "petugas",
    r"service dibuat": "layanan dibuat",
    # Official style.
    r"kepada yth": "Yth.",
    r"perihal ?:": "Hal",
    r"tanya dan keluhan": "Informasi, Pengaduan, dan Saran",
    r"alasan tersebut dipenuhi": "kekurangan tersebut dilengkapi",
    r"meninggalkan satu baris": "menghasilkan satu baris",
    r"no\. \d+ tahun|nomor 0\d|pergub|perpres|permendagri|perka\b": "Peraturan … Nomor … Tahun … tentang …",
    r"kamu|tolong|silahkan|nggak|gak|bikin": "Anda, mohon, silakan",
    # Spelling of the great dictionary (KBBI).
    r"antrian|foto ?copy|materai|ijin|perijinan|resiko|beresiko|aktifitas|analisa|nomer|praktek|sistim": "antrean, …",
    r"rubah|merubah|advise|standarisasi|kwalitas|obyek|subyek|kadaluarsa|telp(?!\.)|via|dgn|utk|yg|dpt": "in full",
    r"di(sini|sana|atas|bawah|dalam|antara|mana|samping)": "di sini, di atas, …",
    r"di (ajukan|serahkan|kirim|terima|buat|cetak|isi|periksa|paraf|tandatangani|tanda tangani|hitung|catat|simpan)": (
        "one word: diajukan, diserahkan, …"
    ),
}
#: What may stand in sources, which are English as well, but not in a translation or a print.
FOREIGN = {
    r"e-?mail": "surel",
    r"file": "berkas",
    r"survey": "survei, or peninjauan lapangan",
    r"draft": "konsep surat, or draf of an application",
    r"kita": "kami, Anda",
    r"the|of|and|is|not|with|this|that|was|were|application|letter|step|user|officer|opinion": "Indonesian",
    r"deadline|login|addon|download|upload|print|note|list": "Indonesian",
    r"saudara": "Anda, outside letters and the ministry's questionnaire",
}
#: What each term of the interface is called; the translation of a text that has the one has the other.
GLOSSARY = {
    r"control sheets?": "lembar pengendali proses",
    r"opinions?": "pertimbangan",
    r"technical opinions?": "pertimbangan teknis",
    r"technical reviews?": "telaah teknis",
    r"norms?": "waktu baku",
    r"overdue": "terlambat",
    r"at risk": "berisiko terlambat",
    r"e-mails?": "surel",
    r"fingerprints?": "nilai hash",
    r"placeholders?": "penanda",
    r"managers?": "pengelola",
    r"auditors?": "pengawas internal",
    r"applicants?": "pemohon|minta perbaikan lagi",
    r"service hours": "jam pelayanan",
    r"(public )?holidays?": "hari libur",
    r"powers? of attorney": "surat kuasa",
    r"representatives?": "penerima kuasa|dikuasakan",
    r"cover letters?": "surat pengantar",
    r"final checklist": "checklist akhir",
    r"deadline": "batas waktu",
    r"steps?": "langkah",
    r"states?": "status",
    r"heads": "pimpinan",
    r"agency head": "Kepala Dinas",
    r"division head": "Kepala Bidang",
    r"section head": "Kepala Seksi",
    r"promises?": "janji|dijanjikan",
    r"questionnaires?": "kuesioner",
    r"certificates?": "sertifikat",
    r"paused|pauses?": "jeda",
    r"initials?": "paraf|memaraf",
    r"signator(y|ies)": "penanda tangan",
    r"letterhead": "kop surat",
    r"revisions?": "revisi",
    r"separation of duties": "pemisahan tugas",
    r"requirements?": "persyaratan",
}
#: Translations that rightly stand apart, by their source.
APART = {
    # What is issued is the opinion.
    "Has Issued Review",
}

_MARKUP = re.compile(r"%\(\w+\)s|\{\{.*?\}\}|\[\[.*?\]\]|<[^>]*>|https?\S+|\(\.\w+[^)]*\)")
_NAMES = re.compile(r"Customer Service|Help Desk|Front Office|Back Office|English|Bahasa / Language", re.IGNORECASE)


def words(pattern):
    """Return the pattern of whole words, whatever their case."""
    return re.compile(rf"(?<![\w.-])(?:{pattern})(?!\w)", re.IGNORECASE)


def translated():
    """Return the entries of the Indonesian translation whose text is not that of the source."""
    return [entry for entry in polib.pofile(str(translations.INDONESIAN)) if entry.msgstr and not entry.obsolete]


def of_step(entry, *fields):
    """Tell whether an entry is that of one of these fields of a step."""
    return any(
        place.startswith(tuple(f"model:ptsp.step,{field}:" for field in fields)) for place, _ in entry.occurrences
    )


def plain(text):
    """Return a text without mark-up, placeholders and the SOP's own names in English."""
    return _NAMES.sub(" ", _MARKUP.sub(" ", text))


def sources():
    """Return what stands in data, demo and prints, as pairs of a place and a text."""
    found = []
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*")):
        place = path.relative_to(ROOT).as_posix()
        if path.suffix == ".xml":
            found += [(place, text) for text in _of_xml(etree.parse(str(path)).getroot())]
        elif path.suffix == ".py":
            found += [(place, text) for text in _of_python(ast.parse(path.read_text()))]
    return found


def _of_xml(root):
    for node in root.iter(etree.Element):
        if not any(step.get("name") in (*QUOTES, "code") for step in (node, *node.iterancestors())):
            yield from filter(None, [node.text, *node.attrib.values()])
        if node.tail:
            yield node.tail


def _of_python(tree):
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, documented)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield node.value


def forbidden(texts, rules):
    """Return the slips of texts.

    :param list texts: pairs of a place and a text
    :param dict rules: as :data:`FORBIDDEN`
    :return: list of lines that name place, slip and the better word
    """
    patterns = [(words(pattern), better) for pattern, better in rules.items()]
    return [
        f"{place}: {match.group()!r} in {text.strip()[:90]!r}, better: {better}"
        for place, text in texts
        for pattern, better in patterns
        for match in pattern.finditer(text)
    ]


def astray(pairs):
    """Return the translations that call a term otherwise than :data:`GLOSSARY` does.

    :param list pairs: of source and translation
    :return: list of lines that name source, translation and term
    """
    terms = [(words(term), re.compile(name, re.IGNORECASE), name) for term, name in GLOSSARY.items()]
    return [
        f"{source[:90]!r} => {text[:90]!r}, should say: {name}"
        for source, text in pairs
        for term, expected, name in terms
        if source not in APART and term.search(plain(source)) and not expected.search(text)
    ]
