import base64
import binascii

from odoo.exceptions import UserError

#: How many files come with one call.
LIMIT = 20


def read_files(env, files):
    """Return the files that came as an argument of a call.

    :param env: the environment whose language a refusal takes
    :param files: list of dicts with the ``name`` of a file and its ``datas``, base64; or nothing
    :return: list of pairs of a name and the content
    :raises UserError: one is no file, or there are too many
    """
    if not files:
        return []
    if not isinstance(files, list | tuple) or len(files) > LIMIT:
        raise UserError(env._("Send at most %(limit)s files, each with its name and its content.", limit=LIMIT))
    found = []
    for file in files:
        name, datas = (file.get("name"), file.get("datas")) if isinstance(file, dict) else (None, None)
        try:
            if not name or not isinstance(name, str) or not isinstance(datas, str | bytes):
                raise ValueError
            found.append((name, base64.b64decode(datas, validate=True)))
        except (ValueError, binascii.Error) as error:
            raise UserError(env._("A file cannot be read: send it with its name and its content.")) from error
    return found
