from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from cms.versions.cutting import cut_version
from cms.versions.deletion import refuse_deletion
from cms.versions.models import VersionedPageMixin
from cms.versions.scheduling import approve_schedule


@receiver(page_published)
def cut_version_on_publish(instance: Any, revision: Revision | None = None, alias: bool = False, **kwargs: Any) -> None:
    # Wagtail sends the signal for a page, too, that was only scheduled and has never been live.
    if isinstance(instance, VersionedPageMixin) and instance.live and not alias:
        cut_version(instance, revision)


@receiver(post_save, sender=Revision)
def approve_on_scheduling(
    instance: Revision, created: bool, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Every path of scheduling (editor, API, workflow, command) ends in storing the moment with the revision."""
    is_scheduling = created or (update_fields is not None and "approved_go_live_at" in update_fields)
    if raw or instance.approved_go_live_at is None or not is_scheduling:
        return
    model = instance.content_type.model_class()
    if model is not None and issubclass(model, VersionedPageMixin):
        approve_schedule(instance.as_object(), instance)


@receiver(pre_save, sender=PageLogEntry)
def refuse_deletion_before_it_is_logged(instance: PageLogEntry, **kwargs: Any) -> None:
    """Wagtail's deleting action, which views and APIs call past ``page.delete()``, logs first: the moment to refuse it.

    Later is too late: treebeard corrects the parent's count of children before the protected keys are asked.
    """
    if instance.action == "wagtail.delete" and instance.page_id:
        page = Page.objects.filter(pk=instance.page_id).first()
        if page is not None:
            refuse_deletion(page)
