from odoo.addons.ptsp_exhibition.tools.migration import reword_notices

#: What the e-mails to applicants said of exhibitions, and what they say of whatever an application is about.
REPLACED = (
    (
        "untuk pameran <b t-out=\"object.event_name or ''\">Pameran</b>",
        'mengenai <b t-out="object._subject()">perihal permohonan</b>',
    ),
    ("Bila pameran tidak jadi diselenggarakan", "Bila permohonan tidak jadi dilanjutkan"),
)


def migrate(cr, version):
    """Let the e-mails to applicants name the subject of any service, where nobody has written them anew."""
    reword_notices(cr, REPLACED)
