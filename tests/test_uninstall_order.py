"""Nothing that agencies enter keeps the addon from being uninstalled, whatever room it is of."""

from odoo.tests import TransactionCase, tagged

from ..hooks import ENTERED

#: What comes with the addon or its demo data, is no model of it, and is removed at the end.
BROUGHT_ALONG = {"res_users", "res_groups", "resource_calendar", "survey_survey"}
#: What the hook deletes beside ``ENTERED``, before it.
BEFORE = {"survey_user_input"}


@tagged("post_install", "-at_install")
class TestUninstallOrder(TransactionCase):
    """The database itself tells which table holds which."""

    def references(self):
        """Return tables that refer, tables referred to, what a deletion does, whether it is required, and columns."""
        self.env.cr.execute(
            """SELECT conrelid::regclass::text, confrelid::regclass::text, confdeltype, attnotnull, attname
                 FROM pg_constraint
                 JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                WHERE contype = 'f' AND attname NOT IN ('create_uid', 'write_uid')"""
        )
        return self.env.cr.fetchall()

    def closure(self, table, references, required):
        """Return the tables whose rows go with those of a table: all that may go, or those of which none is left.

        :param bool required: only where each row refers to one
        """
        found, todo = {table}, [table]
        while todo:
            gone = todo.pop()
            for referring, referred, deletes, not_null, _column in references:
                if referred == gone and deletes == "c" and referring not in found and (not_null or not required):
                    found.add(referring)
                    todo.append(referring)
        return found

    def test_order(self):
        """Each table is emptied before those that it refers to; nothing is left that refers to a user or a group."""
        references = self.references()
        emptied, holding = set(BEFORE), []
        for name in ENTERED:
            table = self.env[name]._table
            touched = self.closure(table, references, required=False)
            emptied |= self.closure(table, references, required=True)
            holding += [
                f"{referring}.{column} is left as {name} is deleted"
                for referring, referred, deletes, _not_null, column in references
                if deletes in "ra" and referred in touched and referring not in emptied
            ]
        holding += [
            f"{referring}.{column} is left as {referred} is removed"
            for referring, referred, deletes, _not_null, column in references
            if deletes in "ra"
            and referred in BROUGHT_ALONG
            and referring.startswith("ptsp_")
            and referring not in emptied
        ]
        self.assertEqual(holding, [])
