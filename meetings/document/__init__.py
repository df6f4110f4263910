"""A summary as one immutable value, and its plain text: standard library only.

`load` reads a text, `infer` what it says about itself, `dump` prints it, `ambiguities` says what print cannot carry.
The function `tree.prose` is not repeated here: the module of that name holds the markup of prose fields.
"""

from .ambiguities import ambiguities
from .folding import fold
from .found import found
from .ledger import WARNINGS, LedgerEntry, Loaded, Warning
from .lines import is_closed, language_of
from .lists import parse_names, read_list
from .loading import load
from .mending import mend
from .names import Names, names_in, read_item, say_list, without_article
from .ordinals import ordinal, read_ordinal
from .people import Person, person, read_opening, title_case
from .phrases import PHRASES, body_named, heading_role, kicker_period, label_of, title_kind
from .reading import infer, with_ids
from .sessions import session_name
from .splitting import split_list
from .symbols import PressSymbol, find_mentions, find_symbols, is_symbol, press_symbol
from .text import dump
from .tree import (
    KINDS,
    LANGUAGES,
    LIST_KINDS,
    PERIODS,
    SEGMENT_KINDS,
    SEGMENT_STATUSES,
    SESSION_KINDS,
    Block,
    Document,
    Heading,
    Intervention,
    Paragraph,
    Prose,
    Run,
    Segment,
    Session,
    SpeakersList,
    Statement,
    from_json,
    new_id,
    paragraphs_of,
    plain_block,
    squeeze,
    text_of,
    to_json,
)

__all__ = [
    "KINDS",
    "LANGUAGES",
    "LIST_KINDS",
    "PERIODS",
    "PHRASES",
    "SEGMENT_KINDS",
    "SEGMENT_STATUSES",
    "SESSION_KINDS",
    "WARNINGS",
    "Block",
    "Document",
    "Heading",
    "Intervention",
    "LedgerEntry",
    "Loaded",
    "Names",
    "Paragraph",
    "Person",
    "PressSymbol",
    "Prose",
    "Run",
    "Segment",
    "Session",
    "SpeakersList",
    "Statement",
    "Warning",
    "ambiguities",
    "body_named",
    "dump",
    "find_mentions",
    "find_symbols",
    "fold",
    "found",
    "from_json",
    "heading_role",
    "infer",
    "is_closed",
    "is_symbol",
    "kicker_period",
    "label_of",
    "language_of",
    "load",
    "mend",
    "names_in",
    "new_id",
    "ordinal",
    "paragraphs_of",
    "parse_names",
    "person",
    "plain_block",
    "press_symbol",
    "read_item",
    "read_list",
    "read_opening",
    "read_ordinal",
    "say_list",
    "session_name",
    "split_list",
    "squeeze",
    "text_of",
    "title_case",
    "title_kind",
    "to_json",
    "with_ids",
    "without_article",
]
