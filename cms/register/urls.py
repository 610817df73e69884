"""Permanent addresses of the public register.

Include them once, outside of any language prefix: ``path("privacy/register/", include("cms.register.urls"))``.
"""

from django.urls import URLPattern, URLResolver, include, path

from cms.register.public import views

app_name = "privacy_register_public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("editions/", include("cms.register.editions.urls")),
    path("<str:language>/", views.register, name="register"),
    path("<str:language>/register.<str:extension>", views.download, name="download"),
    path("<str:language>/<slug:slug>/", views.entry, name="entry"),
]
