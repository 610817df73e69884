"""The ledger of `setup_privacy`: everything is created once, and an administrator's later changes are left alone."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from cms.core.models import SetupRecord

T = TypeVar("T", bound=Model)


def once(key: str, create: Callable[[], T]) -> T | None:
    """Create something unless an earlier run did, and remember it.

    Args:
        key: Its name in the ledger, e.g. ``"workflow"``.
        create: Makes it.

    Returns:
        The new object, or ``None`` if an earlier run created it, even if somebody has removed it since.
    """
    if SetupRecord.objects.filter(key=key).exists():
        return None
    created = create()
    SetupRecord.objects.create(key=key, object_id=str(created.pk))
    return created


def created_id(key: str) -> str | None:
    """The primary key of what was created under a name."""
    return SetupRecord.objects.filter(key=key).values_list("object_id", flat=True).first()


def forget(prefix: str) -> None:
    """Let the next run create again whatever is named ``prefix`` or begins with it and a colon."""
    SetupRecord.objects.filter(key=prefix).delete()
    SetupRecord.objects.filter(key__startswith=f"{prefix}:").delete()
