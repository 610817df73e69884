"""What makes a page type versioned."""

import logging
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PagePermissionTester, Revision, Workflow
from wagtail.url_routing import RouteResult

from blocks.rendering import Rendering
from cms.core.conf import get_setting
from cms.versions.admin_forms import VersionedPageForm
from cms.versions.enums import ChangeKind
from cms.versions.panels import publication_panels
from cms.versions.publication import publication

logger = logging.getLogger(__name__)

SCHEDULED = "wagtail.publish.scheduled"


if TYPE_CHECKING:
    from wagtail.models import Page as _Base
else:
    _Base = models.Model  # not Page: that would leave the mixin's import path in the migrations of host projects


class VersionedPageMixin(_Base):
    """A page whose public text is the body of its latest published version.

    A concrete page lists the mixin before ``Page``, names the fields that make up its text in ``versioned_fields`` and
    renders them in `render_body`. Everything else (cutting, labels, archive, refusals) comes with the mixin.
    """

    versioned_fields: ClassVar[tuple[str, ...]] = ()

    # Fields of the draft: asked of the editor, kept with the version, cleared after publishing.
    change_kind = models.CharField(
        _("kind of change"), max_length=20, choices=ChangeKind.choices, default=ChangeKind.MATERIAL
    )
    change_note = models.TextField(
        _("change note"),
        blank=True,
        help_text=_("What changed and what it means, in one or two sentences for visitors."),
    )
    valid_from = models.DateField(
        _("valid from"),
        null=True,
        blank=True,
        help_text=_("The day of publishing when empty. Not later than that day."),
    )
    # The place in the chain of the version that this draft was begun from, and of the source version it translates.
    based_on = models.PositiveBigIntegerField(default=0, editable=False)
    translated_from = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    # A copy is a new document: it begins without versions and without notes about them.
    default_exclude_fields_in_copy = [
        *Page.default_exclude_fields_in_copy,
        *("change_kind", "change_note", "valid_from", "based_on", "translated_from"),
    ]

    DRAFT_FIELDS: ClassVar[dict[str, Any]] = {
        "change_kind": ChangeKind.MATERIAL.value,
        "change_note": "",
        "valid_from": None,
    }

    base_form_class = VersionedPageForm
    publication_panels: ClassVar[list[Any]] = publication_panels()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        from cms.versions.aliases import refuse_alias

        refuse_alias(self)
        return super().save(*args, **kwargs)

    def render_body(self, rendering: Rendering) -> SafeString:
        """Render the page's text for one site and language. The result is what a version freezes."""
        raise NotImplementedError

    def versioned_content(self) -> dict[str, Any]:
        """The text in JSON types, independent of templates: what "the same content" is judged by."""
        values = {}
        for name in self.versioned_fields:
            field = self._meta.get_field(name)
            values[name] = field.get_prep_value(field.value_from_object(self))
        return {"title": self.title, **values}

    @cached_property
    def current_version(self) -> Any:
        """The version in force, or ``None`` before the first publication."""
        from cms.versions.models.version import PublishedVersion

        return PublishedVersion.objects.of(self).select_related("content").current()

    @property
    def was_published(self) -> bool:
        from cms.versions.models.version import PublishedVersion

        return bool(self.pk) and PublishedVersion.objects.of(self).exists()

    def clean(self) -> None:
        super().clean()
        if self.alias_of_id:
            raise ValidationError(_("A page with published versions cannot be an alias. Translate it instead."))
        if getattr(self, "_is_base_posted", False):
            self._catch_up()

    def _catch_up(self) -> None:
        """Take a late save of just the published text for what it is: no draft that the version in force has overtaken.

        The editor's automatic save may arrive after the text was approved from the same form.
        """
        from cms.versions.structure import same_content

        current = self.current_version
        if current and self.based_on != current.sequence and same_content(current, self.versioned_content()):
            self.based_on = current.sequence
            for name, value in self.DRAFT_FIELDS.items():
                setattr(self, name, value)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft. One that goes back to an old revision is begun now, from the version in force."""
        if kwargs.get("previous_revision") is not None and not getattr(self, "_is_base_posted", False):
            self.rebase()
        return super().save_revision(*args, **kwargs)

    save_revision.alters_data = True  # type: ignore[attr-defined]

    def rebase(self) -> None:
        """Let the draft count as begun from the version in force. For drafts that are meant to replace it knowingly."""
        from cms.versions.models.version import PublishedVersion

        current = PublishedVersion.objects.of(self).current()
        self.based_on = current.sequence if current else 0

    def get_workflow(self) -> Workflow | None:
        from cms.versions.workflow import workflow_for

        return workflow_for(self, super().get_workflow())

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        from cms.versions.permissions import VersionedPagePermissionTester

        return VersionedPagePermissionTester(user, self)

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> Any:
        """Publish all or nothing: live text, version and log entry agree, whatever fails in between.

        Raises:
            Refused: A rule forbids it. Scheduled publishing reports the refusal instead: one page must not stop the
                others.
        """
        from cms.versions.scheduling import report_failed_schedule

        try:
            with transaction.atomic(), publication(user):
                # Our rules ask for the permission, too. Wagtail's own refusal would be answered before the rollback.
                return super().publish(revision, user=user, **{**kwargs, "skip_permission_checks": True})
        except Exception as error:
            if kwargs.get("log_action") != SCHEDULED:
                raise
            report_failed_schedule(self, revision, error)
            return None

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copy all or nothing: a copy that is to go live at once is published like any other text."""
        with transaction.atomic(), publication(kwargs.get("user")):
            return super().copy(*args, **kwargs)

    copy.alters_data = True  # type: ignore[attr-defined]

    def copy_for_translation(
        self, locale: Any, copy_parents: bool = False, alias: bool = False, exclude_fields: Any = None
    ) -> Any:
        """Copy the page into another language. Where an alias is asked for, nothing is made: `cms.versions.aliases`."""
        from cms.versions.aliases import left_out_of_tree

        if alias:
            return left_out_of_tree(self, locale)
        return super().copy_for_translation(locale, copy_parents=copy_parents, exclude_fields=exclude_fields)

    copy_for_translation.alters_data = True  # type: ignore[attr-defined]

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        from cms.versions.deletion import refuse_deletion

        refuse_deletion(self)
        return super().delete(*args, **kwargs)

    delete.alters_data = True  # type: ignore[attr-defined]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Know the addresses of versions below the page; `cms.versions.routing` answers them."""
        from cms.versions.routing import permanent_address

        if address := permanent_address(self, path_components):
            return RouteResult(self, kwargs={"permanent_address": address})
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.versions.shell import shell_context

        context = super().get_context(request, *args, **kwargs)
        context["base_template"] = get_setting("BASE_TEMPLATE")
        context.update(shell_context(self, request))
        return context
