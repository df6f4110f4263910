"""What people decide about speakers: confirm, another kind, merge, split, not a name. Each act can be undone.

What was printed is never rewritten. A merge is one field; whoever reads takes the speaker that is left. After every
other act the rows are led anew by their printed names, so that an act and its undoing leave nothing behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.document import fold
from meetings.models import Language, Speaker, SpeakerAct, SpeakerName

from .learning import free_keys
from .permissions import speaker_acts
from .refusal import Refused
from .speakers import Name, lock, relink

Action = SpeakerAct.Action
STATES = (Speaker.Kind.STATE, Speaker.Kind.OBSERVER_STATE)
# What a speaker can be called on the page: States are known, and entered by administrators.
KINDS = tuple(kind for kind in Speaker.Kind if kind not in STATES)


# --- The acts ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm(pks: Iterable[int], user: User) -> SpeakerAct:
    """Confirms speakers as they are, as one act. Those that someone else has dealt with meanwhile are left alone.

    Raises Refused where nothing is left to confirm.
    """
    ask(user, Action.CONFIRM)
    speakers = [speaker for speaker in locked(pks) if not (speaker.confirmed or any(gone(speaker)))]
    if not speakers:
        raise Refused([_("Somebody else was quicker: nothing is left to confirm here.")])
    Speaker.objects.filter(pk__in=[speaker.pk for speaker in speakers]).update(confirmed=True)
    first, *others = speakers
    act = SpeakerAct.objects.create(action=Action.CONFIRM, speaker=first, by=user)
    SpeakerAct.objects.bulk_create(
        SpeakerAct(action=Action.CONFIRM, speaker=speaker, by=user, at=act.at, part_of=act) for speaker in others
    )
    return act


@transaction.atomic
def change_kind(pk: int, kind: str, user: User) -> SpeakerAct:
    """Says what an unconfirmed speaker is, in place of what was guessed."""
    ask(user, Action.KIND)
    (speaker,) = locked([pk])
    refuse([*gone(speaker), *is_confirmed(speaker)])
    if kind not in KINDS:
        raise Refused([_("A name becomes no State here: merge it into the State that it means.")])
    before = {"kind": speaker.kind, "to": kind}
    put(speaker, kind=kind)
    return SpeakerAct.objects.create(action=Action.KIND, speaker=speaker, by=user, before=before)


@transaction.atomic
def merge(pk: int, into: int, user: User) -> SpeakerAct:
    """Makes a speaker, and those that were merged into it, the same as another.

    A press name that the other lacks in a language is taken over.
    """
    ask(user, Action.MERGE)
    if pk == into:
        raise Refused([_("A speaker cannot be merged into itself.")])
    rows = {row.pk: row for row in locked([pk, into])}
    speaker, other = rows[pk], rows[into]
    refuse(obstacles_to_merge(speaker, other))
    return _merge(speaker, other, user)


@transaction.atomic
def merge_all(pairs: Iterable[tuple[int, int]], user: User) -> SpeakerAct:
    """Merges the first of each pair into the second, as one act. Where something stands in the way of a pair, it stays.

    Raises Refused where that leaves nothing.
    """
    ask(user, Action.MERGE)
    head: SpeakerAct | None = None
    for pk, into in pairs:
        rows = {row.pk: row for row in locked([pk, into])}
        if pk != into and not obstacles_to_merge(rows[pk], rows[into]):
            act = _merge(rows[pk], rows[into], user, head)
            head = head or act
    if head is None:
        raise Refused([_("Somebody else was quicker: nothing is left to merge here.")])
    return head


def _merge(speaker: Speaker, other: Speaker, user: User, part_of: SpeakerAct | None = None) -> SpeakerAct:
    followers = list(speaker.merged.values_list("pk", flat=True))
    lacking = [
        field
        for field in (f"name_{language}" for language in Language.values)
        if getattr(speaker, field) and not getattr(other, field)
    ]
    Speaker.objects.filter(pk__in=followers).update(merged_into=other)
    put(speaker, merged_into=other)
    put(other, **{field: getattr(speaker, field) for field in lacking})
    before = {"followers": followers, "taken": {field: getattr(speaker, field) for field in lacking}}
    return SpeakerAct.objects.create(
        action=Action.MERGE, speaker=speaker, other=other, by=user, before=before, part_of=part_of
    )


def obstacles_to_merge(speaker: Speaker, other: Speaker) -> list[str]:
    """The sentences that stand in the way of making two speakers one; none: they may be merged."""
    against = [*gone(speaker), *gone(other)]
    said = {"name": str(speaker), "other": str(other)}
    if speaker.confirmed and speaker.kind in STATES:
        if other.confirmed and other.kind in STATES:
            against.append(_("“%(name)s” and “%(other)s” are two States: they are never merged.") % said)
        else:
            against.append(_("“%(name)s” is a State: merge “%(other)s” into it, if they are the same.") % said)
    elif speaker.confirmed and not other.confirmed:
        against.append(_("“%(other)s” is not confirmed, “%(name)s” is: merge it the other way round.") % said)
    elif speaker.confirmed and speaker.kind != other.kind:
        said |= {"kind": speaker.get_kind_display(), "other_kind": other.get_kind_display()}
        against.append(
            _("“%(name)s” (%(kind)s) and “%(other)s” (%(other_kind)s) are confirmed as two kinds of speakers.") % said
        )
    return against


@transaction.atomic
def split(pk: int, names: Collection[int], user: User) -> SpeakerAct:
    """Makes a speaker of its own, still to be confirmed, of some of the printed names that lead to this one."""
    ask(user, Action.SPLIT)
    (speaker,) = locked([pk])
    family = {name.pk: name for name in names_of(speaker)}
    chosen = [family[name] for name in names if name in family]
    refuse([*gone(speaker), *_obstacles_to_split(speaker, names, family)])
    first = {name.language: name.text for name in reversed(chosen)}
    new = Speaker.objects.create(
        key=free_keys([chosen[0].text])[0],
        kind=speaker.kind,
        **{f"name_{language}": text for language, text in first.items()},
    )
    moved = [{"id": name.pk, "of": name.speaker_id} for name in chosen]
    SpeakerName.objects.filter(pk__in=[name.pk for name in chosen]).update(speaker=new)
    relink(looked_up(chosen), {name.speaker_id for name in family.values()} | {speaker.pk})
    before = {"said": _keep_a_name(speaker, chosen, family.values())}
    return SpeakerAct.objects.create(
        action=Action.SPLIT, speaker=speaker, other=new, by=user, before=before, names=moved
    )


@transaction.atomic
def discard(pk: int, user: User) -> SpeakerAct:
    """Says that the words are no name: they lead to nobody any more, and are not learnt again."""
    ask(user, Action.DISCARD)
    (speaker,) = locked([pk])
    refuse([*gone(speaker), *is_confirmed(speaker)])
    names = names_of(speaker)
    put(speaker, discarded=True)
    relink(looked_up(names), {name.speaker_id for name in names} | {speaker.pk})
    return SpeakerAct.objects.create(action=Action.DISCARD, speaker=speaker, by=user)


# --- What all acts need -----------------------------------------------------------------------------------------------


def names_of(speaker: Speaker) -> list[SpeakerName]:
    """The printed names that lead to a speaker: its own, and those of whoever was merged into it."""
    family = [speaker.pk, *speaker.merged.values_list("pk", flat=True)]
    return list(SpeakerName.objects.filter(speaker__in=family).order_by("language", "text", "id"))


def ask(user: User, action: str) -> None:
    if action not in speaker_acts(user):
        raise Refused([_("This is for reviewers and administrators.")])


def locked(pks: Iterable[int]) -> list[Speaker]:
    """Speakers as they are now, and as nobody else changes them before we are done."""
    lock()
    wanted = set(pks)
    rows = Speaker.objects.select_for_update(no_key=True, of=("self",)).select_related("merged_into")
    speakers = list(rows.filter(pk__in=wanted).order_by("pk"))
    if len(speakers) < len(wanted):
        raise Refused([_("This speaker is not here any more.")])
    return speakers


def refuse(against: Iterable[str]) -> None:
    if obstacles := list(against):
        raise Refused(obstacles)


def put(speaker: Speaker, **values: Any) -> None:
    for name, value in values.items():
        setattr(speaker, name, value)
    if values:
        speaker.save(update_fields=list(values))


def gone(speaker: Speaker, since: bool = False) -> Iterator[str]:
    """Why a speaker is nobody of its own now. `since`: told to who wants to undo what was done before that."""
    said = {"name": str(speaker), "other": str(speaker.merged_into)}
    if speaker.merged_into_id and since:
        yield _("“%(name)s” was merged into “%(other)s” since: undo that first.") % said
    elif speaker.merged_into_id:
        yield _("“%(name)s” was merged into “%(other)s” meanwhile.") % said
    elif speaker.discarded and since:
        yield _("“%(name)s” was found to be no name since: undo that first.") % said
    elif speaker.discarded:
        yield _("“%(name)s” was found to be no name meanwhile.") % said


def is_confirmed(speaker: Speaker) -> Iterator[str]:
    if speaker.confirmed:
        yield _("“%(name)s” is confirmed: an administrator can change it.") % {"name": speaker}


def _obstacles_to_split(speaker: Speaker, names: Collection[int], family: Collection[int]) -> Iterator[str]:
    if speaker.confirmed and speaker.kind in STATES:
        yield _("The names of a State are kept by administrators.")
    elif not names:
        yield _("Choose the names that belong to another speaker.")
    elif not set(names) <= set(family):
        yield _("The names of “%(name)s” have changed meanwhile. Look at them again.") % {"name": speaker}
    elif set(names) == set(family):
        yield _("One name has to stay with “%(name)s”.") % {"name": speaker}


def looked_up(names: Iterable[SpeakerName]) -> set[Name]:
    return {(name.language, name.folded) for name in names}


def _keep_a_name(speaker: Speaker, gone: Iterable[SpeakerName], all_of_them: Iterable[SpeakerName]) -> dict[str, Any]:
    """Gives a speaker whose press name went away another that is left: field → the name before, and the one given."""
    lost = looked_up(gone)
    given = {}
    for language in Language.values:
        name = getattr(speaker, f"name_{language}")
        left = [row.text for row in all_of_them if row.language == language and (language, row.folded) not in lost]
        if not name or (language, fold(name)) in lost:
            given[f"name_{language}"] = left[0] if left else ""
    before = {field: (former, text) for field, text in given.items() if (former := getattr(speaker, field)) != text}
    put(speaker, **{field: text for field, (_former, text) in before.items()})
    return before
