"""What each resource looks like. The rows are made in one place (`rows.py`); here stands what the description says."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers as s

from meetings.models import Coverage, Passage, Period, Publication, Segment, Session, Speaker, Summary

LANGUAGES = [("en", "English"), ("fr", "French")]


def words(**options) -> s.CharField:
    return s.CharField(**options)


def choice(choices, **options) -> s.ChoiceField:
    return s.ChoiceField(choices=choices, **options)


class NamedSerializer(s.Serializer):
    """A name in both languages; one that is not known is empty."""

    en = words()
    fr = words()


class BodySerializer(s.Serializer):
    code = words(help_text="HRC, CERD …")
    name = NamedSerializer()


class SessionRefSerializer(s.Serializer):
    body = words()
    kind = choice(Session.Kind.choices)
    number = s.IntegerField(help_text="the year, of a body that numbers its sessions so")
    url = s.URLField(help_text="this session in the API")


class SpeakerRefSerializer(s.Serializer):
    key = words(help_text="leads to /speakers/{key}/, whatever this speaker is merged into later")
    name = NamedSerializer()
    kind = choice(Speaker.Kind.choices)


class FileSerializer(s.Serializer):
    format = words(help_text="txt, json, and where made: pdf, docx, akn.xml")
    media_type = words()
    url = s.URLField()


RELEASE = {
    "key": "HRC23.093E",
    "language": "en",
    "url": "https://press.example.org/en/summaries/HRC23.093E/",
    "api_url": "https://press.example.org/api/v1/releases/HRC23.093E/",
    "version": 1,
    "kind": "meeting_summary",
    "symbol": "HRC23.093E",
    "headline": "Council Hears Archivists on Ink",
    "subheadline": "",
    "body": "HRC",
    "session": {
        "body": "HRC",
        "kind": "regular",
        "number": 53,
        "url": "https://press.example.org/api/v1/sessions/HRC/53/",
    },
    "first_date": "2023-07-06",
    "date": "2023-07-06",
    "periods": ["morning"],
    "segment_kinds": ["interactive_dialogue"],
    "documents": ["A/HRC/53/61"],
    "agenda_items": ["10"],
    "topics": ["technical cooperation"],
    "meetings": [412],
    "published_at": "2023-07-06T15:20:00+02:00",
    "change": "first",
    "notice": "",
    "to_come": [],
    "archive": False,
    "files": [
        {
            "format": "txt",
            "media_type": "text/plain",
            "url": "https://press.example.org/en/summaries/HRC23.093E.txt",
        }
    ],
}


@extend_schema_serializer(examples=[OpenApiExample("A release", RELEASE)])
class ReleaseSerializer(s.Serializer):
    """A release as it is read now. `version` tells which; a withdrawn one is not listed, and answers 410."""

    key = words(help_text="the press symbol, or the address of an archive text")
    language = choice(LANGUAGES)
    url = s.URLField(help_text="the page for readers")
    api_url = s.URLField()
    version = s.IntegerField()
    kind = choice(Summary.Kind.choices)
    symbol = words()
    headline = words()
    subheadline = words()
    body = words()
    session = SessionRefSerializer(allow_null=True)
    first_date = s.DateField(help_text="the first day of the meetings that it is about, in Geneva")
    date = s.DateField(help_text="the last one")
    periods = s.ListField(child=choice(Period.choices))
    segment_kinds = s.ListField(child=choice(Segment.Kind.choices))
    documents = s.ListField(child=words(), help_text="symbols of the documents that were presented or mentioned")
    agenda_items = s.ListField(child=words())
    topics = s.ListField(child=words(), help_text="in lower case, without accents")
    meetings = s.ListField(child=s.IntegerField(), help_text="leads to /meetings/{id}/")
    published_at = s.DateTimeField(help_text="of this version")
    change = choice([*Publication.Change.choices, ("", "")], help_text="what this version is to the one before")
    notice = words(help_text="what was corrected or added, in the words of the desk")
    to_come = s.ListField(child=words(), help_text="parts that are still to come; none: it is whole")
    archive = s.BooleanField(help_text="published before this system, and taken over")
    files = FileSerializer(many=True)


class ReleaseDetailSerializer(ReleaseSerializer):
    """With what `expand` asks for."""

    document = s.JSONField(required=False, help_text="the whole text in its parts: expand=document")
    text = words(required=False, help_text="as plain text: expand=text")
    html = words(required=False, help_text="as the page has it: expand=html")


class StatementSerializer(s.Serializer):
    """What one person said, or one name of a list of speakers, or another passage of a release."""

    release = words(help_text="key of the release")
    anchor = words(help_text="the id of the paragraph, without b-")
    position = s.IntegerField(help_text="its place in the release")
    language = choice(LANGUAGES)
    kind = choice(Passage.Kind.choices)
    url = s.URLField(help_text="the page of this passage, which says how to cite it")
    body = words()
    date = s.DateField()
    segment = words(help_text="the title of the part in which it stands; empty: the round-up")
    speaker = SpeakerRefSerializer(allow_null=True, help_text="whom the printed name leads to")
    speaker_name = words(help_text="as the release has it, whoever it leads to")
    capacity = words(help_text="as printed")
    group = SpeakerRefSerializer(allow_null=True, help_text="for whom it was said")
    on_behalf_of = words(help_text="as printed")
    text = words()


class CoverageSerializer(s.Serializer):
    language = choice(LANGUAGES)
    decision = choice(Coverage.Decision.choices)
    reason = words(help_text="why it is not covered")
    release = words(allow_null=True, help_text="key of the release about it, once there is one")


class MeetingSerializer(s.Serializer):
    id = s.IntegerField()
    url = s.URLField(help_text="the page for readers, in English")
    session = SessionRefSerializer()
    date = s.DateField()
    period = choice(Period.choices)
    number = s.IntegerField(allow_null=True)
    title = words()
    starts_at = s.DateTimeField(allow_null=True)
    ends_at = s.DateTimeField(allow_null=True)
    room = words()
    web_tv = words()
    agenda_items = s.ListField(child=words())
    cancelled = words(help_text="why it is not held; empty: it is")
    coverage = CoverageSerializer(many=True)


class SessionSerializer(s.Serializer):
    body = BodySerializer()
    kind = choice(Session.Kind.choices)
    number = s.IntegerField()
    name = NamedSerializer()
    start = s.DateField(allow_null=True)
    end = s.DateField(allow_null=True)
    url = s.URLField(help_text="the page for readers, in English")
    bulk = s.ListField(child=s.URLField(), help_text="everything of the session at once, as JSON Lines and CSV")


class FunctionSerializer(s.Serializer):
    title = NamedSerializer()
    start = s.DateField(allow_null=True)
    end = s.DateField(allow_null=True)


class SpeakerSerializer(s.Serializer):
    key = words()
    kind = choice(Speaker.Kind.choices)
    name = NamedSerializer()
    formal_name = NamedSerializer()
    iso = words(help_text="ISO 3166-1 alpha-2 of a State")
    url = s.URLField(help_text="the page for readers, in English")
    functions = FunctionSerializer(many=True)


class DocumentSerializer(s.Serializer):
    symbol = words()
    title = NamedSerializer()
    author = words()
    url = s.URLField(help_text="the document itself, at docs.un.org")


class ErrorSerializer(s.Serializer):
    """Why a request was not answered: in one sentence, or by parameter."""

    detail = words(required=False)
    errors = s.DictField(child=s.ListField(child=words()), required=False)
