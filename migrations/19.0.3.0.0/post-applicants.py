#: How Odoo writes an address where a country says nothing else.
_ADDRESS = """concat_ws(E'\\n',
    NULLIF(contact.street, ''),
    NULLIF(contact.street2, ''),
    NULLIF(concat_ws(' ', NULLIF(contact.city, ''), province.code, NULLIF(contact.zip, '')), ''),
    COALESCE(country.name ->> 'id_ID', country.name ->> 'en_US')
)"""


def migrate(cr, version):
    """Let applications that were handed in keep what their contacts say now, and no longer what they will say."""
    for role, contact_id, condition in (
        ("applicant", "application.partner_id", "TRUE"),
        ("representative", "application.representative_id", "application.is_represented"),
    ):
        cr.execute(
            f"""UPDATE ptsp_application application
                   SET {role}_name = contact.name,
                       {role}_company = company.name,
                       {role}_address = {_ADDRESS},
                       {role}_city = contact.city,
                       {role}_phone = contact.phone,
                       {role}_email = contact.email
                  FROM res_partner contact
                  LEFT JOIN res_partner company
                    ON company.id = contact.commercial_partner_id AND company.id != contact.id
                  LEFT JOIN res_country_state province ON province.id = contact.state_id
                  LEFT JOIN res_country country ON country.id = contact.country_id
                 WHERE contact.id = {contact_id}
                   AND {condition}
                   AND application.state != 'draft'
                   AND application.applicant_kept_at IS NULL"""  # pylint: disable=sql-injection
        )
    cr.execute(
        """UPDATE ptsp_application
              SET applicant_kept_at = now() AT TIME ZONE 'UTC'
            WHERE state != 'draft'
              AND applicant_kept_at IS NULL"""
    )
