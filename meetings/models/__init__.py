"""All models of the newsroom; see docs/design.md for what each is for."""

from .activity import Activity
from .coverage import Coverage, Meeting, Period
from .loaded import ReferenceRow
from .parts import Intervention, Segment, SegmentReport, SpeakersList
from .publication import Passage, Publication
from .reference import Body, Language, Report, Session, Speaker, SpeakerFunction, SpeakerName, Wording
from .suggestions import ReadMark, Suggestions
from .summary import Revision, State, Summary
from .symbols import PressSymbol, SymbolCounter

__all__ = [
    "Activity",
    "Body",
    "Coverage",
    "Intervention",
    "Language",
    "Meeting",
    "Passage",
    "Period",
    "PressSymbol",
    "Publication",
    "ReadMark",
    "ReferenceRow",
    "Report",
    "Revision",
    "Segment",
    "SegmentReport",
    "Session",
    "Speaker",
    "SpeakerFunction",
    "SpeakerName",
    "SpeakersList",
    "State",
    "Suggestions",
    "Summary",
    "SymbolCounter",
    "Wording",
]
