"""Every publish that changes the text freezes one version, whichever path it takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.cms.versions.publishing_paths import (
    EXPECTED,
    PATHS,
    Office,
    Path,
    edit_view,
    program,
    published_page,
    redraft,
    with_draft,
)


@pytest.fixture
def office(home: HomePage, editor: Any, approver: Any, superuser: Any, roles: dict[str, Any]) -> Office:
    return Office(home, editor, approver, superuser, roles)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_path_freezes_exactly_one_version(path: Path, office: Office, settings: Any) -> None:
    # Given a draft with a note that is about to be published
    settings.WAGTAIL_PRIVACY_FOUR_EYES = path.four_eyes
    page = path.prepare(office)
    before = set(PublishedVersion.objects.values_list("pk", flat=True))

    # When it goes live on this path
    response = path.run(office, page)

    # Then there is one more version with everything that has to be proved later
    assert response is None or response.status_code in {200, 302}
    version = PublishedVersion.objects.select_related("content").exclude(pk__in=before).get()
    expected = EXPECTED | path.expected
    assert {name: getattr(version, name) for name in expected} == expected
    assert "Die neue Kasse." in version.content.html
    assert version.content.compute_hash() == version.content_hash
    assert version.compute_hash() == version.hash
    assert version.previous_hash == PublishedVersion.objects.get(sequence=version.sequence - 1).hash
    # And visitors read it, and the next draft begins without its note
    live = PolicyPage.objects.get(pk=version.page_id)
    assert live.live
    assert live.current_version == version
    for state in (live, live.get_latest_revision_as_object()):
        assert (state.change_note, state.based_on) == ("", version.sequence)


@pytest.mark.parametrize("path", [path for path in PATHS if path.name != "create"], ids=lambda path: path.name)
def test_same_content_makes_no_version(path: Path, office: Office) -> None:
    page = path.prepare(office)
    path.run(office, page)
    count = PublishedVersion.objects.count()
    again = PolicyPage.objects.get(pk=page.pk)
    again.get_latest_revision_as_object().save_revision(user=office.editor)

    program(office, PolicyPage.objects.get(pk=page.pk))

    assert PublishedVersion.objects.count() == count


def test_saving_an_imported_text_in_the_editor_does_not_change_it(office: Office) -> None:
    """Draftail numbers the paragraphs; whoever publishes it that way has not written anything."""
    page = published_page(office)

    response = edit_view(office, page)

    assert response.status_code == 302
    assert "data-block-key" in str(PolicyPage.objects.get(pk=page.pk).body.raw_data[0])
    assert PublishedVersion.objects.of(page).count() == 1


def test_going_back_to_an_earlier_text_is_a_new_version(office: Office) -> None:
    page = published_page(office)
    first = PublishedVersion.objects.of(page).latest("sequence").content.text
    for html in ("<p>Eine andere Kasse.</p>", "<p>Die Kasse.</p>"):
        redraft(office, page, html, change_kind="material")
        program(office, PolicyPage.objects.get(pk=page.pk))

    labels = [version.label for version in PublishedVersion.objects.of(page).order_by("sequence")]

    assert labels == ["1", "2", "3"]
    assert PublishedVersion.objects.of(page).latest("sequence").content.text == first


def test_scheduling_alone_makes_no_version(office: Office) -> None:
    """Neither of a live page nor of one that was never public: the text counts from the hour it goes live."""
    live = with_draft(office, go_live_at=timezone.now() + timedelta(days=1))
    count = PublishedVersion.objects.count()

    program(office, live)

    assert PublishedVersion.objects.count() == count
    assert PolicyPage.objects.get(pk=live.pk).get_latest_revision_as_object().change_note == "Neuer Name"


def test_first_publication_can_be_scheduled(office: Office) -> None:
    from tests.factories.policies import policy_page

    page = policy_page(office.home, user=office.editor)
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=office.editor)

    program(office, PolicyPage.objects.get(pk=page.pk))

    assert not PublishedVersion.objects.exists()
    assert not PolicyPage.objects.get(pk=page.pk).live
