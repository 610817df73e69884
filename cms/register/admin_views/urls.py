"""Where the admin's views of entries are."""

from django.urls import reverse

from cms.register.models import ProcessingActivity


def url_of(view_name: str, entry: ProcessingActivity) -> str:
    """The address of one of an entry's views: ``edit``, ``inspect``, ``duplicate``, ``history``, ..."""
    return reverse(ProcessingActivity.snippet_viewset.get_url_name(view_name), args=[entry.pk])


def list_url() -> str:
    """The address of the list of entries."""
    return reverse(ProcessingActivity.snippet_viewset.get_url_name("list"))
