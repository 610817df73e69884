"""Nobody approves strings that they translated, whoever makes the draft of them."""

from collections.abc import Callable
from typing import Any

import polib
import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale

from cms.core.refusals import Refused
from cms.localization.alignment import Alignment
from cms.localization.route import (
    draft_translation,
    fill_translation,
    required_translation,
    start_translation,
    store_alignment,
    update_translation,
)
from cms.localization.string_authors import string_authors
from cms.localization.strings import missing_strings, strings_of
from cms.policies.models import PolicyPage
from cms.versions.authors import is_author
from cms.versions.models import PublishedVersion


@pytest.fixture
def translator(translator: AbstractUser, roles: dict[str, Any]) -> AbstractUser:
    """A translator who may approve, too."""
    translator.groups.add(roles["approver"])
    return translator


@pytest.fixture
def begun(german_policy: PolicyPage, english: Locale, editor: AbstractUser) -> PolicyPage:
    """A translation that the editor began, without a string in it."""
    return start_translation(german_policy, english, editor)


def fill(page: PolicyPage, locale: Locale, user: Any) -> None:
    missing = missing_strings(required_translation(page, locale))
    fill_translation(page, locale, {each.text: f"EN {each.text}" for each in missing}, user)


def upload(page: PolicyPage, locale: Locale, user: Any) -> None:
    translation = required_translation(page, locale)
    po = polib.POFile(wrapwidth=200)
    po.metadata = {"X-WagtailLocalize-TranslationID": str(translation.uuid)}
    for each in strings_of(translation):
        po.append(polib.POEntry(msgid=each.source, msgctxt=each.path, msgstr=f"EN {each.source}"))
    translation.import_po(po, user=user)


@pytest.mark.parametrize("enter", [fill, upload])
def test_translator_of_strings_does_not_approve_the_editors_draft(
    enter: Callable[..., None],
    begun: PolicyPage,
    english: Locale,
    editor: AbstractUser,
    translator: AbstractUser,
    approver: AbstractUser,
    publish: Callable[..., PublishedVersion],
) -> None:
    # Given strings of the translator, and a draft that the editor made of them
    enter(begun, english, translator)
    draft_translation(begun, english, editor)

    # When the translator approves, it is refused
    with pytest.raises(Refused, match="changed this text yourself"):
        publish(begun, translator)
    assert not PolicyPage.objects.get(pk=begun.pk).live

    # And somebody else may
    assert publish(begun, approver).label == "1"


def test_strings_of_an_earlier_publication_do_not_count(
    english_policy: PolicyPage,
    new_german_version: Callable[..., PublishedVersion],
    english: Locale,
    editor: AbstractUser,
    translator: AbstractUser,
    publish: Callable[..., PublishedVersion],
) -> None:
    # Given a translation in force by the translator, and an update of it by the editor alone
    new_german_version()
    update_translation(english_policy, english, editor)
    fill(english_policy, english, editor)
    draft_translation(english_policy, english, editor)

    # Then the translator may approve the update
    assert publish(english_policy, translator).label == "2"


def test_one_string_of_an_update_is_enough(
    english_policy: PolicyPage,
    new_german_version: Callable[..., PublishedVersion],
    english: Locale,
    editor: AbstractUser,
    translator: AbstractUser,
    publish: Callable[..., PublishedVersion],
) -> None:
    new_german_version()
    update_translation(english_policy, english, editor)
    fill(english_policy, english, translator)
    draft_translation(english_policy, english, editor)

    with pytest.raises(Refused, match="changed this text yourself"):
        publish(english_policy, translator)


def test_source_text_and_other_people_are_untouched(
    begun: PolicyPage,
    german_policy: PolicyPage,
    english: Locale,
    translator: AbstractUser,
    approver: AbstractUser,
    django_assert_num_queries: Any,
) -> None:
    fill(begun, english, translator)

    assert is_author(begun, translator)
    assert not is_author(begun, approver)
    assert not is_author(german_policy, translator)
    with django_assert_num_queries(1):
        assert string_authors(begun, None) == {translator.pk}


def test_link_that_stays_the_same_keeps_its_author(
    begun: PolicyPage, english: Locale, translator: AbstractUser, approver: AbstractUser
) -> None:
    # Given a link that the translator leads elsewhere
    translation = required_translation(begun, english)
    path = next(s.path for s in strings_of(translation) if "unserer Seite" in s.source)
    links = Alignment(hrefs={(path, "https://example.org/de"): "https://example.org/en"})
    store_alignment(translation, links, translator)

    # When an approver saves the page without touching it
    store_alignment(translation, links, approver)

    # Then only the translator counts
    assert string_authors(begun, None) == {translator.pk}
