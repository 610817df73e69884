from wagtail import hooks
from wagtail.snippets.models import register_snippet

from site_settings.deletion import refuse_deleting_named_contacts
from site_settings.viewsets import ContactViewSet

register_snippet(ContactViewSet)
hooks.register("before_delete_snippet", refuse_deleting_named_contacts)
