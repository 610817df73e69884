from typing import Any

from django.dispatch import receiver
from wagtail.signals import published, unpublished

from cms.register.models import ProcessingActivity
from cms.register.recording import record_publication, record_unpublication


@receiver(published)
def record_on_publish(instance: Any, **kwargs: Any) -> None:
    # Wagtail sends the signal, too, for what is only scheduled.
    if isinstance(instance, ProcessingActivity) and instance.live:
        record_publication(instance)


@receiver(unpublished)
def record_on_unpublish(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ProcessingActivity):
        record_unpublication(instance)
