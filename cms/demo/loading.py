"""Loading the demo: all of it or nothing, once."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Site

from cms.demo.contacts import create_contacts, save_settings
from cms.demo.logins import create_people
from cms.demo.policy import create_policy
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
    report("Loading the demo content: pages, contacts, three versions of the policy in two languages …")
    with transaction.atomic():
        home = create_home_pages()
        text_pages = create_text_pages(home)
        call_command("setup_privacy", verbosity=0)
        create_people()
        contacts = create_contacts()
        save_settings(contacts)
        people = get_user_model().objects
        policy = create_policy(
            editor=people.get(username="redaktion"),
            translator=people.get(username="uebersetzung"),
            approver=people.get(username="datenschutz"),
        )
        save_settings(contacts, policy)
        add_teasers(home, {"privacy_policy": policy, **text_pages})
