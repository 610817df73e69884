"""A project that lacks something for versions is told what, and what to do."""

from typing import Any

import pytest
from django.test.utils import isolate_apps
from wagtail.models import Page

from cms.policies.models import PolicyPage
from cms.versions.checks import (
    check_base_template,
    check_permanent_addresses,
    check_translations_stay_drafts,
    check_versioned_page,
    check_versioned_pages,
)
from cms.versions.models import VersionedPageMixin

urlpatterns: list[Any] = []


def ids(messages: Any) -> list[str]:
    found = list(messages)
    assert all(message.hint for message in found)
    return [message.id for message in found]


def test_shipped_site_passes() -> None:
    for check in (
        check_versioned_pages,
        check_base_template,
        check_permanent_addresses,
        check_translations_stay_drafts,
    ):
        assert check(None) == []


@isolate_apps("tests.testapp")
def test_page_type_that_forgets_everything() -> None:
    class ForgetfulPage(VersionedPageMixin, Page):
        class Meta:
            app_label = "testapp"

    assert ids(check_versioned_page(ForgetfulPage)) == ["wagtail_privacy.E010", "wagtail_privacy.E012"]


@isolate_apps("tests.testapp")
def test_page_type_with_a_misspelt_field_and_the_mixin_in_the_wrong_place() -> None:
    class MisspeltPage(Page, VersionedPageMixin):
        versioned_fields = ("bdoy",)
        render_body = PolicyPage.render_body

        class Meta:
            app_label = "testapp"

    assert ids(check_versioned_page(MisspeltPage)) == ["wagtail_privacy.E011", "wagtail_privacy.E013"]


def test_urls_that_are_not_included(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__

    assert ids(check_permanent_addresses(None)) == ["wagtail_privacy.E014"]


def test_urls_below_a_language_prefix(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.cms.versions.prefixed_urls"

    assert ids(check_permanent_addresses(None)) == ["wagtail_privacy.W014"]


def test_base_template_that_does_not_exist(settings: Any) -> None:
    settings.WAGTAIL_PRIVACY_BASE_TEMPLATE = "nowhere.html"

    assert ids(check_base_template(None)) == ["wagtail_privacy.E015"]


def test_base_template_without_a_place_for_the_text(settings: Any) -> None:
    settings.WAGTAIL_PRIVACY_BASE_TEMPLATE = "child.html"
    loaders = [
        (
            "django.template.loaders.locmem.Loader",
            {
                "child.html": '{% extends "parent.html" %}{% block title %}{% endblock %}',
                "parent.html": "{% block title %}{% endblock %}{% block extra_css %}{% endblock %}",
            },
        )
    ]
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}}
    ]

    (message,) = check_base_template(None)

    assert message.id == "wagtail_privacy.W015"
    assert "content" in message.msg
    assert "extra_css" not in message.msg


@pytest.mark.parametrize("value", [True, None])
def test_live_copies_of_wagtail_localize_are_an_error(settings: Any, value: bool | None) -> None:
    if value is None:
        del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE
    else:
        settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = value

    assert ids(check_translations_stay_drafts(None)) == ["wagtail_privacy.E016"]
