"""The kinds of box that a summary is written in."""

from __future__ import annotations

import json
import re
from html import escape

from django import forms
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget

from meetings.document.prose import Lists, clean
from meetings.models.reference import validate_document_symbol

EXTENSIONS = {
    "Document": True,
    "Paragraph": True,
    "Text": True,
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3]},
    "Link": {"enableTarget": False, "autolink": False},
    "SpeakersList": True,
    "BlockIds": True,
    "Paste": True,
    "Dropcursor": True,
    "Gapcursor": True,
    "History": True,
    "Menu": {"groups": [{"group": name} for name in ("blockType", "marks", "link", "history")]},
}
# What the toolbar and its buttons are called.
WORDS = {
    "toolbar": _("Formatting"),
    "heading3": _("Heading of a part"),
    "paragraph": _("Paragraph"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
}
_MARKER = re.compile(r'<div data-list="(\w+)"></div>')


class ProseWidget(AdminProseEditorWidget):
    """An editor in the language of the text; without JavaScript, a textarea with the same markup."""

    def __init__(self, language: str = "", rows: int = 12) -> None:
        super().__init__(attrs={"rows": rows, "lang": language, "spellcheck": "true"})
        self.preset = "configurable"

    def get_context(self, name: str, value: str, attrs: dict) -> dict:
        words = json.dumps({key: str(word) for key, word in WORDS.items()}, ensure_ascii=False)
        return super().get_context(name, value, attrs | {"data-words": words})

    def get_config(self) -> dict:
        return {"extensions": EXTENSIONS, "js_modules": [static("desk/prose.js")]}


class ProseField(forms.CharField):
    """Markup in its normal form, whatever was pasted."""

    widget = ProseWidget

    def clean(self, value: str) -> str:
        return clean(super().clean(value))


class SymbolsField(forms.CharField):
    """Symbols of documents, by commas or one a line; as a tuple."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: str) -> tuple[str, ...]:
        symbols = [symbol for symbol in (part.strip() for part in re.split(r"[,;\n]", value or "")) if symbol]
        errors = []
        for symbol in symbols:
            try:
                validate_document_symbol(symbol)
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return tuple(dict.fromkeys(symbols))


def with_sentences(html: str, lists: Lists) -> str:
    """Prose whose markers show the sentence of their list; it is read from the list's own box, never from here."""

    def sentence(marker: re.Match[str]) -> str:
        key = marker[1]
        text = escape(lists[key].text, quote=False) if key in lists else ""
        return f'<div data-list="{key}">{text}</div>'

    return _MARKER.sub(sentence, html)
