"""The people of the demo. Their passwords are made at the first start and kept in a file only its owner reads."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import connection
from wagtail.users.models import UserProfile

from cms.core.groups import group_for
from cms.core.roles import Role


@dataclass(frozen=True)
class Login:
    """A demo login as it is printed: ``password`` is ``None`` after somebody changed it."""

    username: str
    role: str
    password: str | None


PEOPLE: tuple[tuple[str, str, str, Role | None], ...] = (
    ("redaktion", "Erika", "Redlich", "editor"),
    ("uebersetzung", "Thomas", "Turner", "translator"),
    ("datenschutz", "Dorothee", "Schütz", "approver"),
    ("pruefung", "Arne", "Prüfer", "auditor"),
    ("admin", "Ada", "Ministra", None),
)


def _password_file() -> Path:
    return Path(settings.VAR_DIR) / "demo-logins.json"


def _database() -> str:
    """Each database has people of its own."""
    return f"{connection.vendor}:{connection.settings_dict['NAME']}"


def _kept_passwords() -> dict[str, dict[str, str]]:
    path = _password_file()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _keep_passwords(passwords: dict[str, str]) -> None:
    path = _password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {**_kept_passwords(), _database(): passwords}
    path.touch(mode=0o600)
    path.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def create_people() -> list[Login]:
    """Create who is missing and return all logins. Existing accounts keep their password."""
    passwords = _kept_passwords().get(_database(), {})
    logins = []
    for username, first_name, last_name, role in PEOPLE:
        user, is_new = get_user_model().objects.get_or_create(
            username=username,
            defaults={
                "first_name": first_name,
                "last_name": last_name,
                "email": f"{username}@nordlicht-krankenkasse.example",
                "is_superuser": role is None,
                "is_staff": role is None,
            },
        )
        if is_new:
            _equip(user, role, passwords)
        kept = passwords.get(username)
        is_known = kept is not None and user.check_password(kept)
        logins.append(Login(username, str(group_for(role)) if role else "Administrator", kept if is_known else None))
    _keep_passwords(passwords)
    return logins


def _equip(user: AbstractUser, role: Role | None, passwords: dict[str, str]) -> None:
    passwords[user.username] = secrets.token_urlsafe(9)
    user.set_password(passwords[user.username])
    user.save()
    UserProfile.objects.get_or_create(
        user=user, defaults={"preferred_language": "en" if role == "translator" else "de"}
    )
    group = group_for(role) if role else None
    if group:
        user.groups.add(group)
