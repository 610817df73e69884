"""Fixtures shared by the whole suite: a site in two languages and the people of its editorial office."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser, Group
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.policies import policy_page
from tests.factories.users import UserFactory


@pytest.fixture(autouse=True)
def english_messages() -> Iterator[None]:
    """Tests read sentences in English; the site's own language is German."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def clean_cache() -> None:
    """Wagtail keeps the sites' root paths in the cache, beyond the end of a test's transaction."""
    cache.clear()


@pytest.fixture
def german(db: None) -> Locale:
    return Locale.objects.get_or_create(language_code="de")[0]


@pytest.fixture
def english(german: Locale) -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def home(german: Locale, english: Locale) -> HomePage:
    """The German home page of the default site; its English translation is ``english_home``."""
    root = Page.get_first_root_node()
    page = HomePage(title="Start", slug="start", locale=german)
    root.add_child(instance=page)
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.root_page, site.site_name = "testserver", page, "Nordlicht"
    site.save()
    Page.objects.filter(depth=2).exclude(pk=page.pk).delete()
    return HomePage.objects.get(pk=page.pk)


@pytest.fixture
def english_home(home: HomePage, english: Locale) -> HomePage:
    page = home.copy_for_translation(english)
    page.slug, page.title = "home", "Home"
    page.save_revision().publish()
    return HomePage.objects.get(pk=page.pk)


@pytest.fixture
def roles(home: HomePage, english_home: HomePage) -> dict[str, Group]:
    """Groups, permissions and workflow as `setup_privacy` makes them, by role."""
    from cms.core.groups import group_for
    from cms.core.roles import GROUP_NAMES

    call_command("setup_privacy", verbosity=0)
    return {role: group for role in GROUP_NAMES if (group := group_for(role))}


def _person(username: str, group: Group) -> AbstractUser:
    user = UserFactory(username=username)
    user.groups.add(group)
    return user


@pytest.fixture
def editor(roles: dict[str, Group]) -> AbstractUser:
    return _person("erika", roles["editor"])


@pytest.fixture
def approver(roles: dict[str, Group]) -> AbstractUser:
    return _person("dora", roles["approver"])


@pytest.fixture
def translator(roles: dict[str, Group]) -> AbstractUser:
    return _person("tom", roles["translator"])


@pytest.fixture
def superuser(db: None) -> AbstractUser:
    return UserFactory(username="admin", is_superuser=True)


@pytest.fixture
def policy(home: HomePage, editor: AbstractUser) -> PolicyPage:
    """A German policy page, a draft written by the editor."""
    return policy_page(home, user=editor)


@pytest.fixture
def publish(approver: AbstractUser) -> Callable[..., PublishedVersion]:
    """Publish a page's latest draft by the approver and return the version in force."""

    def publish_page(page: Any, user: Any = None) -> PublishedVersion:
        type(page).objects.get(pk=page.pk).get_latest_revision().publish(user=user or approver)
        return PublishedVersion.objects.of(page).current()

    return publish_page
