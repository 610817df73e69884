"""The editor's whole journey through the real admin views: from a file to two languages and back to version one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_localize.models import StringSegment, Translation

from cms.home.models import HomePage
from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion
from tests.factories.admin_forms import edit_form
from tests.factories.users import UserFactory

FILE = """# Datenschutz

## 1. Wer ist verantwortlich?

Die Muster-Kasse, Tel. 0431 5550, service@muster-kasse.example.

## 2. Ihre Rechte

### 2.1 Welche Rechte haben Sie?

- Auskunft (Art. 15 DSGVO)
- Löschung (Art. 17 DSGVO)
"""

ENGLISH = {
    "Datenschutz": "Privacy",
    "datenschutz": "privacy",
    "Wer ist verantwortlich?": "Who is responsible?",
    "Ihre Rechte": "Your rights",
    "Welche Rechte haben Sie?": "Which rights do you have?",
    "Auskunft (Art. 15 DSGVO)": "Access (Art. 15 GDPR)",
    "Löschung (Art. 17 DSGVO)": "Erasure (Art. 17 GDPR)",
    "Widerspruch (Art. 21 DSGVO)": "Objection (Art. 21 GDPR)",
}


def browser(user: AbstractUser) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_at(language: str) -> PolicyPage:
    return PolicyPage.objects.get(locale__language_code=language)


def save(user: AbstractUser, page: PolicyPage, **values: Any) -> None:
    client = browser(user)
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), edit_form(client, page, **values))
    assert response.status_code == 302, response.context["form"].errors


def approve(user: AbstractUser, page: PolicyPage) -> None:
    state = PolicyPage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = browser(user).post(address, {"next": reverse("wagtailadmin_home"), "comment": ""})
    assert response.status_code in {200, 302}


def translate(user: AbstractUser, page: PolicyPage, action: str) -> None:
    """Start or update the translation and fill in all strings."""
    client = browser(user)
    key = [ContentType.objects.get_for_model(PolicyPage).pk, page.pk, "en"]
    assert client.post(reverse(f"privacy_localization:{action}", args=key)).status_code == 302
    translation = Translation.objects.get()
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        german = segment.string.data
        english = ENGLISH.get(german, german.replace("Die Muster-Kasse", "Muster-Kasse").replace("Tel.", "phone"))
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        data = urlencode({"value": english})
        response = client.put(address, data, "application/x-www-form-urlencoded")
        assert response.status_code in {200, 201}, response.content
    response = client.post(reverse("privacy_localization:draft", args=key), {"change_note": "Translated."})
    assert response.status_code == 302


def test_from_a_file_to_two_languages_and_back_to_version_one(
    home: HomePage,
    english_home: HomePage,
    english: Locale,
    editor: AbstractUser,
    approver: AbstractUser,
    translator: AbstractUser,
    roles: dict[str, Any],
) -> None:
    colleague = UserFactory(username="ulla")
    colleague.groups.add(roles["editor"])
    visitor = Client()

    # Given a file that the editor imports in the admin
    upload = SimpleUploadedFile("policy.md", FILE.encode())
    form = {"file": upload, "language": "de", "becomes": "new", "page": ""}
    assert browser(editor).post(reverse("privacy_policies:import"), form).status_code == 200
    german = page_at("de")
    assert visitor.get("/de/datenschutz/").status_code == 404

    # When it is edited, submitted, and approved by the specialist unit and the data protection officer
    save(editor, german, change_note="Erste Fassung", **{"action-submit": "1"})
    approve(colleague, german)
    assert not PublishedVersion.objects.exists()
    approve(approver, german)

    # Then visitors read version 1
    html = visitor.get("/de/datenschutz/").content.decode()
    assert "Die Muster-Kasse" in html
    assert 'href="mailto:service@muster-kasse.example"' in html
    first = PublishedVersion.objects.get()
    assert (first.label, first.change_note, first.publisher, first.approver) == ("1", "Erste Fassung", "Erika", "Dora")

    # When it is translated and approved
    translate(translator, german, "translate")
    english_page = page_at("en")
    assert visitor.get("/en/privacy/").status_code == 404
    save(translator, english_page, **{"action-submit": "1"})
    approve(colleague, english_page)
    approve(approver, english_page)

    # Then visitors read it in English, and it names what it translates
    html = visitor.get("/en/privacy/").content.decode()
    assert "Which rights do you have?" in html
    version = PublishedVersion.objects.get(language="en")
    assert "Welche Rechte" not in version.content.text
    assert (version.label, version.source_sequence) == ("1", first.sequence)

    # When the German text changes materially
    draft = page_at("de").get_latest_revision_as_object()
    items = draft.body[1].value["content"][0].value["content"][0].value["items"]
    items.append(RichText("Widerspruch (Art. 21 DSGVO)"))
    draft.save_revision(user=editor)
    save(editor, page_at("de"), change_note="Neues Recht", change_kind="material", **{"action-submit": "1"})
    approve(colleague, german)
    approve(approver, german)

    # Then the German page shows it, and the English one says that it lags
    second = PublishedVersion.objects.filter(language="de").first()
    assert (second.label, second.change_note) == ("2", "Neues Recht")
    assert "Widerspruch" in visitor.get("/de/datenschutz/").content.decode()
    html = visitor.get("/en/privacy/").content.decode()
    assert "Objection" not in html
    assert second.get_absolute_url() in html or "/de/datenschutz/" in html
    assert "version 2" in html

    # When the translator takes it over
    translate(translator, german, "update")
    save(translator, page_at("en"), **{"action-submit": "1"})
    approve(colleague, english_page)
    approve(approver, english_page)

    # Then both languages agree again, and version 1 can still be read, as it was
    html = visitor.get("/en/privacy/").content.decode()
    assert "Objection (Art. 21 GDPR)" in html
    assert PublishedVersion.objects.filter(language="en").first().label == "2"
    response = visitor.get(first.get_absolute_url())
    assert response.status_code == 200
    assert "Löschung (Art. 17 DSGVO)" in response.content.decode()
    assert "Widerspruch" not in response.content.decode()
    assert "noindex" in response.headers["X-Robots-Tag"]
