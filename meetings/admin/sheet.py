"""A Document as forms, and the Document that posted forms mean: only what the forms carried is replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter

from django import forms
from django.http import QueryDict

from meetings.document import (
    Block,
    Document,
    Heading,
    Names,
    Paragraph,
    Segment,
    SpeakersList,
    paragraphs_of,
    parse_names,
    read_list,
    say_list,
    squeeze,
)
from meetings.document.merge import HEAD_FIELDS, SEGMENT_FIELDS
from meetings.document.prose import Lists, parse, render
from meetings.document.tree import prose
from meetings.document.units import with_lists

from .fields import with_sentences
from .forms import LIST, HeadForm, ListFormSet, SegmentFormSet, read_session


@dataclass
class Sheet:
    """The forms of one summary: of `document` as it is, or, with `data`, of what someone made of it."""

    document: Document
    data: QueryDict | None = None
    recognised: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        document, lists = self.document, {speakers.id: speakers for speakers in self.document.lists()}
        formset = {"data": self.data, "form_kwargs": {"document": document}}
        self.head = HeadForm(self.data, document=document, initial=_head(document, lists))
        self.segments = SegmentFormSet(
            prefix="segments",
            initial=[_segment(s, place, lists) for place, s in enumerate(document.segments, 1)],
            **formset,
        )
        self.lists = ListFormSet(prefix="lists", initial=[*map(_list, lists.values())], **formset)

    @property
    def media(self) -> forms.Media:
        return self.head.media

    @property
    def errors(self) -> list:
        """What stands against saving, for the page's summary of errors."""
        if self.data is None:
            return []
        formsets = (self.segments, self.lists)
        parts = [self.head.errors, *(error for formset in formsets for error in formset.errors)]
        return [part for part in (*parts, *(formset.non_form_errors() for formset in formsets)) if part]

    def as_posted(self) -> QueryDict:
        """What a browser would post of these forms as they are shown, untouched."""
        data = QueryDict(mutable=True)
        formsets = (self.segments, self.lists)
        forms_ = [self.head, *(form for formset in formsets for form in (formset.management_form, *formset))]
        for bound in (bound for form in forms_ for bound in form):
            value = bound.field.widget.format_value(bound.value())
            value = value[0] if isinstance(value, list) else value
            if isinstance(bound.field.widget, forms.CheckboxInput):
                value = "on" if bound.value() else None
            if value is not None:
                data[bound.html_name] = str(value)
        return data

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in (self.head, self.segments, self.lists)])

    def mine(self, names: Names) -> Document:
        """The document as the forms have it. Paragraphs that read as lists of speakers have become lists."""
        lists = self._lists(names)
        segments = self._segments(lists)
        carried = _told(self.head, [name for name in HEAD_FIELDS if name in self.data])
        carried["body"] = carried["body"].code
        if "session" in carried:
            carried["session"] = read_session(carried["session"])
        round_up = self._recognise(self._prose("round_up", lists), names)
        standing = {block.id for block in round_up} | {b.id for s in segments for b in s.blocks}
        homeless = [speakers for key, speakers in lists.items() if key not in standing]
        return replace(
            self.document,
            **carried,
            round_up=with_lists(round_up, homeless),
            segments=segments,
            where_to_find=tuple(_as_paragraphs(self._prose("where_to_find", {}))),
        )

    def _prose(self, name: str, lists: Lists) -> tuple[Block, ...]:
        """The blocks of a prose field of the head, as posted, or as they were where it was not."""
        html = self.head.cleaned_data[name] if name in self.data else render(getattr(self.document, name))
        return parse(html, self.document.language, lists)

    def _lists(self, names: Names) -> dict[str, SpeakersList]:
        """The lists by key. One that was not posted stays; only its box removes it."""
        former = {speakers.id: speakers for speakers in self.document.lists()}
        posted = {form["key"].value() for form in self.lists}
        kept = {key: speakers for key, speakers in former.items() if key not in posted}
        told = [form.cleaned_data for form in self.lists if _counts(form)]
        return kept | {data["key"]: _read_list(data, former.get(data["key"]), names) for data in told}

    def _segments(self, lists: Lists) -> tuple[Segment, ...]:
        """The segments, each at the place wished for. One that was not posted stays; only its box removes it."""
        former = {segment.id: segment for segment in self.document.segments}
        own_lists = {key: replace(speakers, digests="") for key, speakers in lists.items()}
        posted = {form["key"].value() for form in self.segments}
        wishes = []
        for place, segment in enumerate(former.values(), 1):
            if segment.id not in posted:
                wishes.append((place, segment, render(segment.blocks)))
        for form in filter(_counts, self.segments):
            data = form.cleaned_data
            segment = former.get(data["key"], Segment("", id=data["key"]))
            segment = replace(segment, **_told(form, SEGMENT_FIELDS))
            wishes.append((_wish(list(former), data), segment, data["body"]))
        wishes.sort(key=itemgetter(0))
        language = self.document.language
        return tuple(replace(segment, blocks=parse(html, language, own_lists)) for _place, segment, html in wishes)

    def _recognise(self, blocks: tuple[Block, ...], names: Names) -> tuple[Block, ...]:
        """Blocks in which a paragraph that was just written, and is a list of speakers by its words, is one."""
        known = {block.text for block in self.document.round_up}
        out: list[Block] = []
        for block in blocks:
            is_new = isinstance(block, Paragraph) and block.text not in known
            speakers = read_list(block.text, names, names.language) if is_new else None
            self.recognised += speakers is not None
            out.append(replace(speakers, digests=block.digests) if speakers else block)
        return tuple(out)


