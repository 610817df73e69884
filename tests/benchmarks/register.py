"""How fast the register is with many entries: ``python -m tests.benchmarks.register [--count 10000]``.

Prints a Markdown table: median time, number of queries and size of each page, then time and memory of each export. Uses
the database that ``DATABASE_URL`` names, which has to be empty, else a new SQLite file. For PostgreSQL:
``python -m tests.postgres python -m tests.benchmarks.register``.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

ROUNDS = 15


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=10_000)
    count = arguments.parse_args().count
    with tempfile.TemporaryDirectory(prefix="privacy-benchmark-") as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
        from django.conf import settings

        settings.WAGTAIL_PRIVACY_FOUR_EYES = False
        if "DATABASE_URL" not in os.environ:
            settings.DATABASES["default"]["NAME"] = f"{folder}/benchmark.sqlite3"
        django.setup()
        _run(count)


def _run(count: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    client = _prepare(count)
    print(f"{connection.vendor}: {count} entries in two languages, prepared in {time.perf_counter() - started:.0f} s\n")
    print("| page | median ms | queries | kB |\n|---|---|---|---|")
    for name, address in _pages():
        print("| {} | {:.0f} | {} | {:.0f} |".format(name, *_measure(client, address)))
    print("\n| download | seconds | first byte ms | MB | growth of memory MB |\n|---|---|---|---|---|")
    for name, address in _downloads():
        print("| {} | {:.1f} | {:.0f} | {:.1f} | {:.0f} |".format(name, *_download(client, address)))


def _prepare(count: int) -> Any:
    """A site with a register page in both languages, the entries, and somebody who may see everything."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from wagtail.models import Locale, Page, Site

    from cms.home.models import HomePage
    from cms.localization.route import draft_translation, fill_translation, start_translation
    from cms.register.models import RegisterPage
    from tests.factories.register import responsible_parties
    from tests.factories.register_bulk import bulk_activities

    german, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "en"))
    home = HomePage(title="Start", slug="start", locale=german)
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update(root_page=home, hostname="testserver", site_name="Nordlicht")
    english_home = home.copy_for_translation(english)
    english_home.save_revision().publish()
    call_command("setup_privacy", verbosity=0)
    responsible_parties()
    approver = get_user_model().objects.create_superuser("approver", "a@example.org", "secret")
    page = RegisterPage(title="Register", slug="register", locale=german, live=False)
    home.add_child(instance=page)
    page.save_revision(user=approver).publish(user=approver)
    start_translation(page, english, approver)
    fill_translation(page, english, {"Register": "Register", "register": "register"}, approver)
    draft_translation(page, english, approver).publish(user=approver)
    bulk_activities(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(approver)
    return client


def _pages() -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from cms.register.models import ProcessingActivity, PublicEntry

    admin = reverse(ProcessingActivity.snippet_viewset.get_url_name("list"))
    slug = PublicEntry.objects.filter(language="de").order_by("reference")[100].slug
    yield "admin: list", admin
    yield "admin: page 20", f"{admin}?p=20"
    yield "admin: filter", f"{admin}?status=active&social_data=yes&incomplete=true"
    yield "admin: search", f"{admin}?q=Zahnersatz"
    yield "public: list", "/de/register/"
    yield "public: page 20", "/de/register/?page=20"
    yield "public: search", "/de/register/?q=zahnersatz"
    yield "public: search without hits", "/de/register/?q=gibtesnicht"
    yield "public: facet", "/de/register/?unit=bulk-7&purpose=bulk-3"
    yield "public: detail", f"/de/register/{slug}/"
    yield "public: detail in English", f"/en/register/{slug}/"


def _downloads() -> Iterator[tuple[str, str]]:
    from cms.register.public.addresses import download_address

    for extension in ("csv", "json", "xlsx", "jsonld"):
        yield f"public register, {extension}", download_address("de", extension)


def _measure(client: Any, address: str) -> tuple[float, int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    count = len(queries)  # now: the next request empties the log
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}")
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), count, len(response.content) / 1000


def _download(client: Any, address: str) -> tuple[float, float, float, float]:
    before, started = _resident(), time.perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}")
    size, first, peak = 0, 0.0, before
    for chunk in response.streaming_content if response.streaming else [response.content]:
        first = first or time.perf_counter() - started
        size += len(chunk)
        peak = max(peak, _resident())
    return time.perf_counter() - started, first * 1000, size / 1e6, (peak - before) / 1e6


def _resident() -> int:
    """The memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
