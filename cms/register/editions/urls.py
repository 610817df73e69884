"""Permanent addresses of editions, below those of the public register. They depend on nothing that can be edited."""

from django.urls import path

from cms.register.editions import views

urlpatterns = [
    path("<uuid:key>/<str:language>/", views.editions, name="editions"),
    path("<uuid:key>/<str:language>/<str:label>/", views.edition, name="edition"),
    path("<uuid:key>/<str:language>/<str:label>/entries/<slug:slug>/", views.entry, name="edition_entry"),
    path("<uuid:key>/<str:language>/<str:label>/changes/<str:other>/", views.changes, name="edition_changes"),
    path("<uuid:key>/<str:language>/<str:label>/register.<str:extension>", views.download, name="edition_download"),
]
