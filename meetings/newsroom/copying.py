"""The skeleton of the other language's text, under the names of this one: what was taken up, in which order, and who
spoke. Facts pass; prose, titles and remarks do not.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zlib import crc32

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Segment,
    SpeakersList,
    Statement,
    fold,
    heading_role,
    new_id,
    person,
    read_opening,
)
from meetings.document.organizations import SMALL_WORDS
from meetings.document.people import PARTICLES
from meetings.document.saying import Name, Speaking, say
from meetings.document.speaking import PERSON, is_organization, kind_of
from meetings.document.tree import prose
from meetings.models import Report, Speaker, Summary

from . import counterparts, naming, revisions, saving
from .naming import LEFT_OUT
from .refusal import Refused
from .speakers import resolve

# What a part is (phrases.heading_role), in the words of each language: the other's heading never passes.
HEADINGS = {
    "report": {"en": "Report", "fr": "Rapport"},
    "presenter": {"en": "Opening Statements", "fr": "Déclarations liminaires"},
    "questions": {"en": "Questions", "fr": "Questions"},
    "responses": {"en": "Responses", "fr": "Réponses"},
    "concluding_remarks": {"en": "Concluding Remarks", "fr": "Remarques de conclusion"},
    "": {"en": "Discussion", "fr": "Débat"},
}
# The first words of a title, by the kind of segment; of other kinds nothing can be said.
TITLES = {
    "presentation_of_report": {"en": "Presentation of Report", "fr": "Présentation de rapport"},
    "interactive_dialogue": {"en": "Interactive Dialogue", "fr": "Dialogue interactif"},
    "enhanced_interactive_dialogue": {"en": "Enhanced Interactive Dialogue", "fr": "Dialogue interactif renforcé"},
    "general_debate": {"en": "General Debate", "fr": "Débat général"},
    "panel": {"en": "Panel Discussion", "fr": "Réunion-débat"},
    "country_review": {"en": "Consideration of Report", "fr": "Examen de rapport"},
}
COLON = {"en": ": ", "fr": "\u00a0: "}
SAID = {"en": "said", "fr": "a dit"}
_AGENDA_ITEM = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Copy:
    """A skeleton in this language: segments, the lists of the round-up, and the names that nobody knows here."""

    source: Summary
    segments: tuple[Segment, ...]
    lists: tuple[SpeakersList, ...]
    unknown: tuple[str, ...]

    @property
    def key(self) -> str:
        """By what the skeleton that was shown and the one that is taken are compared; ids are new each time."""
        said = [
            (part.title, part.kind, part.status, part.reports, part.agenda_item, [block.text for block in part.blocks])
            for part in self.segments
        ]
        return f"{self.source.pk}-{crc32(repr((said, [speakers.text for speakers in self.lists])).encode()):08x}"


@dataclass(frozen=True)
class Known:
    """Who speaks in a text, told for a language and a day: by the id of a list, and by a name as people write it."""

    of: str
    language: str
    date: datetime.date
    lists: dict[str, tuple[Speaking, ...]]
    speakers: dict[str, Speaker]


def skeletons(summary: Summary, user: User) -> list[Copy]:
    """A skeleton for each text of the other language about the same meetings that a person may read."""
    texts = counterparts.texts(summary, user)
    return [_copy(summary, source, document) for source, document in texts if document.segments]


def take(summary: Summary, key: str, user: User, *, seen: int) -> saving.Outcome:
    """Puts a skeleton, as it was shown, after the segments that are there, and its lists at the end of the round-up.

    Raises Refused where it is not there any more, or changed, and where the person may not edit.
    """
    found = next((copy for copy in skeletons(summary, user) if copy.key == key), None)
    if found is None:
        raise Refused([_("The other text was changed meanwhile. Look again at what would be copied.")])
    document = revisions.get(summary, seen)
    segments, round_up = document.segments + found.segments, document.round_up + found.lists
    return saving.save(summary.pk, replace(document, segments=segments, round_up=round_up), seen, user)


def _copy(summary: Summary, source: Summary, document: Document) -> Copy:
    language = summary.language
    known = _known(document, language, summary.date or timezone.localdate())
    symbols = {symbol for segment in document.segments for symbol in segment.reports}
    titles = dict(Report.objects.filter(symbol__in=symbols).values_list("symbol", f"title_{language}"))
    ids = {segment.id: new_id() for segment in document.segments}
    segments = (
        Segment(
            title=_title(segment, titles, language),
            blocks=tuple(_blocks(segment, known)),
            kind=segment.kind,
            status=segment.status,
            reports=segment.reports,
            agenda_item=item[0] if (item := _AGENDA_ITEM.search(segment.agenda_item)) else "",
            started_before=segment.started_before,
            id=ids[segment.id],
        )
        for segment in document.segments
    )
    in_round_up = (block for block in document.round_up if isinstance(block, SpeakersList))
    lists = (
        replace(_list(block, known), digests=ids.get(block.digests, ""))
        for block in in_round_up
        if block.id in known.lists
    )
    return Copy(source, tuple(segments), tuple(lists), tuple(_unknown(document, known)))


def _known(document: Document, language: str, date: datetime.date) -> Known:
    """Asks for all names of a text at once: six queries, however many there are."""
    of = document.language
    named = [speakers for speakers in document.lists() if speakers.interventions]
    told = iter(naming.told([item for speakers in named for item in speakers.interventions], of, language, date))
    lists = {speakers.id: tuple(_sure(next(told)) for _item in speakers.interventions) for speakers in named}
    speakers = resolve({name for one in _statements(document) for name in (one.speaker, _written(one, of))}, of)
    prefetch_related_objects(list({id(one): one for one in speakers.values()}.values()), "names", "functions")
    return Known(of, language, date, lists, speakers)


def _sure(row: Speaking) -> Speaking:
    """What is no name that is known, nor looks like one, may be prose, and is left out."""
    return (
        row if row.name.known or _looks_like_a_name(row.name.text) else replace(row, name=Name(LEFT_OUT, known=False))
    )


def _statements(document: Document) -> Iterator[Statement]:
    return (block for segment in document.segments for block in segment.blocks if isinstance(block, Statement))


def _written(statement: Statement, of: str) -> str:
    return person(statement.speaker, of).name


def _title(segment: Segment, titles: dict[str, str], language: str) -> str:
    """The words of the kind, and the title of the one report in this language; "…" for what is to be written."""
    kind = TITLES.get(segment.kind)
    if kind is None:
        return LEFT_OUT
    title = titles.get(segment.reports[0], "").replace("'", "’") if len(segment.reports) == 1 else ""
    return f"{kind[language]}{COLON[language]}{title}" if title else f"{kind[language]} {LEFT_OUT}"


def _blocks(segment: Segment, known: Known) -> Iterator[Block]:
    for block in segment.blocks:
        if isinstance(block, Heading):
            role = heading_role(block.text, known.of)
            if role is not None:
                yield Heading(HEADINGS[role][known.language])
        elif isinstance(block, SpeakersList) and block.id in known.lists:
            yield _list(block, known)
        elif isinstance(block, Statement):
            yield _statement(block, known)


def _list(speakers: SpeakersList, known: Known) -> SpeakersList:
    return say(known.lists[speakers.id], speakers.kind, known.language)


def _statement(statement: Statement, known: Known) -> Block:
    """ "NAME, function, said …": the function where it is known in this language; else the name alone."""
    name, capacity = _name(statement, known).text, ""
    if speaker := _speaker(statement, known):
        capacity = _function(speaker, known)
        if speaker.kind == Speaker.Kind.PERSON and known.language == "fr":
            name = f"{speaker.honorific_fr} {name}".strip()
    said = (
        f"{name}, {capacity}, {SAID[known.language]} {LEFT_OUT}"
        if capacity
        else f"{name} {SAID[known.language]} {LEFT_OUT}"
    )
    paragraph = Paragraph(prose(said.replace("'", "’")))
    opening = read_opening(paragraph.text, known.language)
    return Statement(*opening, (paragraph,)) if opening else paragraph


def _speaker(statement: Statement, known: Known) -> Speaker | None:
    written = fold(_written(statement, known.of))
    return known.speakers.get(written) or known.speakers.get(fold(statement.speaker))


def _name(statement: Statement, known: Known) -> Name:
    """Who speaks: under the name of this language; else as printed, where that is a name and not a description."""
    if speaker := _speaker(statement, known):
        name = naming.called(speaker, known.language, known.date)
        is_person = speaker.kind == Speaker.Kind.PERSON
        return replace(name, text=name.text.upper() if is_person else name.text)
    written = _written(statement, known.of)
    if kind_of(statement.speaker, statement.capacity, known.of) == PERSON and _looks_like_a_name(written):
        return Name(written.upper(), known=False)
    is_name = is_organization(written) and _looks_like_a_name(written)
    return Name(written if is_name else LEFT_OUT, known=False)


def _looks_like_a_name(written: str) -> bool:
    """Written with capitals and small words between them, or known as an organization by its first word."""
    words = (word.strip("(),") for word in written.split())
    shaped = all(word[:1].isupper() or word in SMALL_WORDS or word in PARTICLES for word in words)
    return written[:1].isupper() and (shaped or is_organization(written))


def _function(speaker: Speaker, known: Known) -> str:
    """What the person was on the day, in this language."""
    held = (
        function
        for function in speaker.functions.all()
        if (not function.start or function.start <= known.date) and (not function.end or known.date <= function.end)
    )
    return next((title for function in held if (title := getattr(function, f"title_{known.language}"))), "")


def _unknown(document: Document, known: Known) -> Iterator[str]:
    """The names that are kept as printed, each once."""
    spoke = [_name(statement, known) for statement in _statements(document)]
    listed = [name for rows in known.lists.values() for row in rows for name in (row.name, row.group) if name]
    yield from dict.fromkeys(name.text for name in (*spoke, *listed) if not name.known and name.text != LEFT_OUT)
