"""The page on which a whole summary is written: shown from a Document, saved against the revision that was seen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.document import Document, Names
from meetings.models import Buffer, State, Summary
from meetings.newsroom import buffers as kept
from meetings.newsroom import mapping, revisions, saving, workflow
from meetings.newsroom.refusal import Refused
from meetings.newsroom.speakers import load_names

from . import buffers, conflicts
from .sheet import Sheet
from .words import WordsForm


@dataclass
class Page:
    """One answer: the text of a revision, as forms or to be read, and what was said about it.

    `tab` is the name under which the page keeps its words. `unsaved`: it holds words that are not in the text.
    """

    summary: Summary
    document: Document
    seen: int
    sheet: Sheet | None = None
    decisions: list[conflicts.DecisionForm] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    words: WordsForm | None = None  # those of an act that was refused
    status: int = 200
    tab: str = field(default_factory=kept.new_tab)
    unsaved: bool = False


def posted_revision(request: HttpRequest, name: str = "seen") -> int:
    """The revision that the poster saw; 0, which is none, where that was not said."""
    posted = request.POST.get(name, "")
    return int(posted) if posted.isdecimal() and len(posted) < 10 else 0


def opened(request: HttpRequest, summary: Summary) -> Page:
    """A draft opens ready for writing to those who may; a text on its way opens to be read."""
    document = mapping.read(summary)
    writing = summary.state == State.DRAFT or "edit" in request.GET
    may_edit = writing and not workflow.obstacles(summary, "edit", request.user)
    if may_edit and (tab := request.GET.get("words")):
        rows = Buffer.objects.unsaved().filter(summary=summary, user=request.user)
        if row := rows.filter(tab=tab.replace("\0", "")).first():
            return _taken_up(summary, row)
    return Page(summary, document, summary.revision, Sheet(document) if may_edit else None)


def _taken_up(summary: Summary, row: Buffer) -> Page:
    """The page as it was when its words were kept: saved, they are merged with what others saved since."""
    document = revisions.get(summary, row.based_on)
    data = buffers.page_of(row, document)
    sheet, decisions = Sheet(document, data), conflicts.answered(data, document)
    return Page(summary, document, row.based_on, sheet, decisions, tab=row.tab, unsaved=True)


def save(request: HttpRequest, summary: Summary) -> Page | saving.Outcome:
    """Saves what was posted. A page comes back where a person has to look again; nothing typed is lost on it, nor
    with it: what was posted is kept as their unsaved words."""
    tab = request.POST.get("tab", "")
    result = _save(request, summary)
    if isinstance(result, saving.Outcome):
        kept.end(summary, request.user, tab)
    else:
        result.tab, result.unsaved = _keep(request, summary, tab), True
    return result


def _keep(request: HttpRequest, summary: Summary, tab: str) -> str:
    """Keeps what was posted as unsaved words, and returns the name of the page that they are those of."""
    seen, words, other = posted_revision(request), buffers.words_of(request.POST), kept.new_tab()
    with suppress(Refused):
        if kept.keep(summary, request.user, tab, seen, words):
            return tab
        # The words of this page had ended: somebody went back to it, and wrote on.
        kept.keep(summary, request.user, other, seen, words)
    return other


def _save(request: HttpRequest, summary: Summary) -> Page | saving.Outcome:
    seen, decisions = posted_revision(request), []
    try:
        document = revisions.get(summary, seen)
        sheet = Sheet(document, request.POST)
        decisions = conflicts.answered(request.POST, document)
        if not all([sheet.is_valid(), *(decision.is_valid() for decision in decisions)]):
            return Page(summary, document, seen, sheet, decisions, status=422)
        names = load_names(summary.language)
        mine = sheet.mine(names)
        for decision in decisions:
            mine = decision.apply(mine)
        outcome = saving.save(summary.pk, mine, seen, request.user)
    except Refused as refusal:
        document = mapping.read(summary)
        sheet = Sheet(document, request.POST)
        return Page(summary, document, seen, sheet, decisions, refusal.obstacles, status=409)
    _tell(request, outcome, sheet, names)
    if outcome.conflicts:
        asked = conflicts.asked(outcome.conflicts, outcome.document)
        revision = outcome.summary.revision
        return Page(outcome.summary, outcome.document, revision, Sheet(outcome.document), asked, status=409)
    return outcome


def _tell(request: HttpRequest, outcome: saving.Outcome, sheet: Sheet, names: Names) -> None:
    """What became of the text, in one message each."""
    if outcome.changed:
        said = _("Saved as revision %(number)s.") % {"number": outcome.summary.revision}
        messages.success(request, said)
    elif not outcome.conflicts and request.path == outcome.summary.get_absolute_url():
        messages.info(request, _("Nothing was changed."))  # of an act its own sentence is enough
    if sheet.recognised:
        said = ngettext(
            "%(count)s list of speakers was recognised in the round-up.",
            "%(count)s lists of speakers were recognised in the round-up.",
            sheet.recognised,
        )
        messages.info(request, said % {"count": sheet.recognised})
    items = [item for speakers in outcome.document.lists() for item in speakers.interventions]
    unknown = {name for item in items for name in (item.name, item.on_behalf_of) if name and not names.key(name)}
    if unknown:
        said = ngettext("%(count)s name is not known.", "%(count)s names are not known.", len(unknown))
        messages.warning(request, said % {"count": len(unknown)})
