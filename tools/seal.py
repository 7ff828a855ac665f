"""Seals small secrets under a file outside the database, so that a dump of the database alone reveals nothing."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from cryptography.fernet import Fernet, InvalidToken


class SealError(Exception):
    """The secret file is lost, unreadable, or not the one the secret was sealed under."""


def secret_path(data_dir, dbname):
    """Return the path of the secret file of a database."""
    return Path(data_dir) / "ptsp_exhibition" / f"{quote(dbname, safe='')}.key"


def seal(path, text):
    """Return ``text`` sealed under the secret file, which is made where there is none.

    :raises SealError: the secret file can be neither read nor made
    """
    if not os.path.exists(path):
        _make_secret(path)
    return _fernet(path).encrypt(text.encode()).decode()


def unseal(path, sealed):
    """Return the text that was sealed.

    :raises SealError: the secret file is lost, or is not the one the text was sealed under
    """
    try:
        return _fernet(path).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealError("sealed under another secret") from error


def _fernet(path):
    try:
        return Fernet(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SealError(f"{path} cannot be read") from error


def _make_secret(path):
    """Make the secret file for its owner alone; it appears under its name only when it is complete."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        # Fails where somebody else was faster: then theirs is the secret.
        with suppress(FileExistsError):
            os.link(draft, path)
    except OSError as error:
        raise SealError(f"{path} cannot be made") from error
    finally:
        with suppress(OSError):
            draft.unlink()
