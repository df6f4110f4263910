"""Facts of a summary's rows made into sentences of its language, and where a sentence goes in the text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from meetings.document import Block, Document, Heading, Paragraph, SpeakersList, heading_role, parse_names, tree
from meetings.document import sentences as said
from meetings.document.saying import say
from meetings.document.tree import prose
from meetings.models import Body, Meeting, Period, Report, Segment, SpeakerFunction, Summary

from . import mapping, naming
from .refusal import Refused
from .speakers import load_names

ROUND_UP, NEXT_MEETING, WHERE_TO_FIND = "", "next_meeting", "where_to_find"


@dataclass(frozen=True)
class Sentence:
    """What is put into the text: its blocks, and what to look at before it is taken."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(block.text + "." * isinstance(block, SpeakersList) for block in self.blocks)


def put(document: Document, sentence: Sentence, where: str) -> Document:
    """The document with a sentence at the end of the round-up, in a segment, by the segment's id, or in a field.

    A list ends its segment. Another sentence ends the segment's opening: after a statement it would be a part of it.
    Raises Refused where the segment is not there.
    """
    if where == ROUND_UP:
        return replace(document, round_up=(*document.round_up, *sentence.blocks))
    if where == NEXT_MEETING:
        return replace(document, next_meeting=sentence.text)
    if where == WHERE_TO_FIND:
        return replace(document, where_to_find=tuple(tree.paragraphs_of(sentence.blocks)))
    if all(segment.id != where for segment in document.segments):
        raise Refused([_("This segment is not there any more.")])
    segments = (
        replace(segment, blocks=_with(segment.blocks, sentence, document.language)) if segment.id == where else segment
        for segment in document.segments
    )
    return replace(document, segments=tuple(segments))


def _with(blocks: tuple[Block, ...], sentence: Sentence, language: str) -> tuple[Block, ...]:
    place = len(blocks)
    if not any(isinstance(block, SpeakersList) for block in sentence.blocks):
        opening = (isinstance(block, Paragraph) or _opens_reports(block, language) for block in blocks)
        place = next((place for place, opens in enumerate(opening) if not opens), len(blocks))
    return (*blocks[:place], *sentence.blocks, *blocks[place:])


def _opens_reports(block: Block, language: str) -> bool:
    return isinstance(block, Heading) and heading_role(block.text, language) == "report"


def _paragraph(text: str, *notes: str) -> Sentence:
    return Sentence((Paragraph(prose(text)),), notes)


def _short(body: Body, language: str) -> str:
    return body.in_language("short", language).replace("'", "’")


def _segment(document: Document, key: str) -> tree.Segment:
    found = next((segment for segment in document.segments if segment.id == key), None)
    if found is None:
        raise Refused([_("This segment is not there any more.")])
    return found


# --- Each kind --------------------------------------------------------------------------------------------------------


def before_the_body(summary: Summary, document: Document, segment: str) -> Sentence:
    """The reports of a segment as documents before the body, by their titles in this language. Raises Refused."""
    symbols = _segment(document, segment).reports
    if not symbols:
        raise Refused([_("This segment has no documents.")])
    titles = dict(Report.objects.filter(symbol__in=symbols).values_list("symbol", f"title_{summary.language}"))
    reports = [said.Cited(symbol, titles.get(symbol, "").replace("'", "’")) for symbol in symbols]
    notes = (
        _("No title is known in this language: %(symbol)s.") % {"symbol": r.symbol} for r in reports if not r.title
    )
    return _paragraph(said.before_the_body(_short(summary.body, summary.language), reports, summary.language), *notes)


def right_of_reply(summary: Summary, names: str) -> Sentence:
    """The speakers of `names`, a list or one a line, as those who spoke in right of reply. Raises Refused."""
    language = summary.language
    listed = parse_names(names, load_names(language), language)
    if not listed.interventions:
        raise Refused([_("Name who spoke.")])
    told = naming.told(listed.interventions, language, language, summary.date)
    unknown = (row.name.text for row in told if not row.name.known)
    notes = tuple(_("This name is not known: %(name)s.") % {"name": name} for name in unknown)
    return Sentence((say(told, "right_of_reply", language),), notes)


