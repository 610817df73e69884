"""Publishing freezes what visitors read."""

from collections.abc import Callable

from cms.policies.models import PolicyPage
from cms.versions.models import ChainHead, PublishedVersion
from tests.factories.policies import section, text

Publish = Callable[..., PublishedVersion]


def test_first_publication_becomes_version_one(policy: PolicyPage, publish: Publish) -> None:
    version = publish(policy)

    assert version.label == "1"
    assert "Die Kasse." in version.content.html
    assert version.approver == "Dora"
    assert version.hash == version.compute_hash()
    assert ChainHead.objects.get().hash == version.hash


def test_publishing_the_same_text_again_makes_no_version(policy: PolicyPage, publish: Publish) -> None:
    first = publish(policy)
    policy.refresh_from_db()
    policy.get_latest_revision_as_object().save_revision()

    assert publish(policy) == first


def test_editorial_change_counts_the_minor_number(policy: PolicyPage, publish: Publish, editor: object) -> None:
    publish(policy)
    policy.refresh_from_db()
    draft = policy.get_latest_revision_as_object()
    draft.body = [section("Wer ist verantwortlich?", text("<p>Unsere Kasse.</p>"))]
    draft.change_kind = "editorial"
    draft.save_revision(user=editor)

    assert publish(policy).label == "1.1"
