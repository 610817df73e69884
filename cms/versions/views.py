"""Public views of the archive."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse


def archive(request: HttpRequest, document_key: UUID, language: str) -> HttpResponse:
    raise NotImplementedError


def version(request: HttpRequest, document_key: UUID, language: str, slug: str) -> HttpResponse:
    raise NotImplementedError


def frozen_file(request: HttpRequest, sha256: str, name: str) -> HttpResponse:
    raise NotImplementedError
