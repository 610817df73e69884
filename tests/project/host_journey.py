"""Run inside the fresh host project: a policy is written, approved, published and read there."""

from django.conf import settings

settings.ALLOWED_HOSTS = ["*"]

from django.apps import apps  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Locale, Site  # noqa: E402

import cms  # noqa: E402
from cms.core.groups import group_for  # noqa: E402
from cms.policies.models import PolicyPage  # noqa: E402

users = get_user_model().objects
editor, approver = users.create_user("editor", password="x"), users.create_user("approver", password="x")
editor.groups.add(group_for("editor"))
approver.groups.add(group_for("approver"))

root = Site.objects.get(is_default_site=True).root_page
text = {"type": "text", "value": '<p>Wir. <a href="https://example.org/">Mehr</a></p>'}
body = [{"type": "section", "value": {"heading": "Wer sind wir?", "anchor": "", "content": [text]}}]
page = PolicyPage(
    title="Datenschutz", slug="datenschutz", locale=Locale.get_default(), body=body, live=False, owner=editor
)
root.add_child(instance=page)
page.save_revision(user=editor).publish(user=approver)

response = Client().get("/de/datenschutz/")
html = response.content.decode()
assert response.status_code == 200, response.status_code
assert "Wer sind wir?" in html
assert "privacy-external" in html
assert not response.cookies, response.cookies
assert "js/mysite.js" in html, "the host's own base template is in use"
version = page.privacy_versions.get()
assert Client().get(version.get_absolute_url()).status_code == 200
assert Client().get("/privacy/versions/00000000-0000-0000-0000-000000000000/de/1/").status_code == 404
print("location:", cms.__file__)
print("localization:", apps.is_installed("cms.localization"))
print("published and served")
