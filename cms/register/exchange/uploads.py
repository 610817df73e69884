"""Uploaded files between the steps of an import: private, and gone after an hour.

They hold the internal register, so they lie outside of the media folder, readable by the server's user only. Which file
belongs to whom stands in the session; its name alone opens nothing.
"""

import os
import re
import secrets
import stat
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from cms.core.conf import get_setting
from cms.core.refusals import Refused

KEPT_FOR = 3600
"""Seconds."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def store_upload(file: Any) -> str:
    """Keep an uploaded file. Answers its token.

    Args:
        file: As the form hands it over.
    """
    remove_expired()
    token = secrets.token_urlsafe(24)
    descriptor = os.open(_folder() / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return token


def open_upload(token: str) -> IO[bytes]:
    """Open a kept file.

    Raises:
        Refused: It is no longer there.
    """
    path = _path(token)
    if path is None or not path.is_file() or _is_expired(path):
        raise Refused(_("The uploaded file is no longer there. Upload it again."))
    return path.open("rb")


def remove_upload(token: str) -> None:
    """Delete a kept file, if it is there."""
    if (path := _path(token)) is not None:
        path.unlink(missing_ok=True)


def remove_expired() -> None:
    """Delete what nobody came back for."""
    for path in _folder().iterdir():
        if TOKEN.fullmatch(path.name) and _is_expired(path):
            path.unlink(missing_ok=True)


def _path(token: str) -> Path | None:
    return _folder() / token if TOKEN.fullmatch(token) else None


def _is_expired(path: Path) -> bool:
    try:
        return path.stat().st_mtime < time.time() - KEPT_FOR
    except FileNotFoundError:
        return True


def _folder() -> Path:
    """The folder, made if necessary.

    Raises:
        ImproperlyConfigured: Somebody else owns it or may look into it.
    """
    chosen = get_setting("IMPORT_DIRECTORY")
    folder = Path(chosen) if chosen else Path(tempfile.gettempdir()) / f"wagtail-privacy-imports-{_user()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    is_ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or not is_ours or (os.name == "posix" and found.st_mode & 0o077):
        raise ImproperlyConfigured(
            f"WAGTAIL_PRIVACY_IMPORT_DIRECTORY: {folder} must be a folder that only the server's user can open (0700)."
        )
    return folder


def _user() -> str:
    return str(os.geteuid()) if hasattr(os, "geteuid") else "0"
