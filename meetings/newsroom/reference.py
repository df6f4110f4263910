"""Reference data in the database: what a new release of the files says arrives, what an administrator did stays.

What the files said when they were last loaded is kept as ReferenceRow. Field by field and name by name, only where
the database still says the same is the files' new word taken; what was deleted there is not brought back.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from meetings.document import fold
from meetings.models import Body, Intervention, Passage, ReferenceRow, Skeleton, Speaker, SpeakerName, Wording

from .speakers import lock, relink

Row = dict[str, Any]  # as it stands in a file
Said = dict[str, Any]  # what a row says, by the fields of the database
News = dict[str, tuple[Said | None, Said]]  # by key: what the files said when they were last loaded, and say now

BODY, WORDING, SPEAKER = ReferenceRow.Kind.BODY, ReferenceRow.Kind.WORDING, ReferenceRow.Kind.SPEAKER
SKELETON = ReferenceRow.Kind.SKELETON
NEW_NAME = {"article": "", "start": None, "end": None}  # nobody's word on a name


@dataclass
class Outcome:
    """What a loading did: how many of what were added, changed and removed; and where an administrator's word stood."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)


@transaction.atomic
def load(bodies: list[Row], wordings: list[Row], speakers: list[Row], skeletons: list[Row]) -> Outcome:
    """Brings the database to what the rows of the files say. Does nothing, by one query, where they say nothing new.

    In a database that was filled before ReferenceRow was there, what differs from the files is an administrator's.
    """
    before = {(row.kind, row.key): row.said for row in ReferenceRow.objects.all()}
    said = {
        BODY: {row["code"]: body_said(row) for row in bodies},
        WORDING: {wording_key(row): {"text": row["text"]} for row in wordings},
        SPEAKER: {row["key"]: speaker_said(row) for row in speakers},
        SKELETON: {f"{row['language']} {row['key']}": skeleton_said(row) for row in skeletons},
    }
    news = {
        kind: {key: (before.get((kind, key)), row) for key, row in rows.items() if before.get((kind, key)) != row}
        for kind, rows in said.items()
    }
    outcome = Outcome()
    loaders = {BODY: _load_bodies, WORDING: _load_wordings, SPEAKER: _load_speakers, SKELETON: _load_skeletons}
    for kind, load_kind in loaders.items():
        if news[kind]:
            load_kind(news[kind], outcome)
    ReferenceRow.objects.bulk_create(
        [ReferenceRow(kind=kind, key=key, said=new) for kind, rows in news.items() for key, (_, new) in rows.items()],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["said"],
    )
    return outcome


# --- What a row of a file says ----------------------------------------------------------------------------------------


def body_said(row: Row) -> Said:
    return {**{name: row[name] for name in row if name not in ("code", "kicker_en")}, "has_kicker_en": row["kicker_en"]}


def wording_key(row: Row) -> str:
    return " ".join(row[name] for name in ("body", "language", "kind", "effective_from"))


def skeleton_said(row: Row) -> Said:
    return {name: row[name] for name in row if name not in ("key", "language")}


def speaker_said(row: Row) -> Said:
    said: Said = {"kind": row["kind"], "iso": row["iso"] or "", "names": {}}
    for language in ("en", "fr"):
        words = row[language]
        said |= {
            f"name_{language}": words["press"],
            f"formal_{language}": words["formal"],
            f"article_{language}": words["article"],
        }
        said["names"] |= {f"{language} {folded}": name for folded, name in _names_said(words).items()}
    return said


def _names_said(words: Row) -> dict[str, Said]:
    """A speaker's names in one language by how they are looked up; of two that are alike the first is printed."""
    found: dict[str, Said] = {}
    for text in (words["press"], words["formal"], *words["aliases"]):
        found.setdefault(fold(text), {"text": text, **NEW_NAME})
    for former in words.get("former", ()):
        days = {"start": former["from"], "end": former["to"]}
        found[fold(former["name"])] = {"text": former["name"], "article": former["article"], **days}
    return found


