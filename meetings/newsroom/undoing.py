"""Taking back what was decided about speakers: what was there before is there again, and rows lead as they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Speaker, SpeakerAct, SpeakerName

from .merging import Action, ask, gone, is_confirmed, locked, looked_up, names_of, put, refuse
from .refusal import Refused
from .speakers import lock, relink


@transaction.atomic
def undo(pk: int, user: User) -> SpeakerAct:
    """Takes an act back, with all its parts. Raises Refused where what was done since stands in the way."""
    act = SpeakerAct.objects.select_related("part_of").get(pk=pk)
    head = act.part_of or act
    if head.action not in UNDOING:
        raise Refused([_("This cannot be undone.")])
    ask(user, head.action)
    lock()
    acts = list(SpeakerAct.objects.select_for_update().filter(pk=head.pk)) + list(
        head.parts.select_for_update().order_by("pk")
    )
    if acts[0].undone_at:
        raise Refused([_("This was undone already.")])
    speakers = {row.pk: row for row in locked({pk for act in acts for pk in (act.speaker_id, act.other_id) if pk})}
    for act in reversed(acts):
        UNDOING[act.action](act, speakers[act.speaker_id], speakers.get(act.other_id or 0))
    SpeakerAct.objects.filter(pk__in=[act.pk for act in acts]).update(undone_by=user, undone_at=timezone.now())
    return acts[0]


def _undo_confirm(act: SpeakerAct, speaker: Speaker, other: None) -> None:
    refuse(gone(speaker, since=True))
    put(speaker, confirmed=False)


def _undo_kind(act: SpeakerAct, speaker: Speaker, other: None) -> None:
    against = [*gone(speaker, since=True), *is_confirmed(speaker)]
    if speaker.kind != act.before["to"]:
        against.append(_("“%(name)s” was given another kind since: undo that first.") % {"name": speaker})
    refuse(against)
    put(speaker, kind=act.before["kind"])


def _undo_merge(act: SpeakerAct, speaker: Speaker, other: Speaker) -> None:
    refuse(gone(other, since=True))
    if speaker.merged_into_id != other.pk:
        raise Refused([_("“%(name)s” does not lead to “%(other)s” any more.") % {"name": speaker, "other": other}])
    put(speaker, merged_into=None)
    followers = Speaker.objects.filter(pk__in=act.before["followers"], merged_into=other)
    followers.update(merged_into=speaker)
    put(other, **{field: "" for field, text in act.before["taken"].items() if getattr(other, field) == text})
    relink(looked_up(names_of(speaker)), {other.pk})


def _undo_split(act: SpeakerAct, speaker: Speaker, other: Speaker) -> None:
    """The speaker that was split off stays, merged into the former one: its address goes on leading somewhere."""
    against = [*gone(speaker, since=True), *gone(other, since=True)]
    later = SpeakerAct.objects.filter(pk__gt=act.pk, undone_at=None)
    if not against and (later.filter(speaker=other).exists() or later.filter(other=other).exists()):
        against.append(_("Something else was done with “%(name)s” since: undo that first.") % {"name": other})
    refuse(against)
    for name in act.names:
        SpeakerName.objects.filter(pk=name["id"], speaker=other).update(speaker=name["of"])
    put(other, merged_into=speaker)
    relink(looked_up(SpeakerName.objects.filter(pk__in=[name["id"] for name in act.names])), {other.pk})
    for field, (former, given) in act.before["said"].items():
        if getattr(speaker, field) == given:
            put(speaker, **{field: former})


def _undo_discard(act: SpeakerAct, speaker: Speaker, other: None) -> None:
    put(speaker, discarded=False)
    relink(looked_up(names_of(speaker)), None)


UNDOING: dict[str, Callable[[SpeakerAct, Speaker, Any], None]] = {
    Action.CONFIRM: _undo_confirm,
    Action.KIND: _undo_kind,
    Action.MERGE: _undo_merge,
    Action.SPLIT: _undo_split,
    Action.DISCARD: _undo_discard,
}
