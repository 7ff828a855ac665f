"""What jobs do with one record after another: one that fails holds up no other."""

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY


def attempt(record, do, logger, failure):
    """Do something with a record; what fails is undone and logged, and whoever calls goes on.

    :param record: of any model
    :param callable do: takes no argument
    :param logger: of the module that asks
    :param str failure: what is logged, with ``%s`` for the number of the record
    :raises psycopg2.Error: another transaction was at it at the same moment; Odoo begins anew
    """
    try:
        with record.env.cr.savepoint():
            do()
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        raise
    except Exception:
        logger.exception(failure, record.id)
