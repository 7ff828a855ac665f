def migrate(cr, version):
    """Give applications their column for details, or Odoo would compute that of each: none declares any yet."""
    cr.execute("ALTER TABLE ptsp_application ADD COLUMN IF NOT EXISTS details jsonb")
