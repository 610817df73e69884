"""Who may do what with a versioned page. Wagtail asks this tester in the editor, in listings and in its API."""

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester

from cms.core.conf import get_setting
from cms.versions.authors import is_author


class VersionedPagePermissionTester(PagePermissionTester):
    """Adds a rule to Wagtail's: nobody publishes what they wrote, and administrators publish in an emergency only.

    That nothing published is deleted is not a matter of permission: `cms.versions.deletion` says why, and shows the
    way.
    """

    def may_approve(self) -> bool:
        """Whether the person holds Wagtail's publish permission for this page, whoever wrote it."""
        return super().can_publish()

    @cached_property
    def _is_author(self) -> bool:
        return is_author(self.page, self.user)

    def can_publish(self) -> bool:
        if not self.may_approve():
            return False
        if not get_setting("FOUR_EYES"):
            return True
        return not self.user.is_superuser and not self._is_author

    def can_unschedule(self) -> bool:
        """Stopping a publication takes no second person."""
        return self.may_approve()

    def can_set_view_restrictions(self) -> bool:
        return self.may_approve()
