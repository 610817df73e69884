"""Panels of the page editor: what is in force, what this draft is based on, and what the change means to visitors."""

from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

CHANGE_KIND_HELP = _(
    "Material: a change of a purpose, of the controller, or of how people can exercise their rights. It counts a new "
    "version and makes the translations outdated. Editorial: spelling, style, clearer wording of the same content "
    "(WP260, 29–31)."
)


class VersionStatePanel(Panel):
    """Read-only: the version in force, the version that the draft was begun from, and a warning if they differ."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "privacy_versions/admin/version_state.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is not None and self._is_reverting and not self.form.is_bound:
                # Whoever goes back to an old draft does so knowing the version in force: the draft is begun now.
                self.form.initial["draft_base"] = self.current.sequence if self.current else 0

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        @property
        def _is_reverting(self) -> bool:
            match = getattr(self.request, "resolver_match", None)
            return bool(match and match.url_name == "revisions_revert")

        @cached_property
        def current(self) -> Any:
            """The version in force, or ``None``."""
            from cms.versions.models.version import PublishedVersion

            return PublishedVersion.objects.of(self.instance).current() if self.instance.pk else None

        @cached_property
        def base(self) -> Any:
            """The version that the draft in the form was begun from, or ``None``."""
            from cms.versions.models.version import PublishedVersion

            sequence = self.form["draft_base"].value() if self.form is not None else self.instance.based_on
            if self.current and str(sequence) == str(self.current.sequence):
                return self.current
            if not str(sequence or "").isdigit():
                return None
            return PublishedVersion.objects.of(self.instance).filter(sequence=int(sequence)).first()

        @property
        def is_stale(self) -> bool:
            return self.current is not None and self.base != self.current

        @cached_property
        def reads_differently(self) -> bool:
            """Whether contacts, settings or the like have changed what this text says since it was published."""
            from cms.versions.drift import reads_differently

            is_published = self.current is not None and self.instance.live and not self.instance.has_unpublished_changes
            return is_published and not self.form.is_bound and reads_differently(self.instance, self.current)

        @property
        def compare_url(self) -> str:
            return reverse("wagtailadmin_pages:revisions_compare", args=[self.instance.pk, "live", "latest"])

        @cached_property
        def is_own_text(self) -> bool:
            """Whether the person would publish this page, had they not changed it themselves."""
            tester = self.instance.permissions_for_user(self.request.user)
            return tester.may_approve() and not tester.can_publish() and not self.request.user.is_superuser


def publication_panels() -> list[Panel]:
    """The panels that a versioned page type adds to its ``content_panels``, best right below the title."""
    return [
        MultiFieldPanel(
            [
                VersionStatePanel(),
                FieldPanel("change_kind", widget=forms.RadioSelect, help_text=CHANGE_KIND_HELP),
                FieldPanel("change_note", widget=forms.Textarea(attrs={"rows": 2})),
                FieldPanel("valid_from"),
            ],
            heading=_("Publication"),
            icon="calendar-check",
            classname="privacy-publication",
        )
    ]
