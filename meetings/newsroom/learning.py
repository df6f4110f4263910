"""Names learnt from texts: each that leads to nobody yet becomes a speaker, unconfirmed until a person looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, When
from django.utils.text import slugify

from meetings.document import PHRASES, Document, SpeakersList, Statement, fold, new_id
from meetings.document.folding import words
from meetings.document.people import names_by_speaker
from meetings.models import Intervention, Speaker, SpeakerAct, SpeakerFunction, SpeakerName, Summary

from .speakers import lock

LONGEST_NAME = SpeakerName._meta.get_field("text").max_length or 0
LONGEST_FUNCTION = SpeakerFunction._meta.get_field("title_en").max_length or 0
MOST_WORDS = 30  # what is longer is a garbled sentence
KEYS_TRIED = 9
_KEY_LENGTH = 100
_SENTENCE_ENDS_INSIDE = re.compile(r"\w{4}[.!?]\s+\w|;|\b(?:suivante?s|following)\b[^:]*:")

# Words, written with a capital or not, that name nobody: a name has at least one other word with a capital.
_COMMON = {
    "en": frozenset(
        words(
            "states state member members countries country delegations delegation delegates delegate speakers speaker "
            "representatives representative experts expert group groups organization organizations organisations ngos "
            "ngo non governmental civil society council committee conference commission chair chairperson president "
            "vice rapporteur rapporteurs secretariat moderator panellist panellists the of and for a an"
        )
    ),
    "fr": frozenset(
        words(
            "etats etat membre membres pays delegations delegation delegues orateurs oratrices orateur oratrice "
            "representants representantes representant representante experts expertes expert experte groupe groupes "
            "organisations organisation ong non gouvernementales gouvernementale societe civile conseil comite "
            "conference commission president presidente vice rapporteur rapporteuse rapporteurs secretariat "
            "moderateur moderatrice panelistes paneliste le la les l de des du d et un une"
        )
    ),
}

# What a folded name says about its bearer, the first that fits. Never a State: those are known.
_KINDS = (
    (
        Speaker.Kind.GROUP,
        r"\bgroup of (\w+ )*(states|countries|friends|nations)\b|\b(states|countries)$|\bnon aligned movement\b"
        r"|\bgroupe (de|des|d')\b.*\b(etats|pays|amis)\b|^(etats|pays) |\bnon alignes\b",
    ),
    (
        Speaker.Kind.UN_ENTITY,
        r"^united nations (?!association)|^(un|onu) |\bdes nations unies (?!.*association)|\bhigh commissioner\b"
        r"|\bhaut commissa",
    ),
    (
        Speaker.Kind.NHRI,
        r"\bnational human rights\b|\bombuds|\bdefensoria\b|\bpublic defender\b"
        r"|\b(commission|conseil|institution) nationale? .*\bdroits\b|\bmediateur\b",
    ),
    (
        Speaker.Kind.INTERGOVERNMENTAL,
        r"\bintergovernmental\b|\bintergouvernementale?\b|\borganization of .* (states|cooperation)\b",
    ),
)
_ORGANIZATION = re.compile(
    r"\b(association|organi[sz]ation|foundation|fondation|federation|institut|institute|centre|center|council|conseil"
    r"|committee|comite|commission|union|international|internationale|network|reseau|alliance|society|societe"
    r"|movement|mouvement|league|ligue|fund|fonds|group|groupe|office|bureau|programme|agency|agence|coalition|forum"
    r"|nations|university|universite|congress|congres|watch|rights|droits)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name that stands in a text, what its bearer seems to be, and where it stands."""

    name: str
    kind: str
    anchor: str
    function: str = ""


@transaction.atomic(savepoint=False)
def learn(document: Document, summary: Summary | None = None) -> int:
    """Makes speakers, not yet confirmed, of the names in lists and over statements that lead to nobody.

    `summary` is where they can be looked up. Returns how many are new. The same number of queries for every text; to
    be called last, since the lock on names is held to the end of the caller's transaction.
    """
    language = document.language
    new = _unknown(_found_in(document), language)
    if not new:
        return 0
    lock()
    new = _unknown(new.values(), language)  # without those that another text has taught meanwhile
    keys = free_keys(found.name for found in new.values())
    speakers = Speaker.objects.bulk_create(
        Speaker(key=key, kind=found.kind, **{f"name_{language}": found.name})
        for key, found in zip(keys, new.values(), strict=True)
    )
    rows = list(zip(speakers, new.values(), strict=True))
    SpeakerName.objects.bulk_create(
        SpeakerName(speaker=speaker, language=language, text=found.name) for speaker, found in rows
    )
    SpeakerFunction.objects.bulk_create(
        SpeakerFunction(speaker=speaker, **{f"title_{language}": found.function})
        for speaker, found in rows
        if found.function
    )
    SpeakerAct.objects.bulk_create(
        SpeakerAct(action=SpeakerAct.Action.LEARN, speaker=speaker, summary=summary, anchor=found.anchor)
        for speaker, found in rows
    )
    _link({folded: speaker for folded, speaker in zip(new, speakers, strict=True)}, document)
    return len(speakers)


