"""Fixtures for the rules of publishing."""

from collections.abc import Callable

import pytest

from cms.policies.models import PolicyPage
from cms.versions.models import PublishedVersion


@pytest.fixture
def published(policy: PolicyPage, publish: Callable[..., PublishedVersion]) -> PolicyPage:
    """The German policy in version 1."""
    publish(policy)
    return PolicyPage.objects.get(pk=policy.pk)
