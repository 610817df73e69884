"""Every path on which a text goes live, driven as its users drive it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path as Path_
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Locale, Revision, Workflow, WorkflowPage, WorkflowTask

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from tests.factories.admin_forms import edit_form, stream_form
from tests.factories.policies import policy_page, section, text

NEW_TEXT = "<p>Die neue Kasse.</p>"
EXPECTED = {
    "label": "1.1",
    "change_kind": "editorial",
    "change_note": "Neuer Name",
    "language": "de",
    "publisher": "Erika",
    "approver": "Dora",
    "is_self_approved": False,
    "emergency_reason": "",
}


@dataclass
class Office:
    """The people of an editorial office and their browser; errors of the server come back as 500."""

    home: HomePage
    editor: Any
    approver: Any
    superuser: Any
    roles: dict[str, Any]

    def browser(self, user: Any) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client


@dataclass(frozen=True)
class Path:
    """One path.

    Attributes:
        name: For the test's name.
        prepare: Leaves a page whose text is about to be published.
        run: Publishes it; returns the view's response, if a view does it.
        is_view: Whether the admin's views and their hooks take part.
        four_eyes: Whether the path is open while nobody publishes what they wrote.
        expected: What the version says otherwise than that of the usual draft (`EXPECTED`).
    """

    name: str
    prepare: Callable[[Office], PolicyPage]
    run: Callable[[Office, PolicyPage], Any]
    is_view: bool = True
    four_eyes: bool = True
    expected: dict[str, Any] = field(default_factory=dict)


def published_page(office: Office) -> PolicyPage:
    """A page in version 1."""
    page = policy_page(office.home, user=office.editor)
    page.get_latest_revision().publish(user=office.approver)
    return PolicyPage.objects.get(pk=page.pk)


def with_draft(office: Office, **values: Any) -> PolicyPage:
    """A page in version 1 with another text by the editor as draft."""
    page = published_page(office)
    return redraft(office, page, NEW_TEXT, **values)


def redraft(office: Office, page: PolicyPage, html: str, **values: Any) -> PolicyPage:
    draft = PolicyPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.body = [section("Wer ist verantwortlich?", text(html))]
    for name, value in {"change_note": "Neuer Name", "change_kind": "editorial", **values}.items():
        setattr(draft, name, value)
    draft.save_revision(user=office.editor)
    return PolicyPage.objects.get(pk=page.pk)


def edit_view(office: Office, page: PolicyPage) -> Any:
    browser = office.browser(office.approver)
    form = edit_form(browser, page, **{"action-publish": "action-publish"})
    return browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def create_view(office: Office, page: PolicyPage) -> Any:
    """Creates a second page and publishes it in one step."""
    browser = office.browser(office.superuser)
    body = page.body.stream_block.to_python([section("Welche Daten?", text(NEW_TEXT))])
    address = reverse("wagtailadmin_pages:add", args=["privacy_policies", "policypage", office.home.pk])
    form = {
        "title": "Zweite Erklärung",
        "slug": "zweite",
        "summary": "null",
        "change_kind": "editorial",
        "change_note": "Neuer Name",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "action-publish",
        **stream_form(body.stream_block, body, "body"),
    }
    return browser.post(address, form)


def in_workflow(office: Office) -> PolicyPage:
    page = with_draft(office)
    task = GroupApprovalTask.objects.create(name="Freigabe")
    task.groups.add(office.roles["approver"])
    workflow = Workflow.objects.create(name="Vier Augen")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=office.home, defaults={"workflow": workflow})
    workflow.start(page, office.editor)
    return PolicyPage.objects.get(pk=page.pk)


def workflow_view(office: Office, page: PolicyPage) -> Any:
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return office.browser(office.approver).post(address, {"next": reverse("wagtailadmin_home")})


def bulk_view(office: Office, page: PolicyPage) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return office.browser(office.approver).post(f"{address}?id={page.pk}", {"next": reverse("wagtailadmin_home")})


def api_action(office: Office, page: PolicyPage) -> Any:
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    return office.browser(office.approver).post(address, content_type="application/json")


def program(office: Office, page: PolicyPage) -> None:
    page.get_latest_revision().publish(user=office.approver)


def scheduled(office: Office) -> PolicyPage:
    """A draft that the approver scheduled, and whose hour has come."""
    page = with_draft(office, go_live_at=timezone.now() + timedelta(days=1))
    revision = page.get_latest_revision()
    revision.publish(user=office.approver)
    past = timezone.now() - timedelta(minutes=1)
    content = {**Revision.objects.get(pk=revision.pk).content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return PolicyPage.objects.get(pk=page.pk)


def schedule(office: Office, page: PolicyPage) -> None:
    call_command("publish_scheduled")


def unpublished(office: Office) -> PolicyPage:
    page = published_page(office)
    page.unpublish(user=office.approver)
    return redraft(office, page, NEW_TEXT)


def emergency_view(office: Office, page: PolicyPage) -> Any:
    address = reverse("privacy_emergency", args=[page.pk])
    return office.browser(office.superuser).post(address, {"reason": "Frist läuft ab"})


def import_command(office: Office, page: PolicyPage) -> None:
    with tempfile.TemporaryDirectory() as directory:
        file = Path_(directory) / "policy.md"
        file.write_text(
            "# Datenschutzerklärung\n\n## 1. Wer ist verantwortlich?\n\nDie neue Kasse.\n", encoding="utf-8"
        )
        options = {"language": "de", "page": str(page.pk), "editor": "erika", "approver": "dora", "publish": True}
        call_command("import_policy", str(file), verbosity=0, stdout=StringIO(), **options)


def translated(office: Office) -> PolicyPage:
    """An English draft of version 1, written by the translator."""
    source = published_page(office)
    page = source.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title, page.slug, page.change_note, page.change_kind = "Privacy policy", "privacy", "Neuer Name", "editorial"
    page.body = [section("Who is responsible?", text("<p>The fund. Die neue Kasse.</p>"))]
    page.save_revision(user=office.editor)
    return PolicyPage.objects.get(pk=page.pk)


PATHS = [
    Path("edit", with_draft, edit_view),
    Path(
        "create",
        with_draft,
        create_view,
        four_eyes=False,
        expected={"label": "1", "publisher": "Admin", "approver": "Admin", "is_self_approved": True},
    ),
    Path("workflow", in_workflow, workflow_view),
    Path("bulk", with_draft, bulk_view),
    Path("api", with_draft, api_action),
    Path("program", with_draft, program, is_view=False),
    Path("schedule", scheduled, schedule, is_view=False),
    Path("republish", unpublished, program, is_view=False),
    Path(
        "emergency",
        with_draft,
        emergency_view,
        expected={"approver": "Admin", "emergency_reason": "Frist läuft ab"},
    ),
    Path(
        "import",
        published_page,
        import_command,
        is_view=False,
        expected={"label": "2", "change_kind": "material", "change_note": ""},
    ),
    Path(
        "translation",
        translated,
        program,
        is_view=False,
        expected={"label": "1", "language": "en", "change_kind": "material"},
    ),
]
