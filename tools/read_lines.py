"""Reading what hangs on records in one question to the database."""

from odoo.fields import Domain


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
