"""Names that a record keeps in every language, whatever becomes of the record from which it has them."""

from odoo.tools import SQL


def keep_names(records, source):
    """Store in the translated field ``name`` what the records of a field are called now, in every language.

    :param records: of a model with a translated field ``name``, perhaps none
    :param str source: name of the many2one to the records that have the names
    """
    if not records:
        return
    records.flush_recordset()
    origins = records[source]
    origins.flush_recordset(["name"])
    records.env.cr.execute(
        SQL(
            "UPDATE %s kept SET name = origin.name FROM %s origin WHERE origin.id = kept.%s AND kept.id IN %s",
            SQL.identifier(records._table),
            SQL.identifier(origins._table),
            SQL.identifier(source),
            tuple(records.ids),
        )
    )
    records.invalidate_recordset(["name"])
