from wagtail.snippets.models import register_snippet

from cms.register.models import CATALOGUES
from cms.register.viewsets import ProcessingActivityViewSet, catalogue_viewset

register_snippet(ProcessingActivityViewSet)
for catalogue in CATALOGUES:
    register_snippet(catalogue_viewset(catalogue))
