"""Mail to the editorial office about what happened while nobody was looking."""

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from cms.versions.authors import authors_since_publication

logger = logging.getLogger(__name__)


def tell_of_failed_schedule(page: Page, revision: Revision, reason: str, *, is_refused: bool) -> None:
    """Tell authors and approver of a scheduled publication that it did not take place, each in their language."""
    entries = PageLogEntry.objects.filter(page=page.pk, revision_id=revision.pk, user__isnull=False)
    people = {*entries.values_list("user_id", flat=True), revision.user_id, *authors_since_publication(page, revision)}
    address = (get_admin_base_url() or "") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in get_user_model()._default_manager.filter(pk__in=people - {None}, is_active=True).exclude(email=""):
        with override(UserProfile.get_for_user(person).get_preferred_language()):
            subject = _("“%(title)s” was not published as scheduled") % {"title": page.title}
            after = (
                _("It was taken off the schedule. Nothing has changed for visitors.")
                if is_refused
                else _("It will be tried again. Nothing has changed for visitors until then.")
            )
            _send(person, subject, f"{subject}.\n\n{reason}\n\n{after}\n\n{address}\n")


def _send(person: Any, subject: str, message: str) -> None:
    """A mail server that does not answer must not stop the publications that come after."""
    try:
        send_mail(subject, message, [person.email])
    except Exception as error:
        logger.exception("Mail to user %s could not be sent: %s", person.pk, type(error).__name__)
