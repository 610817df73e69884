"""Which contacts a site shows in a language, read in a constant number of queries."""

from dataclasses import dataclass

from wagtail.models import Locale, Site

from site_settings.enums import ContactRole
from site_settings.models import Contact, PrivacySettings


@dataclass(frozen=True)
class ShownContact:
    """A contact as a visitor reads it.

    Attributes:
        contact: The translation into the visitor's language, or the original where none is live.
        language: The language code of ``contact``, for the ``lang`` attribute.
        is_fallback: Whether the original had to stand in for a missing translation.
    """

    contact: Contact
    language: str
    is_fallback: bool


def site_contacts(site: Site | None, locale: Locale) -> dict[ContactRole, list[ShownContact]]:
    """Return the live contacts of every role. Roles without a contact are left out.

    Args:
        site: The Wagtail site; ``None`` (a page outside every site) has no contacts.
        locale: The visitor's language.
    """
    settings = PrivacySettings.objects.filter(site=site).first() if site else None
    if settings is None:
        return {}
    ids_by_role: dict[ContactRole, list[int | None]] = {
        role: [getattr(settings, f"{role.value}_id")]
        for role in ContactRole
        if role is not ContactRole.JOINT_CONTROLLERS
    }
    ids_by_role[ContactRole.JOINT_CONTROLLERS] = list(
        settings.joint_controllers.order_by("sort_order").values_list("contact_id", flat=True)
    )
    chosen = {pk for ids in ids_by_role.values() for pk in ids if pk}
    originals = Contact.objects.select_related("locale").in_bulk(chosen)
    translations = {
        contact.translation_key: contact
        for contact in Contact.objects.filter(
            translation_key__in=[c.translation_key for c in originals.values()], locale=locale, live=True
        ).select_related("locale")
    }
    shown: dict[ContactRole, list[ShownContact]] = {}
    for role, ids in ids_by_role.items():
        for pk in ids:
            original = originals.get(pk)
            if original is None:
                continue
            contact = translations.get(original.translation_key) or original
            if contact.live:
                language = contact.locale.language_code
                shown.setdefault(role, []).append(ShownContact(contact, language, contact.locale_id != locale.pk))
    return shown
