"""The demo's register: entries, the page that visitors read, two yearly editions."""

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.demo.register_entries import EntryDesk, People, create_units
from cms.demo.register_page import create_register_page
from cms.demo.register_texts import changed_since_2025, references, references_in_2025
from cms.home.models import HomePage
from cms.register.editions.cutting import cut_edition
from cms.register.models import ProcessingActivity, RegisterPage


def create_register(home: HomePage, people: People) -> RegisterPage:
    """Publish the entries as they were in 2025, then what has changed since, and cut an edition after each.

    Raises:
        Refused: A rule forbids it, or the files no longer fit together.
    """
    create_units(people)
    desk = EntryDesk(people)
    _publish(desk, references_in_2025(), in_2025=True)
    page = create_register_page(home, people)
    cut_edition(page, 2025, requested_by=people.editor, approved_by=people.approver)
    unchanged = set(references_in_2025()) - set(changed_since_2025())
    _publish(desk, [reference for reference in references() if reference not in unchanged])
    cut_edition(page, 2026, requested_by=people.editor, approved_by=people.approver)
    for entry in ProcessingActivity.objects.with_rows():
        ReferenceIndex.create_or_update_for_object(entry)
    return page


def _publish(desk: EntryDesk, wanted: list[str], *, in_2025: bool = False) -> None:
    # The index of references costs more than all else, and only its end state counts.
    with disable_reference_index_auto_update():
        for reference in wanted:
            desk.publish(reference, in_2025=in_2025)
