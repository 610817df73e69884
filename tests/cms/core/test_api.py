"""The write API of Wagtail 8 obeys the rules of publishing like everything else."""

import importlib.util
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client, override_settings

from cms.policies.models import PolicyPage
from cms.versions.models import ChainHead, PublishedVersion

if importlib.util.find_spec("wagtail.api.v3") is None:
    pytest.skip("Wagtail 7 has no write API", allow_module_level=True)


@pytest.fixture(autouse=True)
def mounted() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.testapp.urls_with_api"):
        yield


def call(user: AbstractUser, method: str, address: str, data: dict[str, Any] | None = None) -> Any:
    from wagtail.models import APIToken

    _token, key = APIToken.create_token(user=user, name="test")
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {key}"}
    return getattr(client, method)(f"/api/v3/{address}", data, content_type="application/json", headers=headers)


def test_approver_publishes_and_is_named(policy: PolicyPage, approver: AbstractUser) -> None:
    response = call(approver, "post", f"pages/{policy.pk}/actions/publish/")

    assert response.status_code == 200, response.content
    assert PublishedVersion.objects.get().approver == "Dora"


def test_author_does_not_publish(policy: PolicyPage, editor: AbstractUser) -> None:
    response = call(editor, "post", f"pages/{policy.pk}/actions/publish/")

    assert response.status_code in {403, 409}
    policy.refresh_from_db()
    assert not policy.live
    assert not PublishedVersion.objects.exists()


def test_refused_publication_changes_nothing_and_says_why(
    policy: PolicyPage, approver: AbstractUser, editor: AbstractUser, publish: Callable[..., PublishedVersion]
) -> None:
    # Given a draft that was begun before the version in force
    publish(policy)
    draft = PolicyPage.objects.get(pk=policy.pk).get_latest_revision_as_object()
    draft.title, draft.based_on = "Veraltet", 0
    draft.save_revision(user=editor)
    head = ChainHead.objects.get().hash

    # When the approver publishes it
    response = call(approver, "post", f"pages/{policy.pk}/actions/publish/")

    # Then the API answers in one sentence and nothing has changed
    assert response.status_code == 409, response.content
    assert "version" in response.json()["message"].lower() or "fassung" in response.json()["message"].lower()
    policy.refresh_from_db()
    assert policy.title != "Veraltet"
    assert ChainHead.objects.get().hash == head


def test_failure_after_going_live_leaves_nothing_behind(
    policy: PolicyPage, approver: AbstractUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("cms.versions.cutting.freeze", fail)

    response = call(approver, "post", f"pages/{policy.pk}/actions/publish/")

    assert response.status_code == 500
    policy.refresh_from_db()
    assert not policy.live


def test_published_page_is_not_deleted(
    policy: PolicyPage, superuser: AbstractUser, publish: Callable[..., PublishedVersion]
) -> None:
    publish(policy)

    response = call(superuser, "delete", f"pages/{policy.pk}/")

    assert response.status_code in {403, 409}, response.content
    assert PolicyPage.objects.filter(pk=policy.pk).exists()
