"""All models of the newsroom; see docs/design.md for what each is for."""

from .activity import Activity
from .archive import ImportBatch, ImportItem, ImportProposal
from .coverage import Coverage, Meeting, Period
from .loaded import ReferenceRow
from .parts import Intervention, Segment, SegmentReport, SpeakersList
from .publication import Passage, Publication, Withdrawal
from .reference import Body, Language, Report, Session, Speaker, SpeakerFunction, SpeakerName, Wording
from .suggestions import ReadMark, Suggestions
from .review import CorrectionRequest, CounterpartCheck, Debt, Redirect, Schedule
from .summary import Revision, State, Summary
from .symbols import PressSymbol, SymbolCounter

__all__ = [
    "Activity",
    "Body",
    "CorrectionRequest",
    "CounterpartCheck",
    "Coverage",
    "Debt",
    "ImportBatch",
    "ImportItem",
    "ImportProposal",
    "Intervention",
    "Language",
    "Meeting",
    "Passage",
    "Period",
    "PressSymbol",
    "Publication",
    "ReadMark",
    "Redirect",
    "ReferenceRow",
    "Report",
    "Revision",
    "Schedule",
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
    "Withdrawal",
    "Wording",
]
