from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from cms.versions.cutting import cut_version
from cms.versions.deletion import refuse_deletion
from cms.versions.models import VersionedPageMixin


@receiver(page_published)
def cut_version_on_publish(instance: Any, revision: Revision | None = None, alias: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, VersionedPageMixin) and not alias:
        cut_version(instance, revision)


@receiver(pre_save, sender=PageLogEntry)
def refuse_deletion_before_it_is_logged(instance: PageLogEntry, **kwargs: Any) -> None:
    """Wagtail's deleting action, which views and APIs call past ``page.delete()``, logs first: the moment to refuse it.

    Later is too late: treebeard corrects the parent's count of children before the protected keys are asked.
    """
    if instance.action == "wagtail.delete" and instance.page_id:
        page = Page.objects.filter(pk=instance.page_id).first()
        if page is not None:
            refuse_deletion(page)
