"""Announcements of the archive. Receivers get ``version`` and ``page``."""

from django.dispatch import Signal

version_published = Signal()
version_redacted = Signal()