def free_keys(names: Iterable[str]) -> list[str]:
    """A public address for each name that no speaker has: "ada-pulp", "ada-pulp-2". One query; call it locked."""
    bases = [slugify(re.sub(r"\W", " ", fold(name)))[:_KEY_LENGTH].strip("-") or "speaker" for name in names]
    tried = {base: [base, *(f"{base}-{number}" for number in range(2, KEYS_TRIED + 1))] for base in bases}
    candidates = [key for keys in tried.values() for key in keys]
    taken = set(Speaker.objects.filter(key__in=candidates).values_list("key", flat=True))
    keys = []
    for base in bases:
        key = next((key for key in tried[base] if key not in taken), f"{base}-{new_id()}")
        taken.add(key)
        keys.append(key)
    return keys


def is_name(text: str, language: str) -> bool:
    """Whether what stands in the place of a name is one: "Many delegations", "a group of States" are not."""
    if len(text) > LONGEST_NAME or len(text.split()) > MOST_WORDS or _SENTENCE_ENDS_INSIDE.search(text):
        return False
    common = _COMMON[language] | {fold(word) for word in PHRASES[language].vague}
    parts = re.findall(r"[^\W\d_]+", text)
    return any(part[0].isupper() and fold(part) not in common for part in parts) and len("".join(parts)) > 1


def _found_in(document: Document) -> Iterator[Found]:
    """The names of a text. Those over statements come first: they say what they are."""
    language = document.language
    blocks = [block for _, block in document.blocks()]
    named = names_by_speaker((block.speaker for block in blocks if isinstance(block, Statement)), language)
    for block in blocks:
        if isinstance(block, Statement):
            name = named[block.speaker]
            function = block.capacity if len(block.capacity) <= LONGEST_FUNCTION else ""
            kind = _guess(name, Speaker.Kind.NGO) if _ORGANIZATION.search(fold(name)) else Speaker.Kind.PERSON
            yield Found(name, kind, _anchor(block), function if kind == Speaker.Kind.PERSON else "")
    for block in blocks:
        if isinstance(block, SpeakersList):
            of_civil_society = block.kind == "also_speaking"
            for item in block.interventions:
                kind = Speaker.Kind.NGO if of_civil_society else _guess(item.name, Speaker.Kind.NGO)
                yield Found(item.name, kind, _anchor(block))
                yield Found(item.on_behalf_of, kind if of_civil_society else Speaker.Kind.GROUP, _anchor(block))


def _anchor(block: Statement | SpeakersList) -> str:
    return f"b-{block.id}" if block.id else ""


def _guess(name: str, otherwise: str) -> str:
    folded = fold(name)
    return next((kind for kind, expression in _KINDS if re.search(expression, folded)), otherwise)


def _unknown(names: Iterable[Found], language: str) -> dict[str, Found]:
    """Those that nobody bears in this language, by their folded form; what a person found to be no name is known."""
    found: dict[str, Found] = {}
    for name in names:
        if is_name(name.name, language):
            found.setdefault(fold(name.name), name)
    known = set(SpeakerName.objects.filter(language=language, folded__in=found).values_list("folded", flat=True))
    return {folded: name for folded, name in found.items() if folded not in known}


def _link(speakers: Mapping[str, Speaker], document: Document) -> None:
    """Lets the lists of working copies that print these names lead to their speakers: of this text, and of others."""
    items = [item for block in document.lists() for item in block.interventions]
    for link, printed in (("speaker", "name"), ("group", "on_behalf_of")):
        texts = {text for item in items if fold(text := getattr(item, printed)) in speakers}
        if texts:
            whom = Case(*(When(**{printed: text}, then=speakers[fold(text)].pk) for text in texts))
            rows = Intervention.objects.filter(**{link: None, f"{printed}__in": texts})
            rows.filter(list__summary__language=document.language).update(**{f"{link}_id": whom})
