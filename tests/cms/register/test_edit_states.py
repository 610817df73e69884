"""Where the text of an entry stands."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale

from cms.localization.route import start_translation
from cms.register.edit_states import edit_state, translations_of, with_states
from cms.register.models import ProcessingActivity
from tests.factories.register import activity, published_activity, responsible_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def parties(home: object, english_home: object) -> None:
    responsible_parties()


def labels() -> dict[str, str]:
    return {entry.reference: edit_state(entry).label for entry in with_states(ProcessingActivity.objects.all())}


def test_the_most_pressing_thing_is_said_first(editor: Any, django_assert_num_queries: Any) -> None:
    published, changed, draft, scheduled, moderated = (f"VVT-{number}" for number in range(5))
    published_activity(published)
    published_activity(changed).save_revision(user=editor)
    activity(draft)
    activity(scheduled).save_revision(approved_go_live_at=timezone.now())
    waiting = activity(moderated)
    waiting.get_workflow().start(waiting, editor)
    # The second time, the content type is known.
    labels()
    with django_assert_num_queries(1):
        assert labels() == {
            published: "published",
            changed: "published, changed since",
            draft: "draft",
            scheduled: "scheduled",
            moderated: "in moderation",
        }


def test_translations_are_found_for_many_entries_in_one_query(
    english: Locale, approver: Any, django_assert_num_queries: Any
) -> None:
    first, second = published_activity("VVT-001"), published_activity("VVT-002")
    translation = start_translation(first, english, approver)
    with django_assert_num_queries(1):
        found = translations_of([first, second, translation])
        codes = {pk: [other.locale.language_code for other in others] for pk, others in found.items()}
    assert codes == {first.pk: ["en"], second.pk: [], translation.pk: ["de"]}
