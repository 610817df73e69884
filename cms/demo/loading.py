"""Loading the demo: all of it or nothing, once."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Site

from cms.demo.contacts import create_contacts, save_settings
from cms.demo.logins import create_people
from cms.demo.policy import create_policy
from cms.demo.register import create_register
from cms.demo.register_entries import People
from cms.demo.site_pages import add_teasers, create_home_pages, create_text_pages
from cms.home.models import HomePage

Report = Callable[[str], object]


def load_demo(report: Report) -> None:
    """Load the demo content into a fresh site. A site that has a home page keeps what it has.

    Args:
        report: Gets a line per step.
    """
    if HomePage.objects.exists():
        call_command("setup_privacy", verbosity=0)
        return
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or site.root_page.get_children().exists():
        report("The site has pages of its own: the demo content is left out.")
        return
    report("Loading the demo content in two languages: pages, contacts, three versions of the policy, the register …")
    with transaction.atomic():
        home = create_home_pages()
        text_pages = create_text_pages(home)
        call_command("setup_privacy", verbosity=0)
        create_people()
        contacts = create_contacts()
        save_settings(contacts)
        users = get_user_model().objects
        people = People(*(users.get(username=name) for name in ("redaktion", "uebersetzung", "datenschutz")))
        policy = create_policy(people.editor, people.translator, people.approver)
        save_settings(contacts, policy)
        _measure_tables()
        register = create_register(home, people)
        add_teasers(home, {"privacy_policy": policy, "register": register, **text_pages})


def _measure_tables() -> None:
    """PostgreSQL takes new tables for empty until the load is committed, and then looks up strings for minutes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
