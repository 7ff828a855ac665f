from odoo.addons.ptsp_exhibition.tools.identity_number import masked

#: The fields that hold the number of an identity card.
IDENTITIES = ("applicant_identity", "recipient_identity")


def migrate(cr, version):
    """Mask the numbers of identity cards in changes of before they were masked: more read those than need them."""
    cr.execute(
        "SELECT id, old_value, new_value FROM ptsp_application_change WHERE detail IN %s"
        " AND concat(old_value, new_value) NOT LIKE '%%•%%'",
        [IDENTITIES],
    )
    for change_id, old_value, new_value in cr.fetchall():
        cr.execute(
            "UPDATE ptsp_application_change SET old_value = %s, new_value = %s WHERE id = %s",
            [masked(old_value), masked(new_value), change_id],
        )
