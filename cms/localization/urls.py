"""Addresses in the admin."""

from django.urls import include, path

from cms.localization.views import localize_paths
from cms.localization.views.draft import DraftView
from cms.localization.views.report import TranslationsReportView
from cms.localization.views.translate import TranslateView, UpdateView

TEXT = "<int:content_type_id>/<str:pk>/<str:language>/"

own_urls = [
    path("", TranslationsReportView.as_view(), name="report"),
    path("results/", TranslationsReportView.as_view(results_only=True), name="report_results"),
    path(TEXT, TranslateView.as_view(), name="translate"),
    path(f"{TEXT}update/", UpdateView.as_view(), name="update"),
    path(f"{TEXT}draft/", DraftView.as_view(), name="draft"),
]

# The paths under which wagtail-localize registers the same views (wagtail_localize/wagtail_hooks.py).
guarded_urls = [
    path("submit/page/<int:page_id>/", localize_paths.submit_page),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", localize_paths.submit_snippet),
    path("update/<int:translation_source_id>/", localize_paths.update),
    path("page/<int:page_id>/convert_to_alias/", localize_paths.convert_to_alias),
    path("translate/<int:translation_id>/pofile/upload/", localize_paths.upload_pofile),
]

urlpatterns = [
    path("privacy/translations/", include((own_urls, "privacy_localization"))),
    path("localize/", include(guarded_urls)),
]
