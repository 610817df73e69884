"""The key from an entry to a row of a catalogue."""

from typing import Any

from django import forms
from django.db import models

from cms.register.catalogue_choices import CatalogueChoiceField, is_shared_choice
from cms.register.models.catalogue_row import in_source_language


class CatalogueKey(models.ForeignKey):
    """A foreign key that forms show as a select box, also where Wagtail would show a chooser.

    Migrations see the plain foreign key that it is.
    """

    def formfield(self, **kwargs: Any) -> Any:
        # Wagtail registers its chooser for every snippet; it asks the database for each chosen row.
        return super().formfield(**{**kwargs, "form_class": CatalogueChoiceField, "widget": forms.Select})

    def validate(self, value: Any, model_instance: Any) -> None:
        # The form has just read the catalogue: no question to the database for each row of the form.
        if not is_shared_choice(self.remote_field.model, value):
            super().validate(value, model_instance)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


def catalogue_key(model: str, verbose_name: Any, **kwargs: Any) -> models.ForeignKey:
    """A key to a catalogue row in the source language, which then cannot be deleted."""
    return CatalogueKey(
        f"privacy_register.{model}",
        verbose_name=verbose_name,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=in_source_language,
        **kwargs,
    )
