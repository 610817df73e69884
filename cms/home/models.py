"""The site's own pages: a home page and plain text pages such as the imprint."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(Page):
    """The start of a language's tree."""

    introduction = RichTextField(blank=True, features=FEATURES)
    body = RichTextField(blank=True, features=FEATURES)

    template = "home/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]


class TextPage(Page):
    """A page of text."""

    body = RichTextField(features=FEATURES)

    template = "home/text_page.html"
    content_panels = [*Page.content_panels, FieldPanel("body")]
