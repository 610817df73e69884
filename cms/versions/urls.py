"""Permanent addresses.

Include them once, outside of any language prefix: ``path("privacy/", include("cms.versions.urls"))``.
"""

from django.urls import path

from cms.versions import views

app_name = "privacy_versions"
urlpatterns = [
    path("versions/<uuid:document_key>/<str:language>/", views.archive, name="archive"),
    path("versions/<uuid:document_key>/<str:language>/<str:slug>/", views.version, name="version"),
    path("files/<str:sha256>/<str:name>", views.frozen_file, name="file"),
]
