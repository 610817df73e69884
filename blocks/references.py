"""Blocks that point to something kept elsewhere: a contact, a document, an anchor."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from site_settings.enums import ContactRole


class CodeBlock(blocks.CharBlock):
    """A technical value that is the same in every language, such as an anchor: never sent to translators."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        return value


class AnchorBlock(CodeBlock):
    """The address of a heading on its page, made once from its first wording, then kept (`blocks.anchors`)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("label", _("Anchor"))
        kwargs.setdefault(
            "help_text",
            _("Address of this heading on the page. Made from the heading when empty; change it only if you must."),
        )
        kwargs.setdefault(
            "validators",
            [RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Use lower-case letters, digits and hyphens only."))],
        )
        super().__init__(**kwargs)


class ContactBlock(blocks.StructBlock):
    """The address of a party named in the site settings, so that it is kept in one place."""

    role = blocks.ChoiceBlock(choices=ContactRole.choices, label=_("Contact"), widget=forms.Select)

    class Meta:
        icon = "mail"
        label = _("Contact from the settings")
        template = "privacy_blocks/contact.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        rendering = context.get("rendering")
        context["role"] = role = ContactRole(value["role"])
        context["contacts"] = rendering.contacts.get(role, []) if rendering else []
        return context


class DocumentBlock(blocks.StructBlock):
    """A document to download. Publishing keeps a copy of the file with the version."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Link text"), max_length=255, required=False, help_text=_("The document's own title when empty.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "privacy_blocks/document.html"
