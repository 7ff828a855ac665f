"""Reading what hangs on records in one question to the database."""

from odoo.fields import Domain
from odoo.tools import SQL


def read_lines(records, name):
    """Read the lines of records with all their columns, which Odoo would ask for in a second question.

    Whoever calls it has checked that the user may read them: it is for records that read as superuser.

    :param records: the records
    :param str name: of a one2many field
    :return: the lines, of all records together, in their order
    """
    field = records._fields[name]
    lines = records.env[field.comodel_name]
    columns = [key for key, column in lines._fields.items() if column.store and column.column_type and column.prefetch]
    domain = field.get_comodel_domain(records) & Domain(field.inverse_name, "in", records.ids)
    lines = lines.search_fetch(domain, columns)
    by_record = lines.grouped(field.inverse_name)
    field._insert_cache(records, [tuple(by_record[record].ids) if record in by_record else () for record in records])
    return lines


def read_files(records, *names):
    """Read which files hang on records and what they are called, and nothing else of them.

    Odoo would ask once for each field, and once more for the files.

    Whoever calls it has checked that the user may read them: it is for records that read as superuser.

    :param records: the records
    :param str names: of many2many fields to attachments, each with a table of its own
    """
    if not records:
        return
    fields = [records._fields[name] for name in names]
    files = records.env["ir.attachment"]
    records.flush_model(names)
    files.flush_model(["name", "res_field"])
    linked = SQL(" UNION ALL ").join(
        SQL(
            "SELECT %s AS field, %s AS record_id, %s AS file_id FROM %s WHERE %s IN %s",
            field.name,
            SQL.identifier(field.column1),
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            tuple(records.ids),
        )
        for field in fields
    )
    rows = records.env.execute_query(
        SQL(
            """SELECT linked.field, linked.record_id, file.id, file.name
                 FROM (%s) AS linked
                 JOIN ir_attachment AS file ON file.id = linked.file_id AND file.res_field IS NULL
                ORDER BY file.id DESC""",
            linked,
        )
    )
    called = {file_id: name for _field, _record_id, file_id, name in rows}
    files._fields["name"]._insert_cache(files.browse(called), called.values())
    for field in fields:
        held = {record_id: [] for record_id in records.ids}
        for name, record_id, file_id, _called in rows:
            if name == field.name:
                held[record_id].append(file_id)
        field._insert_cache(records, [tuple(held[record_id]) for record_id in records.ids])
