"""Publishing is all or nothing: whatever fails on whichever path, live text, archive and log agree."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest import mock

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from django.dispatch import Signal
from wagtail import hooks
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState
from wagtail.signals import page_published

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions import cutting
from cms.versions.freezing import FileFreezer
from cms.versions.models import ChainHead, FrozenFile, PublishedVersion, VersionContent, VersionFile
from cms.versions.scheduling import FAILED
from cms.versions.signals import version_published
from tests.cms.versions.publishing_paths import PATHS, Office, Path

Failure = Callable[[], AbstractContextManager[Any]]


class ForcedError(Exception):
    """What no part of the site expects."""


def fail(*args: Any, **kwargs: Any) -> None:
    raise ForcedError


def calling(owner: Any, name: str) -> Failure:
    return lambda: mock.patch.object(owner, name, fail)


@contextmanager
def receiving(signal: Signal, sender: Any = None, receiver: Callable[..., None] = fail) -> Iterator[None]:
    signal.connect(receiver, sender=sender, weak=False)
    try:
        yield
    finally:
        signal.disconnect(receiver, sender=sender)


def saving(model: type[Model], signal: Signal = post_save) -> Failure:
    """Fails after the row was written, so that something is there to be taken back."""
    return lambda: receiving(signal, model)


def logging(*actions: str, signal: Signal = post_save) -> Failure:
    def receiver(instance: PageLogEntry, **kwargs: Any) -> None:
        if instance.action in actions:
            raise ForcedError

    return lambda: receiving(signal, PageLogEntry, receiver)


@contextmanager
def moving_the_head() -> Iterator[None]:
    def receiver(instance: ChainHead, created: bool, **kwargs: Any) -> None:
        if not created:
            raise ForcedError

    with receiving(post_save, ChainHead, receiver):
        yield


PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled")

FAILURES: dict[str, Failure] = {
    "rendering": calling(PolicyPage, "render_body"),
    "freezing files": calling(FileFreezer, "attach"),
    "version row": saving(PublishedVersion),
    "content row": saving(VersionContent),
    "chain head": moving_the_head,
    "clearing the draft's fields": calling(cutting, "_clear_draft_fields"),
    "our log entry": logging("privacy.version"),
    "receiver of our signal": lambda: receiving(version_published),
    "receiver of Wagtail's signal": lambda: receiving(page_published),
    "Wagtail's log entry, before": logging(*PUBLISHING, signal=pre_save),
    "Wagtail's log entry, after": logging(*PUBLISHING),
}
VIEW_FAILURES: dict[str, Failure] = {
    "hook after publishing": lambda: hooks.register_temporarily("after_publish_page", fail),
    "hook after the bulk action": lambda: hooks.register_temporarily("after_bulk_action", fail),
    "message to the person": calling(BaseStorage, "add"),
}
# Paths that go through the same machinery as others get the failures that lie far apart.
FAR_APART = {"rendering", "content row", "receiver of our signal", "Wagtail's log entry, after"}
ALL = {"edit", "program"}
RELEVANT = {
    "edit": {"hook after publishing", "message to the person"},
    "create": {"hook after publishing", "message to the person"},
    "bulk": {"hook after the bulk action", "message to the person"},
}
CASES = [
    pytest.param(path, failure, id=f"{path.name}-{name}")
    for path in PATHS
    for name, failure in (FAILURES | VIEW_FAILURES).items()
    if (name in FAILURES and (path.name in ALL or name in FAR_APART)) or name in RELEVANT.get(path.name, set())
]


@pytest.fixture
def office(home: HomePage, editor: Any, approver: Any, superuser: Any, roles: dict[str, Any]) -> Office:
    return Office(home, editor, approver, superuser, roles)


def snapshot() -> dict[str, list[Any]]:
    """Everything that publishing touches."""
    models: tuple[Any, ...] = (
        PolicyPage,
        PublishedVersion,
        VersionContent,
        VersionFile,
        FrozenFile,
        ChainHead,
        Revision,
    )
    state = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    reported = PageLogEntry.objects.exclude(action=FAILED)  # what the schedule says about a failure is meant to stay
    state["log"] = list(reported.order_by("pk").values_list("pk", "action", "page_id"))
    state["workflows"] = list(WorkflowState.objects.order_by("pk").values_list("pk", "status"))
    state["tasks"] = list(TaskState.objects.order_by("pk").values_list("pk", "status", "finished_at"))
    return state


@pytest.mark.parametrize(("path", "failure"), CASES)
def test_failure_leaves_everything_as_it_was(path: Path, failure: Failure, office: Office, settings: Any) -> None:
    # Given a page in version 1 and another text that is about to be published
    settings.WAGTAIL_PRIVACY_FOUR_EYES = path.four_eyes
    page = path.prepare(office)
    before = snapshot()

    # When one step fails
    response = None
    with failure():
        try:
            response = path.run(office, page)
        except ForcedError:
            assert not path.is_view

    # Then nothing of it has happened
    assert response is None or response.status_code == 500
    after = snapshot()
    for name, rows in before.items():
        assert after[name] == rows, f"{name} differ"

    # And the next attempt works
    response = path.run(office, PolicyPage.objects.get(pk=page.pk))
    assert response is None or response.status_code in {200, 302}
    assert PublishedVersion.objects.count() == len(before["PublishedVersion"]) + 1
    head = ChainHead.objects.get()
    assert head.hash == PublishedVersion.objects.get(sequence=head.count).hash


def test_failing_answer_of_the_api_takes_the_publication_back(office: Office) -> None:
    from wagtail.admin.api.views import PagesAdminAPIViewSet

    path = next(path for path in PATHS if path.name == "api")
    page = path.prepare(office)
    before = snapshot()

    with mock.patch.object(PagesAdminAPIViewSet, "get_serializer", fail):
        response = path.run(office, page)

    assert response.status_code == 500
    assert snapshot() == before


def test_unpublishing_is_all_or_nothing(office: Office) -> None:
    from django.urls import reverse

    page = PATHS[0].prepare(office)
    before = snapshot()

    with logging("wagtail.unpublish")():
        response = office.browser(office.approver).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    assert response.status_code == 500
    assert snapshot() == before


def test_refused_publication_in_bulk_publishes_none(office: Office) -> None:
    """One page of two may not be published: the other one waits, too, instead of a half-done action."""
    from django.urls import reverse

    from tests.cms.versions.publishing_paths import redraft, with_draft
    from tests.factories.policies import policy_page

    page = with_draft(office)
    stale = policy_page(office.home, user=office.editor, slug="zweite", title="Zweite")
    stale.get_latest_revision().publish(user=office.approver)
    redraft(office, stale, "<p>Alt.</p>", based_on=0)
    before = snapshot()

    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = office.browser(office.approver).post(
        f"{address}?id={page.pk}&id={stale.pk}", {"next": reverse("wagtailadmin_home")}
    )

    assert response.status_code == 302
    assert snapshot() == before


def test_publishing_in_a_callers_transaction_undoes_only_itself(office: Office) -> None:
    """A command that goes on after a failure must not keep half of a publication."""
    page = PATHS[0].prepare(office)
    before = snapshot()

    with saving(VersionContent)(), pytest.raises(ForcedError):
        page.get_latest_revision().publish(user=office.approver)

    assert snapshot() == before
