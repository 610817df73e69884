from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from cms.register import rewording
from cms.register.editions.redacting import remove_texts_of_redacted_edition
from cms.register.models import CatalogueRow, ProcessingActivity
from cms.register.recording import record_publication, record_unpublication
from cms.versions.signals import version_redacted
from site_settings.models import Contact, PrivacySettings


@receiver(published)
def record_on_publish(instance: Any, **kwargs: Any) -> None:
    # Wagtail sends the signal, too, for what is only scheduled.
    if isinstance(instance, ProcessingActivity) and instance.live:
        record_publication(instance)


@receiver(unpublished)
def record_on_unpublish(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ProcessingActivity):
        record_unpublication(instance)


@receiver(post_save)
def follow_changed_words(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Names of rows and contacts stand in many entries. Saving a draft of a published one changes none of them."""
    if raw or not isinstance(instance, CatalogueRow | Contact | PrivacySettings):
        return
    if update_fields is not None and not set(update_fields) & rewording.told_fields(sender):
        return
    if isinstance(instance, CatalogueRow):
        rewording.follow_row(instance)
    elif isinstance(instance, PrivacySettings) or rewording.is_party(instance):
        # The joint controllers of the settings are stored after the settings themselves.
        transaction.on_commit(rewording.follow_parties, robust=True)


@receiver(version_redacted)
def redact_rows_with_their_edition(version: Any, **kwargs: Any) -> None:
    remove_texts_of_redacted_edition(version)
