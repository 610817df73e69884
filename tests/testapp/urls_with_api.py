"""The site's addresses with the write API of Wagtail 8 beside them."""

from django.urls import path
from wagtail.api.v3.urls import api

from cms.urls import urlpatterns as site_patterns

urlpatterns = [path("api/v3/", api.urls), *site_patterns]
