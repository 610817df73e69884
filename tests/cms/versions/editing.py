"""The editor as people use it: opening a page, changing its text, pressing a button."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from cms.core.refusals import Refused
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.admin_forms import edit_form, stream_form
from tests.factories.policies import section, text


def signed_in(user: Any) -> Client:
    """A browser in which the person uses the admin in English."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user)
    return client


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """What happens inside is refused, with this part of a sentence in English: a request leaves its language active."""
    with override("en"), pytest.raises(Refused, match=sentence):
        yield


def fresh(page: Any) -> PolicyPage:
    return PolicyPage.objects.get(pk=page.pk)


def edit_address(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def said(response: Any) -> str:
    """What the admin told the person on top of the next page."""
    return "\n".join(str(message) for message in get_messages(response.wsgi_request))


def draft_text(page: Any) -> str:
    return str(fresh(page).get_latest_revision_as_object().body)


def live_text(page: Any) -> str:
    return str(fresh(page).body)


def in_force(page: Any) -> PublishedVersion:
    """The version in force; ``None`` before the first publication, which only some tests expect."""
    version: Any = PublishedVersion.objects.of(page).current()
    return version


@dataclass
class Editor:
    """One person's browser with the editor of one page open. The form is filled as the page was when it was opened."""

    page: Any
    user: Any
    client: Client
    form: dict[str, Any]

    @classmethod
    def open(cls, page: Any, user: Any, **values: Any) -> "Editor":
        client = signed_in(user)
        return cls(page, user, client, edit_form(client, fresh(page), **values))

    def write(self, html: str) -> "Editor":
        """Replace the text of the page by one section."""
        block = self.page.body.stream_block
        self.form = {name: value for name, value in self.form.items() if not name.startswith("body-")}
        content = block.to_python([section("Wer ist verantwortlich?", text(html))])
        self.form |= stream_form(block, content, "body")
        return self

    def press(self, button: str = "", **values: Any) -> Any:
        """Send the form with one of the editor's buttons: ``"publish"``, ``"submit"``; without one it is saved."""
        action = {f"action-{button}": f"action-{button}"} if button else {}
        return self.client.post(edit_address(self.page), {**self.form, **action, **values})

    def workflow(self, action: str) -> Any:
        return self.press("workflow-action", **{"action-workflow-action": "true", "workflow-action-name": action})

    def autosave(self, overwrite: Revision | None = None) -> Any:
        values = {"overwrite_revision_id": overwrite.pk} if overwrite else {}
        return self.client.post(
            edit_address(self.page), {**self.form, **values}, headers={"Accept": "application/json"}
        )

    def html(self) -> str:
        return self.client.get(edit_address(self.page)).content.decode()


Publish = Callable[..., PublishedVersion]
