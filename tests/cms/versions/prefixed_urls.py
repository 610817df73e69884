"""URLs of a project that put the permanent addresses below a language prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("privacy/", include("cms.versions.urls")))