# --- Three-way comparison ---------------------------------------------------------------------------------------------


def _taken(before: Said | None, new: Said, now: Said) -> tuple[Said, list[str]]:
    """Of what the files say anew, what is taken, and the fields in which an administrator's word stands."""
    taken, kept = {}, []
    for name, value in new.items():
        if now[name] == value or (before is not None and before.get(name) == value):
            continue
        if before is not None and name in before and now[name] == before[name]:
            taken[name] = value
        else:
            kept.append(name)
    return taken, kept


def _update(row: Model, before: Said | None, new: Said, outcome: Outcome, what: str, key: str) -> None:
    """Saves what is taken of the files' new word on a row."""
    taken, kept = _taken(before, new, {name: getattr(row, name) for name in new})
    for name, value in taken.items():
        setattr(row, name, value)
    if taken:
        row.save(update_fields=list(taken))
        outcome.changed[what] += 1
    outcome.left += [f"{what}, {key}: {name} is “{getattr(row, name)}”, not “{new[name]}”" for name in kept]


def _load_bodies(news: News, outcome: Outcome) -> None:
    there = {body.code: body for body in Body.objects.all()}
    new = []
    for code, (before, said) in news.items():
        if code in there:
            _update(there[code], before, said, outcome, "bodies", code)
        elif before is None:
            new.append(Body(code=code, **said))
        else:
            outcome.left.append(f"bodies, {code}: deleted")
    outcome.added["bodies"] = len(Body.objects.bulk_create(new))


def _load_wordings(news: News, outcome: Outcome) -> None:
    """A body that had wordings before ReferenceRow was there keeps them as they are: a missing one was taken away."""
    there = {
        f"{row.body.code} {row.language} {row.kind} {row.effective_from}": row
        for row in Wording.objects.select_related("body")
    }
    bodies = {body.code: body for body in Body.objects.all()}
    is_first = not ReferenceRow.objects.filter(kind=WORDING).exists()
    settled = {row.body.code for row in there.values()} if is_first else set()
    new = []
    for key, (before, said) in news.items():
        code, language, kind, day = key.split(" ")
        if key in there:
            _update(there[key], before, said, outcome, "wordings", key)
        elif before is None and code in bodies and code not in settled:
            new.append(Wording(body=bodies[code], language=language, kind=kind, effective_from=day, **said))
        else:
            outcome.left.append(f"wordings, {key}: deleted")
    outcome.added["wordings"] = len(Wording.objects.bulk_create(new))


def _load_skeletons(news: News, outcome: Outcome) -> None:
    there = {f"{row.language} {row.key}": row for row in Skeleton.objects.all()}
    new = []
    for place, (before, said) in news.items():
        if place in there:
            _update(there[place], before, said, outcome, "skeletons", place)
        elif before is None:
            language, _, key = place.partition(" ")
            new.append(Skeleton(language=language, key=key, **said))
        else:
            outcome.left.append(f"skeletons, {place}: deleted")
    outcome.added["skeletons"] = len(Skeleton.objects.bulk_create(new))


# --- Speakers and their names -----------------------------------------------------------------------------------------


def _load_speakers(news: News, outcome: Outcome) -> None:
    """A speaker is known by its key, or by its ISO code, under which an administrator may have entered it first.

    One that was only learnt from a text is nobody's word yet, and becomes what the files say.
    """
    there = {speaker.key: speaker for speaker in Speaker.objects.all()}
    by_iso = {speaker.iso: speaker for speaker in there.values() if speaker.iso}
    found: dict[str, Speaker] = {}
    new: list[Speaker] = []
    for key, (before, said) in news.items():
        values = {name: value for name, value in said.items() if name != "names"}
        speaker = there.get(key) or by_iso.get(values["iso"])
        if speaker:
            _update_speaker(speaker, before, values, by_iso, outcome)
            found[key] = speaker
        elif before is None:
            found[key] = Speaker(key=key, confirmed=True, **values)
            new.append(found[key])
        else:
            outcome.left.append(f"speakers, {key}: deleted")
    outcome.added["speakers"] = len(Speaker.objects.bulk_create(new))
    _load_names({key: news[key] for key in found}, found, outcome)


