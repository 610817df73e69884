from wagtail.snippets.models import register_snippet

from site_settings.viewsets import ContactViewSet

register_snippet(ContactViewSet)
