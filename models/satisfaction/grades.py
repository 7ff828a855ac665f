"""The measures of regulation 14/2017 of the ministry (PermenPANRB): plain numbers. It imports nothing of Odoo."""

from decimal import ROUND_HALF_UP, Decimal

#: The lowest index of each grade (*mutu pelayanan*), rounded to two decimals; what is lower is D.
GRADES = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal("65.00")))
#: How the grades are worded in the official documents.
GRADE_WORDS = {"A": "Sangat Baik", "B": "Baik", "C": "Kurang Baik", "D": "Tidak Baik"}
#: Points of the scale are turned into 25 to 100.
SCALE = 25
ELEMENTS = tuple(f"u{number}" for number in range(1, 10))
#: Chi-square for one degree of freedom at 95 %, share, and accuracy, as Krejcie and Morgan take them.
_CHI_SQUARE, _SHARE, _ACCURACY = Decimal("3.841"), Decimal("0.5"), Decimal("0.05")


def grade_of(index):
    """Return the grade of an index.

    :param index: rounded to two decimals already
    :return: ``A`` to ``D``
    """
    # A float bears the nearest number to its two decimals.
    index = Decimal(str(index)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return next((grade for grade, least in GRADES if index >= least), "D")


def sample_of(population):
    """Return how many answers Krejcie and Morgan ask for.

    :param int population: how many could have answered
    """
    spread = _CHI_SQUARE * _SHARE * (1 - _SHARE)
    sample = spread * population / (_ACCURACY**2 * (population - 1) + spread)
    return int(sample.quantize(Decimal(1), ROUND_HALF_UP)) if population else 0
