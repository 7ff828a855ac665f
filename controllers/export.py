import json

from odoo.http import request

from odoo.addons.web.controllers import export


class TextWriter(export.ExportXlsxWriter):
    """Writes every text as text: none becomes a formula or a link, whatever it begins with."""

    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str):
            return self.worksheet.write_string(row, column, cell_value, style)
        return super().write(row, column, cell_value, style)


class GroupTextWriter(TextWriter, export.GroupExportXlsxWriter):
    """The same for lists in groups."""


def _is_ours():
    """Tell whether it is records of this addon that are exported."""
    return json.loads(request.params["data"])["model"].startswith("ptsp.")


class ExcelExportAsText(export.ExcelExport):
    """What applicants and officers have entered stays text in the spreadsheets of this addon's lists."""

    def from_data(self, fields, columns_headers, rows):
        if not _is_ours():
            return super().from_data(fields, columns_headers, rows)
        with TextWriter(fields, columns_headers, len(rows)) as writer:
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    writer.write_cell(number, column, value)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        if not _is_ours():
            return super().from_group_data(fields, columns_headers, groups)
        with GroupTextWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class CsvExportAsText(export.CSVExport):
    """Odoo marks what begins like a formula; spreadsheets know a few beginnings more."""

    def from_data(self, fields, columns_headers, rows):
        if _is_ours():
            rows = [[_marked(value) for value in row] for row in rows]
        return super().from_data(fields, columns_headers, rows)


def _marked(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(("@", "\t", "\r", "\n")) else value