def _head(document: Document, lists: Lists) -> dict:
    session = document.session
    return {
        **{name: getattr(document, name) for name in HEAD_FIELDS},
        "session": f"{document.body} {session.kind} {session.number}" if session else "",
        "round_up": with_sentences(render(document.round_up), lists),
        "where_to_find": render(document.where_to_find),
    }


def _segment(segment: Segment, place: int, lists: Lists) -> dict:
    return {
        **{name: getattr(segment, name) for name in SEGMENT_FIELDS},
        "key": segment.id,
        "place": place,
        "body": with_sentences(render(segment.blocks), lists),
    }


def _list(speakers: SpeakersList) -> dict:
    return {
        **{name: getattr(speakers, name) for name in LIST},
        "key": speakers.id,
        "segment": speakers.digests,
        "names": _names(speakers),
    }


def _names(speakers: SpeakersList) -> str:
    printed = (item.printed for item in speakers.interventions)
    return say_list(printed, speakers.separator, speakers.conjunction)


def _told(form: forms.Form, names: Iterable[str]) -> dict:
    """What a form says; a line of text has no line ends and no blanks around it."""
    values = ((name, form.cleaned_data[name]) for name in names)
    return {name: squeeze(value) if isinstance(value, str) else value for name, value in values}


def _wish(keys: list[str], data: dict) -> float:
    """Where a segment wants to stand: one that moved goes before (up) or behind (down) who is at its place already."""
    end = len(keys) + 1
    before = keys.index(data["key"]) + 1 if data["key"] in keys else end
    place = data["place"] or end
    return place + ((place > before) - (place < before)) / 2


def _as_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs of some blocks; a heading is one too, where headings have no place."""
    for block in blocks:
        yield from (Paragraph(prose(block.text)),) if isinstance(block, Heading) else paragraphs_of((block,))


def _counts(form: forms.Form) -> bool:
    """Whether a form of a formset says something: not the blank one, not one to be removed."""
    return bool(form.cleaned_data) and not form.cleaned_data["DELETE"]


def _read_list(data: dict, former: SpeakersList | None, names: Names) -> SpeakersList:
    """A list as its box has it. Names that were not touched keep what was read in them."""
    if former and data["names"].strip() == _names(former):
        speakers = former
    else:
        speakers = parse_names(data["names"], names, names.language)
    whole_sentence = bool(speakers.lead_in or speakers.tail) and speakers is not former
    told = ("topic",) if whole_sentence else LIST
    return replace(speakers, **{name: data[name] for name in told}, digests=data["segment"], id=data["key"])
