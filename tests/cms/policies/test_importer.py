"""A file becomes a draft, a new draft of a page, or a version of the past."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import AbstractUser
from django.test import Client
from django.urls import reverse

from cms.core.refusals import Refused
from cms.home.models import HomePage
from cms.policies.importer import find_policy_page, import_draft, import_historic, publish_import, stored_body
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.cms.versions.editing import refused
from tests.factories.admin_forms import edit_form
from tests.factories.policies import policy_page

FILE = """# Datenschutzerklärung

## Wer ist verantwortlich?

Die Muster-Kasse.

## Ihre Rechte

### Welche Rechte haben Sie?

- Auskunft
- Löschung
""".encode()


def changed(old: str, new: str) -> bytes:
    return FILE.replace(old.encode(), new.encode())


def test_file_becomes_a_draft_below_the_start_page(home: HomePage, editor: AbstractUser) -> None:
    imported = import_draft("policy.md", FILE, "de", user=editor)

    page = PolicyPage.objects.child_of(home).get()
    assert imported.page == page
    assert (page.live, page.title, page.slug, page.owner) == (
        False,
        "Datenschutzerklärung",
        "datenschutzerklaerung",
        editor,
    )
    anchors = [block.value["anchor"] for block in page.body]
    assert anchors == ["wer-ist-verantwortlich", "ihre-rechte"]


def test_same_file_again_changes_nothing(home: HomePage, editor: AbstractUser) -> None:
    first = import_draft("policy.md", FILE, "de", user=editor)

    again = import_draft("policy.md", FILE, "de", user=editor)
    named = import_draft("policy.md", FILE, "de", user=editor, page=first.page)

    assert not again.is_changed
    assert not named.is_changed
    assert PolicyPage.objects.count() == 1
    assert first.page.revisions.count() == 1


def test_changed_file_needs_the_name_of_the_page(home: HomePage, editor: AbstractUser) -> None:
    first = import_draft("policy.md", FILE, "de", user=editor)

    with pytest.raises(Refused, match=str(first.page.pk)):
        import_draft("policy.md", changed("Auskunft", "Auskunft und Kopie"), "de", user=editor)


def test_changed_file_makes_a_new_draft_with_the_identities_of_the_page(home: HomePage, editor: AbstractUser) -> None:
    # Given an imported page
    page = import_draft("policy.md", FILE, "de", user=editor).page
    before = stored_body(page)

    # When a file with a reworded heading, a new section and a new item is imported into it
    text = changed("## Wer ist verantwortlich?", "## Neu\n\nNeuer Text.\n\n## Wer trägt die Verantwortung?")
    text = text.replace("- Löschung".encode(), "- Berichtigung\n- Löschung".encode())
    imported = import_draft("policy.md", text, "de", user=editor, page=page)

    # Then headings keep their anchors, blocks and items their ids
    after = stored_body(imported.revision.as_object())
    new, who, rights = after
    assert new["value"]["anchor"] == "neu"
    assert (who["id"], who["value"]["anchor"]) == (before[0]["id"], "wer-ist-verantwortlich")
    assert who["value"]["content"][0]["id"] == before[0]["value"]["content"][0]["id"]
    assert rights["id"] == before[1]["id"]
    old_items = before[1]["value"]["content"][0]["value"]["content"][0]["value"]["items"]
    items = rights["value"]["content"][0]["value"]["content"][0]["value"]["items"]
    assert [item["id"] for item in items if item["value"] != "<p>Berichtigung</p>"] == [
        item["id"] for item in old_items
    ]


def test_content_that_no_file_can_hold_stays(home: HomePage, editor: AbstractUser) -> None:
    page = import_draft("policy.md", FILE, "de", user=editor).page
    body = stored_body(page)
    foreign = {"type": "live_section", "value": {"x": 1}, "id": "11111111-2222-3333-4444-555555555555"}
    body.insert(1, foreign)
    page.body = body
    page.save_revision(user=editor)

    imported = import_draft("policy.md", changed("Auskunft", "Auskunft und Kopie"), "de", user=editor, page=page)

    after = stored_body(imported.revision.as_object())
    assert [raw["type"] for raw in after] == ["section", "live_section", "section"]
    assert after[1] == foreign


def test_language_of_file_and_page_must_agree(policy: PolicyPage, editor: AbstractUser) -> None:
    with refused("“en”"):
        import_draft("policy.md", FILE, "en", user=editor, page=policy)


def test_unknown_language_is_refused(home: HomePage, editor: AbstractUser) -> None:
    with refused("“fr”"):
        import_draft("policy.md", FILE, "fr", user=editor)


def test_import_can_be_published_by_another_person(
    home: HomePage, editor: AbstractUser, approver: AbstractUser
) -> None:
    imported = import_draft("policy.md", FILE, "de", user=editor)

    version = publish_import(imported, approver)

    assert (version.label, version.approver) == ("1", "Dora")
    assert "Muster-Kasse" in version.content.text


def test_import_is_not_published_by_its_author(home: HomePage, editor: AbstractUser) -> None:
    imported = import_draft("policy.md", FILE, "de", user=editor)

    with pytest.raises(Refused):
        publish_import(imported, editor)
    assert not PublishedVersion.objects.exists()


def test_historic_text_is_archived_but_never_in_force(
    policy: PolicyPage, editor: AbstractUser, approver: AbstractUser, publish: Callable[..., PublishedVersion]
) -> None:
    # Given a page in force
    current = publish(policy)
    policy.refresh_from_db()

    # When the text of 2018 is archived, twice
    facts = {
        "valid_from": date(2018, 5, 25),
        "number": None,
        "change_note": "Alt",
        "editor": editor,
        "approver": approver,
    }
    first = import_historic("alt.md", FILE, page=policy, **facts)
    second = import_historic("alt.md", FILE, page=policy, **facts)

    # Then it stands in the archive once, with its own date, and the text in force is what it was
    assert (first.version.label, first.version.valid_from, first.version.is_historic) == (
        "0.1",
        date(2018, 5, 25),
        True,
    )
    assert (second.version, second.is_changed) == (first.version, False)
    assert PublishedVersion.objects.of(policy).current() == current
    assert "Muster-Kasse" not in PolicyPage.objects.get(pk=policy.pk).body.render_as_block()


def test_label_of_a_historic_text_is_given_once(
    policy: PolicyPage, editor: AbstractUser, approver: AbstractUser
) -> None:
    facts = {"number": (1, 0), "change_note": "", "editor": editor, "approver": approver, "page": policy}
    import_historic("alt.md", FILE, valid_from=date(2018, 5, 25), **facts)

    with refused("version 1 "):
        import_historic("alt.md", changed("Muster", "Neue"), valid_from=date(2020, 1, 1), **facts)


@pytest.mark.parametrize("reference", ["{pk}", "datenschutz", "/de/datenschutz/"])
def test_pages_are_found_by_number_slug_and_address(policy: PolicyPage, reference: str) -> None:
    assert find_policy_page(reference.format(pk=policy.pk)) == policy


def test_ambiguous_page_is_refused_with_the_choices(
    policy: PolicyPage, english_home: HomePage, editor: AbstractUser
) -> None:
    other = policy_page(english_home, user=editor)

    with pytest.raises(Refused, match=str(other.pk)):
        find_policy_page("datenschutz")
    assert find_policy_page("datenschutz", "en") == other


def test_unknown_page_is_refused(home: HomePage) -> None:
    with pytest.raises(Refused, match="nirgends"):
        find_policy_page("nirgends")


def test_saving_an_imported_text_in_the_editor_changes_nothing(
    home: HomePage, editor: AbstractUser, approver: AbstractUser
) -> None:
    # Given an imported text with all kinds of blocks, published
    text = FILE + b"\n- Oberpunkt\n  - Unterpunkt\n\n| Name | Zweck |\n|---|---|\n| a | b |\n\n> [!NOTE]\n> Hinweis\n"
    imported = import_draft("policy.md", text, "de", user=editor)
    publish_import(imported, approver)

    # When somebody opens it in the editor and saves it as it is
    client = Client()
    client.force_login(editor)
    page = PolicyPage.objects.get()
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_form(client, page))
    assert page.revisions.count() == 2

    # Then it is the same text, to the importer and to the archive
    page = PolicyPage.objects.get()
    page.get_latest_revision().publish(user=approver)
    assert PublishedVersion.objects.count() == 1
    assert not import_draft("policy.md", text, "de", user=editor, page=page).is_changed
