"""The page of a summary as a browser without JavaScript has it: its fields, to be filled and sent."""

from html.parser import HTMLParser

from django.test import Client


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


class Fields(HTMLParser):
    """What a browser would send of the form with an id: name → value."""

    def __init__(self, html, form="summary_form"):
        super().__init__()
        self.values, self.form, self.inside, self.text, self.select = {}, form, False, None, None
        self.template = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form
        self.template += tag == "template"
        name = attrs.get("name")
        if not self.inside or self.template:
            return
        if tag == "input" and name and attrs.get("type") not in ("submit", "checkbox", "radio"):
            self.values[name] = attrs.get("value", "")
        elif tag == "input" and name and "checked" in attrs:
            self.values[name] = attrs.get("value", "on")
        elif tag == "textarea":
            self.text, self.values[name] = name, ""
        elif tag == "select":
            self.select, self.values[name] = name, ""
        elif tag == "option" and self.select and "selected" in attrs:
            self.values[self.select] = attrs["value"]

    def handle_endtag(self, tag):
        self.template -= tag == "template"
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            # The first line end belongs to the markup.
            if self.text:
                self.values[self.text] = self.values[self.text].removeprefix("\n")
            self.text = None
        if tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.text:
            self.values[self.text] += data


def page(client, summary, query=""):
    """The fields of a summary's page, as opened."""
    response = client.get(summary.get_absolute_url() + query)
    assert response.status_code == 200, response.status_code
    return Fields(response.content.decode()).values


def send(client, summary, fields, **changes):
    return client.post(summary.get_absolute_url(), fields | changes)
