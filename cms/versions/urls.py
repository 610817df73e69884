"""Permanent addresses.

Include them once, outside of any language prefix: ``path("privacy/", include("cms.versions.urls"))``.
"""

from django.urls import path

from cms.versions import feeds, views

app_name = "privacy_versions"
urlpatterns = [
    path("versions/<uuid:document_key>/<str:language>/", views.archive, name="archive"),
    # Above the versions: "feed" is no label.
    path("versions/<uuid:document_key>/<str:language>/feed/", feeds.feed, name="feed"),
    path("versions/<uuid:document_key>/<str:language>/<str:slug>/", views.version, name="version"),
    path("files/<str:sha256>/<str:name>", views.frozen_file, name="file"),
]
