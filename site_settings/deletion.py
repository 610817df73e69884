"""A contact that a site names as responsible is not deleted: the policy would lose whom to ask."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from site_settings.enums import ContactRole
from site_settings.models import Contact, PrivacySettings

KEYS = [f"{role.value}_id" for role in ContactRole if role is not ContactRole.JOINT_CONTROLLERS]


def sites_naming(contact: Contact) -> list[str]:
    """The names of the sites whose settings point to the contact."""
    named = Q(joint_controllers__contact=contact)
    for key in KEYS:
        named |= Q(**{key: contact.pk})
    found = PrivacySettings.objects.filter(named).select_related("site").distinct()
    return [settings.site.site_name or settings.site.hostname for settings in found]


def refuse_deleting_named_contacts(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Hook ``before_delete_snippet``: answer with the list of usages instead of a server error."""
    for contact in instances:
        sites = sites_naming(contact) if isinstance(contact, Contact) else []
        if sites:
            messages.error(
                request,
                _(
                    "“%(contact)s” cannot be deleted: the privacy settings of %(sites)s name it. "
                    "Choose another contact there first."
                )
                % {"contact": contact, "sites": ", ".join(sites)},
            )
            return redirect(reverse(contact.snippet_viewset.get_url_name("edit"), args=[contact.pk]))
    return None
