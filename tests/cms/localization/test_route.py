"""From the German text to an English draft."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale

from cms.core.refusals import Refused
from cms.home.models import HomePage
from cms.localization.refusals import TranslationIncomplete
from cms.localization.route import (
    draft_translation,
    fill_translation,
    required_translation,
    start_translation,
    update_translation,
)
from cms.localization.strings import missing_strings, strings_of
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.policies import policy_page


def _in_force(page: PolicyPage) -> PublishedVersion:
    version = PublishedVersion.objects.of(page).current()
    assert version is not None
    return version


def test_start_makes_a_draft_that_nobody_sees(
    german_policy: PolicyPage, english: Locale, translator: AbstractUser
) -> None:
    target = start_translation(german_policy, english, translator)

    assert not target.live
    assert target.locale == english
    assert not PublishedVersion.objects.of(target).exists()
    assert not required_translation(german_policy, english).enabled
    assert start_translation(target, english, translator).pk == target.pk


def test_start_needs_a_published_source(home: HomePage, english_home: HomePage, english: Locale, editor: Any) -> None:
    draft = policy_page(home, user=editor)

    with pytest.raises(Refused, match="has not been published"):
        start_translation(draft, english)


def test_start_needs_the_parents_translation(
    policy: PolicyPage, publish: Any, english: Locale, english_home: HomePage
) -> None:
    publish(policy)
    english_home.delete()

    with pytest.raises(Refused, match="Start"):
        start_translation(policy, english)


def test_incomplete_translation_is_refused_with_every_missing_string(
    german_policy: PolicyPage, english: Locale, translator: AbstractUser
) -> None:
    target = start_translation(german_policy, english, translator)
    fill_translation(german_policy, english, {"Datenschutz": "Privacy policy"}, translator)

    with pytest.raises(TranslationIncomplete) as refusal:
        draft_translation(german_policy, english, translator)

    places = {str(missing.place) for missing in refusal.value.missing}
    assert "Summary" in places
    assert "2.1 Welche Rechte habe ich? (List)" in places
    assert "2 Ihre Rechte (Table)" in places
    assert "Datenschutz" not in [missing.text for missing in refusal.value.missing]
    assert target.get_latest_revision().user is None


def test_draft_holds_the_whole_text_in_english(
    translate: Any, german_policy: PolicyPage, translator: AbstractUser
) -> None:
    page = translate(note="First English version.")
    draft = page.get_latest_revision_as_object()
    raw = str(draft.versioned_content())

    assert not page.live
    assert draft.title == "Privacy policy"
    assert draft.slug == "privacy"
    assert draft.change_note == "First English version."
    assert draft.translated_from == _in_force(german_policy).sequence
    assert page.get_latest_revision().user == translator
    assert "The insurer, nobody <b>else</b>." in raw
    assert raw.count("Three years after the end") == 2
    assert "EN Auskunft verlangen" in raw
    assert "EN Löschung verlangen" in raw
    assert "EN Widerspruch" in raw
    assert 'href="https://example.org/de"' in raw
    assert draft.body[0].value["anchor"] == "verantwortlich"


def test_published_translation_names_its_source_and_keeps_its_label(
    english_policy: PolicyPage, german_policy: PolicyPage
) -> None:
    version = _in_force(english_policy)
    source = _in_force(german_policy)

    assert version.label == source.label == "1"
    assert version.source_sequence == source.sequence
    assert version.valid_from == source.valid_from


def test_update_keeps_translated_strings_and_asks_for_the_new_one(
    english_policy: PolicyPage,
    new_german_version: Callable[..., PublishedVersion],
    english: Locale,
    translator: AbstractUser,
) -> None:
    german = new_german_version()

    translation = update_translation(english_policy, english, translator)

    assert [missing.text for missing in missing_strings(translation)] == ["Unsere Kasse, nicht <b>jemand</b> anders."]
    with pytest.raises(TranslationIncomplete, match="1 Wer ist verantwortlich"):
        draft_translation(english_policy, english, translator)
    fill_translation(english_policy, english, {"Unsere Kasse, nicht <b>jemand</b> anders.": "Our fund."}, translator)
    revision = draft_translation(english_policy, english, translator)
    assert revision.as_object().translated_from == german.sequence
    assert "insurer" in _in_force(english_policy).content.html


def test_drafts_of_the_source_are_not_translated(
    german_policy: PolicyPage, english_policy: PolicyPage, english: Locale, editor: AbstractUser
) -> None:
    draft = german_policy.get_latest_revision_as_object()
    draft.summary = "<p>Noch geheim.</p>"
    draft.save_revision(user=editor)

    translation = update_translation(german_policy, english)

    assert not missing_strings(translation)


def test_cleared_text_is_cleared_in_the_translation(
    german_policy: PolicyPage, english_policy: PolicyPage, english: Locale, editor: AbstractUser, publish: Any
) -> None:
    draft = german_policy.get_latest_revision_as_object()
    draft.summary, draft.body = "", draft.body.stream_block.to_python([{"type": "contact", "value": {"role": "dpo"}}])
    draft.save_revision(user=editor)
    publish(german_policy)

    update_translation(german_policy, english)
    text = draft_translation(german_policy, english).as_object()

    assert text.summary == ""
    assert [block.block_type for block in text.body] == ["contact"]


def test_moved_paragraph_keeps_its_translation(
    german_policy: PolicyPage, english_policy: PolicyPage, english: Locale, editor: AbstractUser, publish: Any
) -> None:
    draft = german_policy.get_latest_revision_as_object()
    stream_block = draft.body.stream_block
    raw = stream_block.get_prep_value(draft.body)
    raw[1]["value"]["content"].append(raw[0]["value"]["content"].pop(0))
    draft.body = stream_block.to_python(raw)
    draft.save_revision(user=editor)
    publish(german_policy)

    translation = update_translation(german_policy, english)

    assert not missing_strings(translation)


def test_invalid_translation_counts_as_missing_and_says_why(german_policy: PolicyPage, english: Locale) -> None:
    start_translation(german_policy, english)
    source = 'Mehr auf <a id="a1">unserer Seite</a>.'
    fill_translation(german_policy, english, {source: 'More <a id="a7">here</a>.'})

    missing = {each.text: each for each in missing_strings(required_translation(german_policy, english))}

    assert "a7" in missing[source].error


def test_locked_translation_gets_no_draft(
    translate: Any, german_policy: PolicyPage, english: Locale, translator: Any
) -> None:
    page = translate()
    page.locked = True
    page.save(update_fields=["locked"])

    with pytest.raises(Refused, match="locked"):
        draft_translation(german_policy, english, translator)


def test_queries_do_not_grow_with_the_strings(
    german_policy: PolicyPage, english: Locale, django_assert_max_num_queries: Any
) -> None:
    start_translation(german_policy, english)
    record = required_translation(german_policy, english)

    with django_assert_max_num_queries(10):
        strings_of(record)
    with django_assert_max_num_queries(25):
        fill_translation(german_policy, english, {s.source: f"EN {s.source}" for s in strings_of(record)})
