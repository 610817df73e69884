"""A published register page in two languages, two approvers, and an edition."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser, Group
from django.utils import timezone

from cms.home.models import HomePage
from cms.register.editions.cutting import cut_edition
from cms.register.models import RegisterEdition, RegisterPage
from tests.factories.register_editions import public_entry
from tests.factories.register_pages import register_page
from tests.factories.users import UserFactory

Cut = Callable[..., RegisterEdition]


@pytest.fixture
def second(roles: dict[str, Group]) -> AbstractUser:
    """Another approver."""
    user: Any = UserFactory(username="xenia")
    user.groups.add(roles["approver"])
    return user


@pytest.fixture
def page(home: HomePage, editor: AbstractUser, approver: AbstractUser) -> RegisterPage:
    return register_page(home, editor=editor, approver=approver)


@pytest.fixture
def english_page(
    page: RegisterPage, english_home: HomePage, editor: AbstractUser, approver: AbstractUser
) -> RegisterPage:
    return register_page(english_home, editor=editor, approver=approver, source=page)


@pytest.fixture
def year() -> int:
    """The current year."""
    return timezone.localdate().year


@pytest.fixture
def two_languages(home: HomePage, english_home: HomePage) -> None:
    """Two entries, one of them in English, too."""
    german = public_entry("VVT-001", name="Betrieb der Website")
    public_entry("VVT-002", name="Newsletter")
    public_entry("VVT-001", language="en", key=german.activity_key, name="Running the website")


@pytest.fixture
def cut(page: RegisterPage, year: int, approver: AbstractUser, second: AbstractUser) -> Cut:
    """Cut an edition of the register as it stands."""

    def cut_one(of: int = year, **values: Any) -> RegisterEdition:
        return cut_edition(page, of, requested_by=approver, approved_by=second, **values)

    return cut_one
