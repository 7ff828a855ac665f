"""Parts that came with this version are switched off at the agencies that were there before: their menus stay so."""

#: Switches of ``res.company``. New agencies have them on.
SWITCHES = (
    "ptsp_uses_archive",
    "ptsp_uses_complaints",
    "ptsp_uses_evaluation",
    "ptsp_uses_information",
    "ptsp_uses_pickup_desk",
    "ptsp_uses_queue",
)


def migrate(cr, version):
    for name in SWITCHES:
        cr.execute(f"ALTER TABLE res_company ADD COLUMN IF NOT EXISTS {name} boolean")  # pylint: disable=sql-injection
        cr.execute(f"UPDATE res_company SET {name} = FALSE WHERE {name} IS NULL")  # pylint: disable=sql-injection
