"""The admin of entries as people open and use it."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.register.models import ProcessingActivity


def address(view: str = "list", entry: ProcessingActivity | None = None, query: str = "") -> str:
    """The address of one of the admin's views of entries."""
    args = [entry.pk] if entry is not None else []
    path = reverse(ProcessingActivity.snippet_viewset.get_url_name(view), args=args)
    return f"{path}?{query}" if query else path


def references(browser: Client, query: str = "") -> list[str]:
    """The reference numbers that the list shows, in its order."""
    response = browser.get(address(query=query))
    assert response.status_code == 200
    return [entry.reference for entry in response.context["object_list"]]


def form_of(browser: Client, entry: ProcessingActivity) -> dict[str, Any]:
    """The fields of an entry's editor as they are filled on opening it."""
    html = browser.get(address("edit", entry)).content.decode()
    return dict(querydict_from_html(html, form_id="w-editor-form").items())


def press(browser: Client, entry: ProcessingActivity, button: str, **values: Any) -> Any:
    """Open the editor, change fields, press one of its buttons."""
    fields = {**form_of(browser, entry), **values, f"action-{button}": f"action-{button}"}
    return browser.post(address("edit", entry), fields)


def fresh(entry: ProcessingActivity) -> ProcessingActivity:
    return ProcessingActivity.objects.get(pk=entry.pk)


def draft_of(entry: ProcessingActivity) -> Any:
    return fresh(entry).get_latest_revision_as_object()


def count_queries(browser: Client, path: str) -> int:
    """The queries of a page that somebody has opened before."""
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return len(captured)
