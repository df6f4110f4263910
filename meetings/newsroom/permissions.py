"""Who may do what follows from membership in groups alone: a superuser is nobody here without one."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db.models import QuerySet

from meetings.models import Language, Summary

OFFICER, REVIEWER = "officer", "reviewer"

# Group: the language of its desk, and its role there.
GROUPS = {
    "English officers": ("en", OFFICER),
    "English reviewers": ("en", REVIEWER),
    "French officers": ("fr", OFFICER),
    "French reviewers": ("fr", REVIEWER),
}
ADMINISTRATORS = "Administrators"

# Group: the language whose drafts it lets people read that work elsewhere. They write nothing by virtue of it.
READERS = {"Readers of English drafts": "en", "Readers of French drafts": "fr"}

_VIEW = "view"
_WRITE = "view add change"
_ALL = "view add change delete"

# What the admin lets a group do with the rows of a model; the desk of a language is asked besides.
DESK_PERMISSIONS = {
    "summary": _WRITE,
    "segment": _ALL,
    "segmentreport": _ALL,
    "speakerslist": _ALL,
    "intervention": _VIEW,
    "coverage": _WRITE,
    "meeting": _WRITE,
    "session": _WRITE,
    "report": _WRITE,
    "speaker": _WRITE,
    "speakername": _ALL,
    "speakerfunction": _ALL,
    "body": _VIEW,
    "wording": _VIEW,
    "presssymbol": _VIEW,
    "revision": _VIEW,
    "publication": _VIEW,
    "passage": _VIEW,
    "importbatch": _VIEW,
    "importitem": _VIEW,
    "importproposal": _VIEW,
    "activity": _VIEW,
    "remark": _VIEW,
    "correctionrequest": _WRITE,
}
ADMINISTRATOR_PERMISSIONS = {
    "body": _ALL,
    "wording": _ALL,
    "session": _ALL,
    "meeting": _ALL,
    "coverage": _ALL,
    "report": _ALL,
    "speaker": _ALL,
    "speakername": _ALL,
    "speakerfunction": _ALL,
    "symbolcounter": _WRITE,
    "presssymbol": _VIEW,
    "summary": _VIEW,
    "segment": _VIEW,
    "segmentreport": _VIEW,
    "speakerslist": _VIEW,
    "intervention": _VIEW,
    "revision": _VIEW,
    "publication": _VIEW,
    "passage": _VIEW,
    "importbatch": _VIEW,
    "importitem": _VIEW,
    "importproposal": _VIEW,
    "activity": _VIEW,
    "remark": _VIEW,
    "correctionrequest": _VIEW,
    "redirect": _WRITE,
    "distributionlist": _ALL,
    "recipient": _ALL,
    "outboxmail": _VIEW,
    "previewlink": _VIEW,
    "user": _WRITE,
    "group": _VIEW,
}
GROUP_PERMISSIONS = {
    **dict.fromkeys(GROUPS, DESK_PERMISSIONS),
    **dict.fromkeys(READERS, dict.fromkeys(DESK_PERMISSIONS, _VIEW)),
    ADMINISTRATORS: ADMINISTRATOR_PERMISSIONS,
}


# What a role may decide about speakers, at whichever desk: both languages share them. See docs/speakers.md.
_ALL_SPEAKER_ACTS = frozenset(("confirm", "kind", "merge", "split", "discard"))
SPEAKER_ACTS = {
    OFFICER: frozenset(("confirm", "kind")),
    REVIEWER: _ALL_SPEAKER_ACTS,
    ADMINISTRATORS: _ALL_SPEAKER_ACTS,
}


def ensure_groups() -> None:
    """Creates the groups where they lack, and gives each exactly the permissions of the table."""
    for name, table in GROUP_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        codenames = [f"{act}_{model}" for model, acts in table.items() for act in acts.split()]
        group.permissions.set(
            Permission.objects.filter(content_type__app_label__in=["meetings", "auth"], codename__in=codenames)
        )


def roles(user: User | AnonymousUser, language: str) -> frozenset[str]:
    """The roles of a person on the desk of a language: officer, reviewer, both, or none."""
    desks_and_roles = (GROUPS[name] for name in _groups(user) if name in GROUPS)
    return frozenset(role for desk, role in desks_and_roles if desk == language)


def desks(user: User | AnonymousUser) -> frozenset[str]:
    """The languages of the desks that a person works at."""
    return frozenset(GROUPS[name][0] for name in _groups(user) if name in GROUPS)


def members(language: str, role: str = "") -> QuerySet[User]:
    """The active people of a desk, or those of one role there."""
    names = [name for name, (desk, its) in GROUPS.items() if desk == language and role in ("", its)]
    return _active_of(names)


def readers(language: str) -> QuerySet[User]:
    """The active people who may read the drafts of a language."""
    names = [name for name, (desk, _role) in GROUPS.items() if desk == language]
    allowed = [name for name, readable in READERS.items() if readable == language]
    return _active_of([*names, *allowed, ADMINISTRATORS])


def _active_of(groups: list[str]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=User.objects.filter(groups__name__in=groups).values("pk"))


def is_officer(user: User | AnonymousUser, language: str) -> bool:
    return OFFICER in roles(user, language)


def is_reviewer(user: User | AnonymousUser, language: str) -> bool:
    return REVIEWER in roles(user, language)


def is_administrator(user: User | AnonymousUser) -> bool:
    return ADMINISTRATORS in _groups(user)


def speaker_acts(user: User | AnonymousUser) -> frozenset[str]:
    """What a person may decide about speakers; who may do an act may undo it, whoever did it."""
    mine = (GROUPS[name][1] if name in GROUPS else name for name in _groups(user))
    return frozenset().union(*(SPEAKER_ACTS.get(role, ()) for role in mine))


def readable_languages(user: User | AnonymousUser) -> frozenset[str]:
    """The languages whose drafts a person may read: of the desks, of groups that allow it; all, for administrators."""
    allowed = frozenset(READERS[name] for name in _groups(user) if name in READERS)
    return frozenset(Language.values) if is_administrator(user) else desks(user) | allowed


def planned_languages(user: User | AnonymousUser) -> frozenset[str]:
    """The languages in which a person plans coverage: those of the desks; all, for administrators."""
    return frozenset(Language.values) if is_administrator(user) else desks(user)


def may_read(user: User | AnonymousUser, what: Summary | str) -> bool:
    """Whether a person may read a draft, or the drafts of a language."""
    return (what.language if isinstance(what, Summary) else what) in readable_languages(user)


def _groups(user: User | AnonymousUser) -> frozenset[str]:
    """The names of a person's groups, asked once: they are kept with the user object, which lives for one request."""
    if not user.is_active:
        return frozenset()
    cache = user.__dict__
    if "_group_names" not in cache:
        cache["_group_names"] = frozenset(user.groups.values_list("name", flat=True))
    return cache["_group_names"]
