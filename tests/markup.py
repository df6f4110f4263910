"""Whether a page is well-formed HTML that a screen reader finds its way in. A list of what is wrong with it."""

from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
CONTROLS = frozenset(("input", "select", "textarea"))
REFERENCES = ("aria-labelledby", "aria-describedby", "for")


def problems(html: str) -> list[str]:
    page = _Page()
    page.feed(html)
    page.close()
    found = page.found + [f"<{tag}> is never closed" for tag in page.open]
    found += [f"id {id} stands twice" for id in set(page.ids) if page.ids.count(id) > 1]
    found += [f"nothing has the id {id}" for id in page.references if id not in page.ids]
    found += [f"{control} has no label" for control in page.controls if control not in page.labelled]
    if page.headings.count(1) != 1:
        found.append(f"{page.headings.count(1)} headings of the first level")
    steps = zip(page.headings, page.headings[1:], strict=False)
    found += [f"h{second} follows h{first}" for first, second in steps if second > first + 1]
    return found


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.open, self.ids, self.references = [], [], [], []
        self.controls, self.labelled, self.headings = [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        self.references += [values[name] for name in REFERENCES if name in values]
        if (values.get("href") or "").startswith("#"):
            self.references.append(values["href"][1:])
        if tag in CONTROLS and values.get("type") != "hidden":
            self.controls.append(values.get("id"))
        if tag == "label":
            self.labelled.append(values.get("for"))
        self.look_at(tag, values)

    def look_at(self, tag, values):
        data = tag == "script" and values.get("type") == "application/ld+json"  # never run
        if tag in ("script", "style", "iframe", "img") and not data:
            self.found.append(f"<{tag}> on the page")
        self.found += [f"{name} on <{tag}>" for name in values if name == "style" or name.startswith("on")]
        if (values.get("href") or "").lower().startswith(("javascript:", "data:")):
            self.found.append(f"a link to {values['href']}")
        if (values.get("src") or values.get("href") or "").startswith("//"):
            self.found.append("something of a third party")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> closes nothing")
