"""Loads the samples: an invented body, its people, and what they did with the texts in meetings/samples.

1. People, body, sessions, meetings and speakers that are not there yet are added.
2. Each text is imported for its meetings; then every act of the plan goes through the workflow, by the person
   who may do it. A text that is there already is left to whoever works on it.
"""

import datetime
import json
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from meetings.document import Document, fold, from_json, to_json
from meetings.models import (
    Body,
    Coverage,
    Meeting,
    Publication,
    Session,
    Speaker,
    SpeakerFunction,
    SpeakerName,
    Summary,
    Wording,
)
from meetings.newsroom import mapping, remarks, saving, workflow
from meetings.newsroom.importing import CREATED, import_file
from meetings.newsroom.permissions import ADMINISTRATORS, GROUPS
from meetings.newsroom.workflow import Words
from meetings.samples import PASSWORD, PEOPLE, plan

FOLDER = Path(plan.__file__).parent
HOURS = {"morning": (10, 13), "afternoon": (15, 18)}


class Command(BaseCommand):
    help = "Loads an invented body with texts in every state; what is there already stays as it is."

    @transaction.atomic
    def handle(self, **options):
        for username, languages, roles, description in PEOPLE:
            load_person(username, languages, roles, description)
        body = load_body()
        for row in plan.SPEAKERS:
            load_speaker(*row)
        for meeting in plan.MEETINGS:
            load_meeting(body, meeting)
        loaded = sum(load_text(text) for text in plan.TEXTS)
        # Only now: what happened in the samples is told in the inboxes, and mailed to nobody.
        for username, *_ in PEOPLE:
            User.objects.filter(username=username, email="").update(email=f"{username}@example.org")
        self.stdout.write(f"Samples: {loaded} texts added." if loaded else "Samples: nothing new.")


def load_person(username: str, languages: tuple[str, ...], roles: tuple[str, ...], description: str) -> None:
    is_administrator = not roles
    user, created = User.objects.get_or_create(
        username=username,
        defaults={"first_name": username.title(), "is_staff": True, "is_superuser": is_administrator},
    )
    if created:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        names = [name for name, (language, role) in GROUPS.items() if language in languages and role in roles]
        user.groups.set(Group.objects.filter(name__in=[ADMINISTRATORS] if is_administrator else names))


def load_body() -> Body:
    body, created = Body.objects.get_or_create(code=plan.BODY["code"], defaults=plan.BODY)
    if created:
        since = datetime.date(2020, 1, 1)
        for language, kind, text in plan.WORDINGS:
            Wording.objects.create(body=body, language=language, kind=kind, text=text, effective_from=since)
    return body


def load_speaker(kind: str, key: str, english: str, french: str, title_en: str, title_fr: str) -> None:
    speaker, created = Speaker.objects.get_or_create(
        key=key, defaults={"kind": kind, "name_en": english, "name_fr": french, "confirmed": True}
    )
    if created:
        for language, text in (("en", english), ("fr", french)):
            SpeakerName.objects.create(speaker=speaker, language=language, text=text, folded=fold(text))
    if created and title_en:
        SpeakerFunction.objects.create(speaker=speaker, title_en=title_en, title_fr=title_fr)


# --- Meetings ---------------------------------------------------------------------------------------------------------


def load_meeting(body: Body, planned: plan.Meeting) -> None:
    """A meeting that is there keeps its day; a new one takes it from the plan."""
    session = load_session(body, planned.session)
    day = working_day(first_day(planned.session), planned.day)
    starts, ends = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time(h))) for h in HOURS[planned.period]
    )
    meeting, created = Meeting.objects.get_or_create(
        session=session,
        number=planned.number,
        defaults={
            "date": day,
            "period": planned.period,
            "title": planned.title,
            "starts_at": starts,
            "ends_at": ends if ends < timezone.now() else None,
        },
    )
    if created:
        Coverage.objects.create(meeting=meeting, language="en")
        reason = planned.not_covered_fr
        decision = Coverage.Decision.NOT_COVERED if reason else Coverage.Decision.INTENDED
        Coverage.objects.create(meeting=meeting, language="fr", decision=decision, reason=reason)


def at(day: datetime.date, hour: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


def load_session(body: Body, number: int) -> Session:
    days = [working_day(first_day(number), m.day) for m in plan.MEETINGS if m.session == number]
    return Session.objects.get_or_create(body=body, number=number, defaults={"start": min(days), "end": max(days)})[0]


def first_day(session: int) -> datetime.date:
    """The day from which the plan counts the days of a session."""
    return plan.FIRST_DAYS.get(session) or timezone.localdate()


def working_day(day: datetime.date, count: int) -> datetime.date:
    """The working day that is `count` after `day`, or before it; from a weekend one counts as from its Friday."""
    while day.weekday() > 4:
        day -= datetime.timedelta(1)
    for _ in range(abs(count)):
        day += datetime.timedelta(1 if count > 0 else -1)
        while day.weekday() > 4:
            day += datetime.timedelta(1 if count > 0 else -1)
    return day


# --- Texts ------------------------------------------------------------------------------------------------------------


def load_text(text: plan.Text) -> bool:
    """Whether the text is new; if so, it has gone its way."""
    coverages = [
        Coverage.objects.select_related("meeting__session").get(
            language=text.language,
            meeting__session__body__code=plan.BODY["code"],
            meeting__session__number=session,
            meeting__number=number,
        )
        for session, number in text.meetings
    ]
    if coverages[0].summary_id:
        return False
    officer = User.objects.get(username=text.officer)
    path = FOLDER / text.language / f"{text.name}.txt"
    with path.open("rb") as file:
        result = import_file(file, path.name, officer, language=text.language, coverage=coverages[0])
    if result.status != CREATED or result.summary is None:
        raise ValueError(f"{path}: {result.error or result.status}")
    Coverage.objects.filter(pk__in=[coverage.pk for coverage in coverages]).update(
        summary=result.summary, officer=officer
    )
    for act in text.acts:
        play(act, result.summary)
    return True


def play(act: plan.Act, summary: Summary) -> None:
    """One act of the plan, on the text as it is now."""
    summary.refresh_from_db()
    user = User.objects.get(username=act.who)
    if act.what == "edit":
        document = replace_words(mapping.read(summary), act.old, act.new)
        saving.save(summary.pk, document, summary.revision, user)
    elif act.what == "remark":
        block = next(place.id for place in remarks.places(mapping.read(summary)) if act.old in place.text)
        remarks.add(summary, user, block, act.comment, seen=summary.revision)
    else:
        workflow.perform(summary, act.what, user, seen=summary.revision, words=said(act))


def said(act: plan.Act) -> Words:
    """What is said along with a transition. A text that waits for its hour is under embargo until then."""
    if act.what == "schedule":
        return Words(at=at(working_day(timezone.localdate(), 1), act.hour), embargo=True)
    if act.what == "publish" and act.comment:
        return Words(change=Publication.Change.CORRECTION, notice=act.comment, to_come=act.to_come)
    return Words(act.comment, to_come=act.to_come)


def replace_words(document: Document, old: str, new: str) -> Document:
    text = json.dumps(to_json(document), ensure_ascii=False)
    if old not in text:
        raise ValueError(f"The text does not say “{old}”.")
    return from_json(json.loads(text.replace(old, new)))
