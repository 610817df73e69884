"""A German policy that has been published, and what its translation needs."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.utils.translation import override
from wagtail.models import Locale

from cms.home.models import HomePage
from cms.localization.route import draft_translation, fill_translation, required_translation, start_translation
from cms.localization.strings import strings_of
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.cms.localization.texts import ENGLISH, GERMAN, german_body
from tests.factories.policies import policy_page


@pytest.fixture(autouse=True)
def english_messages() -> Iterator[None]:
    """What people are told is compared in English."""
    with override("en"):
        yield


@pytest.fixture
def german_policy(
    home: HomePage, english_home: HomePage, editor: AbstractUser, publish: Callable[..., Any]
) -> PolicyPage:
    """Version 1 of a policy with every kind of block."""
    page = policy_page(home, *german_body(), user=editor, **GERMAN)
    publish(page)
    return PolicyPage.objects.get(pk=page.pk)


@pytest.fixture
def translate(german_policy: PolicyPage, english: Locale, translator: AbstractUser) -> Callable[..., PolicyPage]:
    """Bring the English translation to a draft: every string from ``ENGLISH``, or marked "EN" where it holds none."""

    def translate_page(page: Any = None, note: str = "") -> PolicyPage:
        page = page or german_policy
        target = start_translation(page, english, translator)
        record = required_translation(page, english)
        texts = {s.source: ENGLISH.get(s.source, f"EN {s.source}") for s in strings_of(record)}
        fill_translation(page, english, texts, translator)
        draft_translation(page, english, translator, note)
        return type(target).objects.get(pk=target.pk)

    return translate_page


@pytest.fixture
def english_policy(translate: Callable[..., PolicyPage], publish: Callable[..., Any]) -> PolicyPage:
    """The published English translation of version 1."""
    page = translate()
    publish(page)
    return PolicyPage.objects.get(pk=page.pk)


@pytest.fixture
def new_german_version(
    german_policy: PolicyPage, editor: AbstractUser, publish: Callable[..., Any]
) -> Callable[..., PublishedVersion]:
    """Publish another German version with a changed first section."""

    def publish_version(old: str = "Die Kasse", new: str = "Unsere Kasse", kind: str = "material") -> PublishedVersion:
        draft = PolicyPage.objects.get(pk=german_policy.pk).get_latest_revision_as_object()
        block = draft._meta.get_field("body").stream_block
        raw = block.get_prep_value(draft.body)
        raw[0]["value"]["content"][0]["value"] = raw[0]["value"]["content"][0]["value"].replace(old, new)
        draft.body = block.to_python(raw)
        draft.change_kind, draft.change_note = kind, "Neu gefasst."
        draft.save_revision(user=editor)
        return publish(german_policy)

    return publish_version