def vote(summary: Summary, of: said.Vote) -> Sentence:
    """Raises Refused for a vote that cannot have been."""
    if faults := faults_of(of, summary.body):
        raise Refused(faults)
    return _paragraph(said.vote(_short(summary.body, summary.language), of, summary.language))


def faults_of(of: said.Vote, body: Body) -> list[str]:
    """What cannot be in a vote: more votes than members, none at all, or an outcome that the votes deny."""
    faults, cast = [], of.in_favour + of.against + of.abstentions
    if body.members is not None and cast > body.members:
        counted = {"cast": cast, "members": body.members}
        faults.append(_("These are %(cast)s votes, and the body has %(members)s members.") % counted)
    if not of.in_favour + of.against:
        faults.append(_("Somebody voted in favour or against."))
    elif of.adopted and of.in_favour <= of.against:
        faults.append(_("What is adopted has more votes in favour than against."))
    if not (of.symbol or of.title):
        faults.append(_("Give the symbol or the title of what was voted on."))
    return faults


def next_meeting(summary: Summary, date: datetime.date, at: datetime.time | None, to: str) -> Sentence:
    """Raises Refused for a day before that of the text."""
    if summary.date and date < summary.date:
        raise Refused([_("The next meeting is not before this one.")])
    body, language = _short(summary.body, summary.language), summary.language
    return _paragraph(said.next_meeting(body, date, at, to.replace("'", "’"), language, summary.date))


def planned_next(summary: Summary) -> Meeting | None:
    """The meeting of the session that is planned next after those of the text. Two queries."""
    covered = [coverage.meeting for coverage in summary.coverages.select_related("meeting")]
    session = summary.session_id or (covered[0].session_id if covered else None)
    last = max(map(_when, covered), default=None) or (summary.date, _rank(summary.period))
    if session is None or last[0] is None:
        return None
    planned = Meeting.objects.filter(session=session, date__gte=last[0], cancelled_at=None, held_with=None)
    later = (meeting for meeting in planned.order_by("date", "starts_at")[:20] if _when(meeting) > last)
    return min(later, key=_when, default=None)


def _when(meeting: Meeting) -> tuple[datetime.date, int]:
    return meeting.date, _rank(meeting.period)


def _rank(period: str) -> int:
    return list(Period.values).index(period) if period in Period.values else -1


def where_to_find(summary: Summary, document: Document) -> Sentence:
    """The wording of the body for webcast and documents on the day of the text. Raises Refused where it has none."""
    bare = replace(document, where_to_find=())
    found = mapping.with_wordings(bare, summary.body, summary.session, summary.date).where_to_find
    if not found:
        raise Refused([_("This body has no fixed wording for webcast and documents on this day.")])
    return Sentence(tuple(replace(paragraph, id="") for paragraph in found))


def continuation(summary: Summary, document: Document, segment: str, about: str) -> Sentence:
    """A segment as what goes on from the earlier text that it says it continues. Raises Refused."""
    part, language = _segment(document, segment), summary.language
    known = Segment.objects.filter(key=part.continues or None, summary__language=language, summary__body=summary.body)
    earlier = known.exclude(summary=summary).select_related("summary").order_by("-summary__date").first()
    if earlier is None or earlier.summary.date is None:
        raise Refused([_("It is not known which earlier text this segment goes on with, or of which day that is.")])
    began = said.Earlier(earlier.summary.date, earlier.summary.period)
    body = _short(summary.body, language)
    about = about.replace("'", "’")
    return _paragraph(said.continuation(body, part.kind, part.status, about, began, language, summary.date))


def subject(part: tree.Segment, language: str) -> str:
    """What a segment is about, as its title has it: "with the Special Rapporteur on …". At most one query.

    A function that is known is written as people write it, not in the capitals of a title.
    """
    opening = rf"{re.escape(said.nouns(part.kind, language))}\s+"
    if not (found := re.match(opening, part.title, re.IGNORECASE)):
        return ""
    about = part.title[found.end() :]
    if language == "en" and (whom := re.match(r"with the (.+)", about, re.IGNORECASE)):
        titles = SpeakerFunction.objects.annotate(lowered=Lower("title_en")).filter(lowered=whom[1].lower())
        if known := titles.values_list("title_en", flat=True).first():
            return f"with the {known}"
    return about
