"""Numbers as Indonesian papers write them."""


def with_comma(value, digits):
    """Write a number with a comma, such as ``87,50``.

    :param float value: the number
    :param int digits: behind the comma
    :return: str
    """
    return f"{value:.{digits}f}".replace(".", ",")
