"""The form of the editor of entries: in a translation, only texts can be changed."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail_localize.fields import TranslatableField

from cms.register.catalogue_rules import is_translation


def text_fields(model: type[Any]) -> frozenset[str]:
    """The fields of an entry, or of a row below it, that each language has for itself."""
    return frozenset(each.field_name for each in model.translatable_fields if isinstance(each, TranslatableField))


class ActivityForm(WagtailAdminModelForm):
    """Locks the number of an entry that was published, and a translation's facts.

    Facts are the source entry's in every language: its unit, its status, which rows it has. Locked fields keep their
    values whatever a request says.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        if is_translation(self.instance):
            lock_facts(self, type(self.instance))
        elif self.instance.first_published_at and "reference" in self.fields:
            self.fields["reference"].disabled = True


def lock_facts(form: Any, model: type[Any]) -> None:
    """Lock all fields that are not texts, and the number and order of the rows, down to the rows of rows."""
    texts = text_fields(model)
    keys = {model._meta.pk.name}
    for name, field in form.fields.items():
        if name not in texts | keys:
            field.disabled = True
    for formset in getattr(form, "formsets", {}).values():
        _lock_rows(formset)


def _lock_rows(formset: Any) -> None:
    formset.max_num = formset.initial_form_count()
    formset.validate_max = True
    for form in formset.forms:
        # With the rest go place and deletion; taken out of the formset, Wagtail's panels would miss their fields.
        lock_facts(form, formset.model)
