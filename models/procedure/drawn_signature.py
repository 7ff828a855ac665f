"""Signatures that are drawn on a screen, wherever somebody signs."""

from odoo.exceptions import ValidationError

from ...tools import photo

#: Bytes of a signature that was drawn on a screen.
SIGNATURE_LIMIT = 500_000


def refuse_no_drawing(env, vals_list, *names):
    """Refuse as a signature what is no drawing, before it is stored.

    :param Environment env: of the user
    :param list vals_list: dicts of values as ``create`` takes them
    :param names: names of the fields that hold signatures
    :raises ValidationError: one is none
    """
    for vals in vals_list:
        for name in names:
            if vals.get(name) and not photo.drawn(vals[name], SIGNATURE_LIMIT):
                raise ValidationError(env._("The signature is no drawing. Draw it anew."))
