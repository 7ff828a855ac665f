def migrate(cr, version):
    """Let the front office write applicants only: its roles no longer bring along Odoo's right to every contact."""
    cr.execute(
        """DELETE FROM res_groups_implied_rel
            USING ir_model_data role, ir_model_data right_to_contacts
            WHERE role.module = 'ptsp_exhibition'
              AND role.name IN ('group_information', 'group_customer_service')
              AND right_to_contacts.module = 'base'
              AND right_to_contacts.name = 'group_partner_manager'
              AND res_groups_implied_rel.gid = role.res_id
              AND res_groups_implied_rel.hid = right_to_contacts.res_id"""
    )
