from odoo.addons.ptsp_exhibition.tools.migration import reword_notices

#: What the e-mail that the letter is ready asks the applicant to bring.
REPLACED = (
    (
        "bila diwakilkan, bawalah surat kuasa. Pelayanan",
        'bila diwakilkan, bawalah surat kuasa.<t t-if="object._originals_at_pickup()"> Bawalah pula dokumen asli '
        "berikut: <t t-out=\"'; '.join(object._originals_at_pickup().mapped('name'))\">persyaratan</t>.</t> Pelayanan",
    ),
)


def migrate(cr, version):
    """Let the e-mail that a letter is ready name the originals to be shown, where nobody has written it anew."""
    reword_notices(cr, REPLACED)
