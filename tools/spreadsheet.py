"""Writes tables as a spreadsheet (.xlsx), each on a sheet of its own.

Numbers and dates are numbers and dates. Every text is written as text: what an applicant has entered never becomes
a formula or a link, whatever it begins with.
"""

import base64
import io
from datetime import date

import xlsxwriter

#: How cells are shown; a kind that is not named here is text.
FORMATS = {
    "count": "#,##0",
    "minutes": "#,##0.0",
    "percent": "0.0",
    "index": "0.00",
    "day": "dd/mm/yyyy",
    "month": "mmmm yyyy",
}
#: Width of columns in characters.
WIDTHS = {"text": 32, "count": 14, "minutes": 14, "percent": 14, "index": 14, "day": 13, "month": 17}


def write(heading, tables, no_rows):
    """Write tables as a spreadsheet.

    :param list heading: lines of text that head every sheet
    :param tables: each with ``sheet`` (its name), ``title``, ``note``, ``columns`` (with ``label`` and ``kind``) and
        ``rows`` of values: texts, numbers, dates or None
    :param str no_rows: what stands in a table without rows
    :return: the file as bytes
    """
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    styles = {kind: workbook.add_format({"num_format": pattern}) for kind, pattern in FORMATS.items()}
    bold = workbook.add_format({"bold": True})
    header = workbook.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E8E8E8", "valign": "top"})
    for table in tables:
        sheet = workbook.add_worksheet(table.sheet)
        lines = [*heading, table.title, table.note]
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, bold)
        top = len(lines)
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, WIDTHS[column.kind])
            sheet.write_string(top, number, column.label, header)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if not table.rows:
            sheet.write_string(top + 1, 0, no_rows)
        else:
            sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        for row, values in enumerate(table.rows, start=top + 1):
            for number, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                _write_cell(sheet, row, number, value, styles.get(column.kind))
    workbook.close()
    return target.getvalue()


def _write_cell(sheet, row, number, value, style):
    if isinstance(value, str):
        sheet.write_string(row, number, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, number, value, style)
    elif value is not None:
        sheet.write_number(row, number, value, style)


def encode(content):
    """Return bytes as a binary field takes them."""
    return base64.b64encode(content)
