"""Ids of records as clients send them."""

#: The largest that the database keeps.
_MOST = 2**31 - 1


def sent_id(value):
    """Return an id that was sent, or nothing where it cannot be one.

    :param value: whatever a client has sent
    :return: int, or None
    """
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 < value <= _MOST else None
