"""Taking over an English text that exists already."""

import copy
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale

from cms.localization.refusals import TranslationMisaligned
from cms.localization.route import draft_translation, translate_from_stream, update_translation
from cms.localization.strings import missing_strings
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.cms.localization.texts import block, table
from tests.factories.policies import question, section, text


def english_body() -> list[dict[str, Any]]:
    """The same structure as `german_body`, with ids of its own and another address in the link."""
    return [
        section(
            "Who is responsible?",
            text("<p>The insurer, nobody <b>else</b>.</p>"),
            block("contact", {"role": "controller"}),
        ),
        section(
            "Your rights",
            question(
                "Which rights do I have?",
                block("list", {"ordered": True, "items": ["<p>Access</p>", "<p>Erasure</p>"]}),
                block("notice", {"kind": "important", "heading": "Objection", "text": "<p>At any time.</p>"}),
                text('<p>More on <a href="https://example.org/en">our page</a>.</p>'),
            ),
            table(
                "How long?",
                ["Purpose", "Period"],
                ["<p>Enquiry</p>", "<p>Three years after the end</p>"],
                ["<p>Election</p>", "<p>Three years after the end</p>"],
            ),
        ),
    ]


TEXTS = {
    "title": "Privacy policy",
    "slug": "privacy",
    "summary": "<p>First things first.</p>",
    "search_description": "Which data we process",
}


def test_mirrored_text_becomes_a_draft(
    german_policy: PolicyPage, english: Locale, translator: AbstractUser, publish: Any
) -> None:
    revision = translate_from_stream(german_policy, english, body=english_body(), user=translator, note="New.", **TEXTS)

    draft = revision.as_object()
    raw = str(draft.versioned_content())
    assert revision.user == translator
    assert draft.change_note == "New."
    assert draft.body[0].value["anchor"] == "verantwortlich"
    assert [child.id for child in draft.body] == [child.id for child in german_policy.body]
    assert "https://example.org/en" in raw
    assert "Erasure" in raw
    assert "Löschung" not in raw
    publish(draft)
    html = PublishedVersion.objects.of(draft).latest("sequence").content.html
    assert html.count("Three years after the end") == 2


def test_strings_are_kept_for_the_next_version(
    german_policy: PolicyPage, english: Locale, new_german_version: Any, publish: Any
) -> None:
    revision = translate_from_stream(german_policy, english, body=english_body(), **TEXTS)
    new_german_version()

    translation = update_translation(german_policy, english)

    assert len(missing_strings(translation)) == 1
    assert revision.as_object().translated_from < PublishedVersion.objects.of(german_policy).latest("sequence").sequence


def test_text_that_was_never_published_can_be_translated(
    home: Any, english_home: Any, english: Locale, editor: Any
) -> None:
    from tests.factories.policies import policy_page

    page = policy_page(home, section("Zweck", text("<p>Ein Satz.</p>")), user=editor)

    revision = translate_from_stream(
        page, english, title="Privacy", slug="privacy", body=[section("Purpose", text("<p>A sentence.</p>"))]
    )

    assert revision.as_object().translated_from is None


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda body: body[0]["value"]["content"].pop(0), "1 Wer ist verantwortlich?"),
        (lambda body: body[0]["value"]["content"].append(text("<p>Extra.</p>")), "Extra."),
        (lambda body: body[1]["value"]["content"][1]["value"]["rows"].pop(), "2 × 2"),
        (
            lambda body: body[1]["value"]["content"][1]["value"]["rows"][1]["values"].__setitem__(1, "<p>Four</p>"),
            "equal in the source",
        ),
        (
            lambda body: body[0]["value"]["content"][0].update(value="<p>One.</p><p>Two.</p>"),
            "the number of texts differs (source: 1, translation: 2)",
        ),
        (
            lambda body: body[0]["value"]["content"][0].update(value='<p>A <a href="https://x.org">link</a>.</p>'),
            "other links",
        ),
    ],
)
def test_what_does_not_fit_is_named(german_policy: PolicyPage, english: Locale, change: Any, place: str) -> None:
    body = copy.deepcopy(english_body())
    change(body)

    with pytest.raises(TranslationMisaligned) as refusal:
        translate_from_stream(german_policy, english, body=body, **TEXTS)

    assert place in refusal.value.message
    assert not PolicyPage.objects.filter(locale=english).exists()


def test_hand_made_correction_survives_the_next_update(
    english_policy: PolicyPage, english: Locale, translator: AbstractUser, new_german_version: Any
) -> None:
    from cms.localization.corrections import remember_corrections

    draft = english_policy.get_latest_revision_as_object()
    draft.summary = "<p>The main points first.</p>"
    draft.save_revision(user=translator)

    assert remember_corrections(PolicyPage.objects.get(pk=english_policy.pk), translator) == []

    new_german_version(old="jemand", new="wer", kind="editorial")
    translation = update_translation(english_policy, english)
    from cms.localization.route import fill_translation

    fill_translation(english_policy, english, {m.text: "The insurer." for m in missing_strings(translation)})
    assert draft_translation(english_policy, english).as_object().summary == "<p>The main points first.</p>"
