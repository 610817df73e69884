"""Who may do what with a versioned page. Wagtail asks this tester in the editor, in listings, in bulk actions and in its API."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester

from cms.core.conf import get_setting
from cms.versions.rules import authors_since_publication


class VersionedPagePermissionTester(PagePermissionTester):
    """Adds a rule to Wagtail's: nobody publishes what they wrote.

    That nothing published is deleted is not a matter of permission: `cms.versions.deletion` says why, and shows the way.
    """

    def may_approve(self) -> bool:
        """Whether the person holds Wagtail's publish permission for this page, whoever wrote it."""
        return super().can_publish()

    @cached_property
    def _is_author(self) -> bool:
        return self.user.pk in authors_since_publication(self.page)

    def can_publish(self) -> bool:
        if not super().can_publish():
            return False
        if not get_setting("FOUR_EYES"):
            return True
        return not self.user.is_superuser and not self._is_author
