"""A site whose public register can be read in two languages."""

from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser

from cms.home.models import HomePage
from cms.register.models import RegisterPage
from tests.factories.register import responsible_parties
from tests.factories.register_pages import register_page


@pytest.fixture
def parties(home: HomePage, english_home: HomePage) -> None:
    responsible_parties()


@pytest.fixture
def german_page(home: HomePage, parties: Any, editor: AbstractUser, approver: AbstractUser) -> RegisterPage:
    return register_page(home, editor=editor, approver=approver)


@pytest.fixture
def english_page(
    german_page: RegisterPage, english_home: HomePage, editor: AbstractUser, approver: AbstractUser
) -> RegisterPage:
    return register_page(english_home, editor=editor, approver=approver, source=german_page)
