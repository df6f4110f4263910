"""All models of the newsroom; see docs/design.md for what each is for."""

from .activity import Activity
from .archive import ImportBatch, ImportItem, ImportProposal
from .buffers import Buffer, Presence
from .coverage import Coverage, Meeting, MeetingChange, Period
from .files import PublicationFile
from .loaded import ReferenceRow
from .mail import (
    Delivery,
    DistributionList,
    InboxItem,
    MailChoice,
    Notice,
    OutboxMail,
    PreviewLink,
    Recipient,
)
from .parts import Intervention, Segment, SegmentReport, SpeakersList
from .publication import HeadlineWord, Passage, Publication, Withdrawal
from .reference import Body, Language, Report, Session, Speaker, SpeakerFunction, SpeakerName, Wording
from .remarks import Remark
from .review import CorrectionRequest, CounterpartCheck, Debt, Redirect, Schedule
from .skeleton import PlannedSegment, PlannedSpeaker, Skeleton
from .speaking import SpeakerAct
from .subscription import Announcement, Subscription
from .suggestions import ReadMark, Suggestions
from .summary import Revision, State, Summary
from .symbols import PressSymbol, SymbolCounter

__all__ = [
    "Activity",
    "Announcement",
    "Body",
    "Buffer",
    "CorrectionRequest",
    "CounterpartCheck",
    "Coverage",
    "Debt",
    "Delivery",
    "DistributionList",
    "HeadlineWord",
    "ImportBatch",
    "ImportItem",
    "ImportProposal",
    "InboxItem",
    "Intervention",
    "Language",
    "MailChoice",
    "Meeting",
    "MeetingChange",
    "Notice",
    "OutboxMail",
    "Passage",
    "Period",
    "PlannedSegment",
    "PlannedSpeaker",
    "Presence",
    "PressSymbol",
    "PreviewLink",
    "Publication",
    "PublicationFile",
    "ReadMark",
    "Recipient",
    "Redirect",
    "ReferenceRow",
    "Remark",
    "Report",
    "Revision",
    "Schedule",
    "Segment",
    "SegmentReport",
    "Session",
    "Skeleton",
    "Speaker",
    "SpeakerAct",
    "SpeakerFunction",
    "SpeakerName",
    "SpeakersList",
    "State",
    "Subscription",
    "Suggestions",
    "Summary",
    "SymbolCounter",
    "Withdrawal",
    "Wording",
]
