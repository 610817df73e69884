"""The public register costs the same few queries, however many entries there are, with cold caches."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.register.models import PublicEntry, RegisterPage
from tests.factories.contacts import privacy_settings
from tests.factories.register_bulk import bulk_activities

pytestmark = pytest.mark.django_db

LIMIT = 15
ADDRESSES = (
    "/de/verzeichnis/",
    "/en/register/",
    "/de/verzeichnis/?q=beitrag",
    "/de/verzeichnis/?q=beitrag&unit=bulk-1&unit=bulk-2&legal_basis=bulk-3&data_subject=bulk-1&purpose=bulk-1",
    "/en/register/?q=data&sort=name&unit=bulk-1",
    "/de/verzeichnis/?sort=changed",
    "/de/verzeichnis/?q=xyzzy",
    "/de/verzeichnis/vvt-00001/",
    "/en/register/vvt-00001/",
    "/de/verzeichnis/vvt-00012/",
    "/en/register/vvt-00012/",
    "/de/verzeichnis/nothing/",
)


def counted(client: Client) -> dict[str, int]:
    found = {}
    for address in ADDRESSES:
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        found[address] = len(captured)
    return found


@pytest.fixture
def pages(german_page: RegisterPage, english_page: RegisterPage) -> Iterator[None]:
    privacy_settings(policy_page=german_page)
    return


def test_many_entries_cost_as_much_as_few(pages: None, client: Client) -> None:
    bulk_activities(12, with_history=False)
    # One that is not translated.
    PublicEntry.objects.filter(language="en", reference="VVT-00012").delete()
    few = counted(client)
    bulk_activities(300, first=100, with_history=False)
    assert counted(client) == few
    assert max(few.values()) <= LIMIT, few
