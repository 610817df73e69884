"""Admin changes happen as a whole or not at all, and a refusal is explained where the person is."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from wagtail.models import Collection

from cms.core.middleware import AdminTransactionMiddleware, ContentSecurityPolicyMiddleware
from cms.core.refusals import Refused

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/somewhere/"


def answer(view: Any, path: str = ADDRESS, **headers: str) -> tuple[Any, HttpRequest]:
    """Send a POST through the middleware to a view; an exception takes Django's way."""
    request = RequestFactory().post(path, headers=headers)
    SessionMiddleware(lambda request: HttpResponse()).process_request(request)
    MessageMiddleware(lambda request: HttpResponse()).process_request(request)

    def get_response(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Exception as error:
            return middleware.process_exception(request, error) or HttpResponse(status=500)

    middleware = AdminTransactionMiddleware(get_response)
    return middleware(request), request


def made() -> bool:
    return Collection.objects.filter(name="Neu").exists()


def make(then: Any) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        Collection.get_first_root_node().add_child(name="Neu")
        if isinstance(then, Exception):
            raise then
        return HttpResponse(status=then)

    return view


def test_success_is_kept() -> None:
    answer(make(200))

    assert made()


@pytest.mark.parametrize("outcome", [400, 403, 500, ValueError("broken")])
def test_failure_leaves_nothing(outcome: Any) -> None:
    answer(make(outcome))

    assert not made()


def test_refusal_is_told_where_the_person_was() -> None:
    response, request = answer(make(Refused("So nicht.")), referer="http://testserver/admin/pages/7/edit/")

    assert response.url == "http://testserver/admin/pages/7/edit/"
    assert [str(message) for message in get_messages(request)] == ["So nicht."]
    assert not made()


def test_refusal_does_not_lead_to_other_hosts() -> None:
    response, _request = answer(make(Refused("So nicht.")), referer="https://example.org/")

    assert response.url == "/admin/"


def test_refusal_may_name_the_place_and_keep_what_was_stored() -> None:
    response, _request = answer(make(Refused("So nicht.", "/admin/dort/", keeps_changes=True)))

    assert response.url == "/admin/dort/"
    assert made()


def test_programs_get_the_sentence() -> None:
    response, _request = answer(make(Refused("So nicht.")), accept="application/json")

    assert response.status_code == 409
    assert b"So nicht." in response.content
    assert not made()


def test_dialogs_close_and_go_to_the_message() -> None:
    response, _request = answer(make(Refused("So nicht.", "/admin/dort/")), **{"x-requested-with": "XMLHttpRequest"})

    assert response.status_code == 200
    assert b'"redirect": "/admin/dort/"' in response.content
    assert not made()


def test_public_requests_are_left_alone() -> None:
    answer(make(400), path="/de/")

    assert made()


def test_security_policy_depends_on_the_audience() -> None:
    middleware = ContentSecurityPolicyMiddleware(lambda request: HttpResponse())
    public = middleware(RequestFactory().get("/de/")).headers["Content-Security-Policy"]
    admin = middleware(RequestFactory().get(ADDRESS)).headers["Content-Security-Policy"]

    assert "default-src 'none'" in public
    assert "script-src" not in public
    assert "unsafe-eval" not in admin