def _update_speaker(
    speaker: Speaker, before: Said | None, said: Said, by_iso: Mapping[str, Speaker], outcome: Outcome
) -> None:
    if speaker.merged_into_id or speaker.discarded:
        outcome.left.append(f"speakers, {speaker.key}: merged or discarded")
        return
    if by_iso.get(said["iso"], speaker) != speaker:
        said = {name: value for name, value in said.items() if name != "iso"}
        outcome.left.append(f"speakers, {speaker.key}: another bears its ISO code")
    if before is None and not speaker.confirmed:
        before = {name: getattr(speaker, name) for name in said} | {"confirmed": False}
        said = said | {"confirmed": True}
    _update(speaker, before, said, outcome, "speakers", speaker.key)


def _load_names(news: News, speakers: Mapping[str, Speaker], outcome: Outcome) -> None:
    there: dict[int, dict[str, SpeakerName]] = {speaker.pk: {} for speaker in speakers.values()}
    for row in SpeakerName.objects.filter(speaker__in=there).select_related("speaker"):
        there[row.speaker_id][f"{row.language} {row.folded}"] = row
    new: list[SpeakerName] = []
    gone: list[SpeakerName] = []
    for key, (before, said) in news.items():
        speaker, former = speakers[key], (before or {}).get("names", {})
        rows = there[speaker.pk]
        new += _changed_names(speaker, former, said["names"], rows, outcome)
        gone += _gone_names(former, said["names"], rows, outcome)
    if new or gone:
        lock()
    SpeakerName.objects.filter(pk__in=[row.pk for row in gone]).delete()
    outcome.removed["names"] = len(gone)
    outcome.added["names"] = len(SpeakerName.objects.bulk_create(new))
    _relink({(row.language, row.folded) for row in (*new, *gone)}, {row.speaker_id for row in gone})


def _relink(names: set[tuple[str, str]], former: set[int]) -> None:
    """Lets what is printed already lead to who bears the names now; where there is no text yet, nothing is to be done.

    `former`: who bore names that are gone. A name may also have led to whoever was learnt from a text under it.
    """
    if not names or not (Intervention.objects.exists() or Passage.objects.exists()):
        return
    others = SpeakerName.objects.filter(folded__in={folded for _, folded in names}).values_list("speaker", flat=True)
    relink(names, None)
    relink(names, former | set(others))


def _changed_names(
    speaker: Speaker, before: Said, said: Said, rows: Mapping[str, SpeakerName], outcome: Outcome
) -> Iterator[SpeakerName]:
    """The names that are new; what changed in the others is saved."""
    for place, new in said.items():
        former = before.get(place)
        if row := rows.get(place):
            now = {"text": row.text, "article": row.article, "start": _iso(row.start), "end": _iso(row.end)}
            taken, kept = _taken(former or NEW_NAME, new, now)
            if taken:
                for name, value in taken.items():
                    setattr(row, name, value)
                row.save()
                outcome.changed["names"] += 1
            if kept and former:
                outcome.left.append(f"names, {row.text}: {', '.join(kept)}")
        elif former is None:
            language, _, folded = place.partition(" ")
            yield SpeakerName(speaker=speaker, language=language, folded=folded, **new)
        elif former != new:
            outcome.left.append(f"names, {new['text']} of {speaker.key}: deleted")


def _gone_names(before: Said, said: Said, rows: Mapping[str, SpeakerName], outcome: Outcome) -> Iterator[SpeakerName]:
    """The names that the files have no more, where nobody changed them."""
    for place, former in before.items():
        row = rows.get(place)
        if place in said or not row:
            continue
        now = {"text": row.text, "article": row.article, "start": _iso(row.start), "end": _iso(row.end)}
        if now == former:
            yield row
        else:
            outcome.left.append(f"names, {row.text}: changed, so not removed")


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
