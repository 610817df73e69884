"""What publishing must respect, asked without a request."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.policies.models import PolicyPage
from cms.versions import rules
from cms.versions.publication import Publication, current_publication, publication
from tests.cms.versions.editing import Publish, fresh, in_force, refused, signed_in
from tests.factories.versions import translation

pytestmark = pytest.mark.django_db


def test_asking_beforehand_changes_nothing(policy: PolicyPage, approver: Any) -> None:
    revision = policy.get_latest_revision()

    approval = rules.check_publication(revision.as_object(), revision, Publication(approver))

    assert (approval.approver, approval.is_self_approved) == ("Dora", False)
    assert in_force(policy) is None


def test_every_refusal_names_the_page(policy: PolicyPage, editor: Any) -> None:
    revision = policy.get_latest_revision()

    for user in (editor, None):
        with refused("“Datenschutzerklärung”"):
            rules.check_publication(revision.as_object(), revision, Publication(user))


def test_date_may_be_that_of_the_schedule(policy: PolicyPage) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    policy.valid_from = tomorrow

    rules.check_valid_from(policy, on=tomorrow)
    with refused("later than the day of publishing"):
        rules.check_valid_from(policy)


def test_translation_of_an_unpublished_text_is_refused_beforehand(
    policy: PolicyPage, english_home: Any, translator: Any, approver: Any
) -> None:
    page = translation(policy, "<p>The fund.</p>", translator)
    revision = page.get_latest_revision()

    with refused("has not been published yet"):
        rules.check_publication(revision.as_object(), revision, Publication(approver))


def test_person_is_known_inside_an_announcement_that_names_nobody(approver: Any, editor: Any) -> None:
    with publication(approver), publication(None):
        assert current_publication().user == approver
    with publication(approver), publication(editor):
        assert current_publication().user == editor
    assert current_publication().user is None


def test_copy_that_is_to_go_live_obeys_the_rules(
    policy: PolicyPage, publish: Publish, superuser: Any, home: Any
) -> None:
    publish(policy)
    form = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": home.pk,
        "publish_copies": "on",
    }

    response: Any = signed_in(superuser).post(reverse("wagtailadmin_pages:copy", args=[policy.pk]), form)

    assert response.status_code == 302
    assert "was not published" in "\n".join(map(str, get_messages(response.wsgi_request)))
    assert not Page.objects.filter(slug="kopie").exists()


def test_api_answers_refused_actions_with_the_reason(policy: PolicyPage, publish: Publish, superuser: Any) -> None:
    publish(policy)
    browser = signed_in(superuser)
    for action in ("copy", "create_alias", "convert_alias"):
        address = reverse("wagtailadmin_api:pages:action", args=[policy.pk, action])
        data = {"slug": "neu", "update_slug": "neu"}

        response = browser.post(address, data, content_type="application/json")

        assert 400 <= response.status_code < 500, (action, response.content)
    assert PolicyPage.objects.count() == 1
    assert fresh(policy).live
