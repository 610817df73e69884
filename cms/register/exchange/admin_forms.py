"""The forms of the import in the admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.core.conf import source_language
from cms.register.exchange.columns import Column, Layout
from cms.register.exchange.headings import IGNORED
from cms.register.exchange.limits import IN_REQUEST, MEGABYTE
from cms.register.exchange.reading import SUFFIXES
from cms.register.exchange.shape import Rows, rows_named, value_named
from cms.register.exchange.targets import targets
from cms.versions.editions import language_name


class UploadForm(forms.Form):
    """A file, and what to do about what it leaves open."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (XLSX), CSV or JSON: our own export, or a register kept elsewhere. At most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    language = forms.ChoiceField(label=_("Language"), help_text=_("Of rows that do not say it themselves."))
    keeps_unmatched = forms.BooleanField(
        label=_("Put what the catalogues do not know into the internal note"),
        required=False,
        help_text=_("Otherwise such rows are errors, with suggestions what could be meant."),
    )
    creates_units = forms.BooleanField(label=_("Create units that the catalogue lacks"), required=False)

    def __init__(self, *args: Any, may_create_units: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != source_language())
        self.fields["language"].choices = [(code, language_name(code, "name_translated")) for code in codes]  # type: ignore[attr-defined]
        if not may_create_units:
            del self.fields["creates_units"]

    def clean_file(self) -> Any:
        """Refuse by size before reading. What else can be wrong with a file, reading it tells."""
        file = self.cleaned_data["file"]
        if file.size > IN_REQUEST.file:
            raise forms.ValidationError(
                gettext("The file is larger than %(size)d MB. Import it with the command import_register.")
                % {"size": IN_REQUEST.file // MEGABYTE}
            )
        return file


class MappingForm(forms.Form):
    """What columns hold: one select box for each that is not known."""

    def __init__(self, *args: Any, layout: Layout, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns: dict[str, Column] = {}
        for number, column in enumerate(columns_to_map(layout)):
            name = f"column-{number}"
            self.columns[name] = column
            sheet = layout.children[column.sheet].table.name if column.sheet else ""
            self.fields[name] = forms.ChoiceField(
                label=f"{sheet}: {column.heading}" if sheet else column.heading,
                choices=[("", gettext("(choose)")), *_choices(column)],
                initial=column.target,
                help_text=gettext("For example: %(sample)s") % {"sample": _short(column.sample)}
                if column.sample
                else "",
            )

    @property
    def mapping(self) -> dict[str, str]:
        """Headings and what they hold, as `cms.register.exchange.parsed.Reading` takes it."""
        return {column.key: self.cleaned_data[name] for name, column in self.columns.items()}


def columns_to_map(layout: Layout) -> list[Column]:
    """Columns that nobody knows; all of the main sheet where none has the reference numbers."""
    if "reference" in layout.main.targets():
        return layout.unknown
    return [*layout.main.columns, *(column for column in layout.unknown if column.sheet)]


def _choices(column: Column) -> list[tuple[str, str]]:
    if not column.sheet:
        return targets()
    rows = rows_named(column.sheet)
    keys = [(name, str(value_named(name).label)) for name in ("reference", "language")]
    return [(IGNORED, gettext("(leave out)")), *keys, *_parts(rows), *(_parts(rows.nested) if rows.nested else [])]


def _parts(rows: Rows) -> list[tuple[str, str]]:
    return [(value.name, str(value.label)) for value in rows.values]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"


class ConfirmForm(forms.Form):
    """The decision after the preview.

    Attributes:
        digest: Of the plan that was shown: what has changed since is shown again, not imported.
    """

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    skips_bad_rows = forms.BooleanField(required=False)

    def __init__(self, *args: Any, bad_rows: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bad_rows:
            field = self.fields["skips_bad_rows"]
            field.required = True
            field.label = ngettext(
                "Leave out the row with errors and import the others",
                "Leave out the %(count)d rows with errors and import the others",
                bad_rows,
            ) % {"count": bad_rows}
        else:
            del self.fields["skips_bad_rows"]
