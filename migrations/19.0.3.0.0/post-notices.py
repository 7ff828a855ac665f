from odoo.addons.ptsp_exhibition.tools.migration import reword_notices

#: Of whom and of what the e-mails to applicants spoke, and of what they speak.
REPLACED = (
    ("object.partner_id.name or ''", "object._applicant().name"),
    ("line.requirement_id.name", "line.name"),
)


def migrate(cr, version):
    """Let the e-mails to applicants say what the application says, where nobody has written them anew."""
    reword_notices(cr, REPLACED)
