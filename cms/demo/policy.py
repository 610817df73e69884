"""The demo's privacy policy: three versions in two languages, taken in by the importer like anybody's."""

from typing import Any

from cms.demo.texts import SOURCE, TARGET, load, policy_file
from cms.policies.importer import import_draft, import_historic
from cms.policies.models import PolicyPage
from cms.policies.translating import import_translation

SLUGS = {SOURCE: "datenschutz", TARGET: "privacy"}


def create_policy(editor: Any, translator: Any, approver: Any) -> PolicyPage:
    """Import, archive and publish the policy in both languages.

    Raises:
        Refused: A rule forbids it, or the files no longer fit together.
    """
    *historic, latest = load("notes")["versions"]
    german = import_draft(*policy_file(latest["label"], SOURCE), SOURCE, user=editor, slug=SLUGS[SOURCE]).page
    for version in historic:
        _archive(german, version, SOURCE, editor, approver)
    _publish_latest(german, latest, editor, approver)

    german = PolicyPage.objects.get(pk=german.pk)
    name, data = policy_file(latest["label"], TARGET)
    note = latest["note"][TARGET]
    done = import_translation(name, data, TARGET, source=german, user=translator, note=note, slug=SLUGS[TARGET])
    if done.revision is None:
        raise ValueError("\n".join(done.lines()))
    english = done.revision.as_object()
    english.valid_from = latest["valid_from"]
    english.save_revision(user=translator).publish(user=approver)
    english = PolicyPage.objects.get(pk=english.pk)
    for version in historic:
        _archive(english, version, TARGET, translator, approver)
    return german


def _archive(page: PolicyPage, version: dict[str, Any], language: str, editor: Any, approver: Any) -> None:
    import_historic(
        *policy_file(version["label"], language),
        page=page,
        valid_from=version["valid_from"],
        number=(int(version["label"]), 0),
        change_note=version["note"][language],
        editor=editor,
        approver=approver,
    )


def _publish_latest(page: PolicyPage, version: dict[str, Any], editor: Any, approver: Any) -> None:
    draft = page.get_latest_revision_as_object()
    draft.change_kind = version["change_kind"]
    draft.change_note = version["note"][SOURCE]
    draft.valid_from = version["valid_from"]
    draft.show_in_menus = True
    draft.save_revision(user=editor).publish(user=approver)
