"""Two people publish at the same moment, over connections of their own."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from cms.core.refusals import Refused
from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import ChainHead, PublishedVersion
from tests.databases import migrated_rows  # noqa: F401
from tests.factories.policies import policy_page, section, text
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 4

PUBLISH = """
import sys, time
import django
django.setup()
from pathlib import Path
from django.contrib.auth import get_user_model
from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
page, revision, user, start = sys.argv[1:]
text = PolicyPage.objects.get(pk=page).revisions.get(pk=revision)
user = get_user_model().objects.get(pk=user)
Path(start + "." + revision).touch()
while not Path(start).exists():
    time.sleep(0.002)
try:
    text.publish(user=user)
    print("published")
except Refused:
    print("refused")
"""


@pytest.fixture
def pages(home: HomePage, editor: Any) -> list[PolicyPage]:
    """Drafts that nobody has published yet."""
    return [policy_page(home, user=editor, slug=f"seite-{n}", title=f"Seite {n}") for n in range(PEOPLE)]


@pytest.fixture
def approvers(approver: Any) -> list[Any]:
    others: list[Any] = [UserFactory() for _ in range(PEOPLE - 1)]
    for other in others:
        other.groups.set(approver.groups.all())
    return [approver, *others]


@pytest.fixture
def together(tmp_path: Path) -> Callable[[list[Any], list[Any]], list[str]]:
    """Publish revisions at the same moment and return what came of each: ``"published"`` or ``"refused"``."""
    if connection.vendor == "postgresql":
        return _in_threads
    return lambda revisions, people: _in_processes(revisions, people, tmp_path)


def _in_threads(revisions: list[Any], people: list[Any]) -> list[str]:
    barrier = threading.Barrier(len(revisions))
    results: list[str] = ["failed"] * len(revisions)

    def publish(index: int) -> None:
        try:
            barrier.wait(timeout=20)
            revisions[index].publish(user=people[index])
            results[index] = "published"
        except Refused:
            results[index] = "refused"
        except Exception as error:
            results[index] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish, args=[index]) for index in range(len(revisions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def _in_processes(revisions: list[Any], people: list[Any], directory: Path) -> list[str]:
    """SQLite in memory has one connection: copy it into a file, publish there, and read the file back."""
    file, start = directory / "db.sqlite3", directory / "start"
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{file}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "SECRET_KEY": "only-for-tests",
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(revision.object_id), str(revision.pk), str(user.pk), str(start)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for revision, user in zip(revisions, people, strict=True)
    ]
    waiting = [Path(f"{start}.{revision.pk}") for revision in revisions]
    while not all(path.exists() for path in waiting) and all(process.poll() is None for process in processes):
        threading.Event().wait(0.02)
    start.touch()
    answers = [process.communicate(timeout=60) for process in processes]
    with sqlite3.connect(file) as copy:
        copy.backup(connection.connection)
    return [out.strip() or error[-2000:] for out, error in answers]


def assert_chain_holds(length: int) -> None:
    versions = list(PublishedVersion.objects.order_by("sequence"))
    assert [version.sequence for version in versions] == list(range(1, length + 1))
    for before, version in zip([None, *versions], versions, strict=False):
        assert version.previous_hash == (before.hash if before else "0" * 64)
        assert version.compute_hash() == version.hash
    head = ChainHead.objects.get()
    assert (head.count, head.hash) == (length, versions[-1].hash)


def test_different_pages_become_linked_versions(
    pages: list[PolicyPage], approvers: list[Any], together: Callable[..., list[str]]
) -> None:
    count = PEOPLE if connection.vendor == "postgresql" else 2

    results = together([page.get_latest_revision() for page in pages[:count]], approvers[:count])

    assert results == ["published"] * count
    assert_chain_holds(count)
    assert {version.page_id for version in PublishedVersion.objects.all()} == {page.pk for page in pages[:count]}


def test_second_draft_of_the_same_page_is_refused_as_outdated(
    pages: list[PolicyPage], editor: Any, approvers: list[Any], together: Callable[..., list[str]]
) -> None:
    """Both drafts were begun from version 1. One becomes version 2; the other would silently undo it."""
    page = pages[0]
    page.get_latest_revision().publish(user=approvers[0])
    revisions = []
    for html in ("<p>Erster Entwurf.</p>", "<p>Zweiter Entwurf.</p>"):
        draft = PolicyPage.objects.get(pk=page.pk)
        draft.body = [section("Wer ist verantwortlich?", text(html))]
        revisions.append(draft.save_revision(user=editor))

    results = together(revisions, approvers[:2])

    assert sorted(results) == ["published", "refused"]
    assert_chain_holds(2)
    winner = ("Erster", "Zweiter")[results.index("published")]
    live = PolicyPage.objects.get(pk=page.pk)
    assert f"{winner} Entwurf." in PublishedVersion.objects.of(page).latest("sequence").content.html
    assert f"{winner} Entwurf." in str(live.body.raw_data[0])
