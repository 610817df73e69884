"""Where the admin's views of entries are."""

from django.urls import reverse

from cms.register.models import ProcessingActivity


def url_of(view_name: str, entry: ProcessingActivity | int) -> str:
    """The address of one of an entry's views: ``edit``, ``inspect``, ``duplicate``, ``history``, ..."""
    key = entry if isinstance(entry, int) else entry.pk
    return reverse(ProcessingActivity.snippet_viewset.get_url_name(view_name), args=[key])


def list_url() -> str:
    """The address of the list of entries."""
    return reverse(ProcessingActivity.snippet_viewset.get_url_name("list"))
