"""Where one name of a list ends and the next begins, though some of the names be unknown.

All ways to divide are weighed, the best is taken: a known name is never cut, the longest counts; an unknown one is
judged by its words (`organizations`). Commas divide unless the words go on; one conjunction, the last, divides too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from .folding import fold
from .names import Names, read_item, without_article
from .organizations import PAIRS, has_capital, has_head, has_link, is_topic
from .phrases import PHRASES
from .tree import squeeze

LONGEST_NAME = 6  # commas in one name, at most
CONJUNCTIONS_TRIED = 20  # from the end; a list of which the last chunk has more is garbled anyway
LONGEST_PAIR = 160  # characters of two names between which the comma is missing
KNOWN = 4.0  # the weight of a known name; the others are weighed against it
NO_CONJUNCTION = -1.5  # a list seldom ends without one
SINGLE_WORD = -1.0  # an unknown name of one word, in a list of longer ones
IMPOSSIBLE = -8.0

_INVERTED_ARTICLE = re.compile(
    r"(?:The|Le|La|Les|L['’])(?: in an? |,? \(| and | et |$)"
)  # "Next Century Foundation, The"


def split_list(text: str, names: Names | None, language: str) -> tuple[tuple[str, ...], str, str]:
    """The items of "X, Y and Z", what stands between them, and what before the last."""
    names = names or Names(language)
    text = squeeze(text).strip(" ,;")
    semicolons = _outside_brackets(text, ";")
    splitter = Splitter(names)
    if len(semicolons) > 1:
        splitter.longest = 1
        separator = "; "
        chunks = [part for chunk in semicolons for part in splitter.between_semicolons(chunk)]
    else:
        separator = ", "
        chunks = splitter.join_continuations(_outside_brackets(text, ","))
    items, conjunction = splitter.divide([chunk for chunk in chunks if chunk.strip(" .")])
    items = [part for item in items for part in splitter.commas_missing(item)]
    if conjunction.startswith(","):
        conjunction = separator.rstrip() + conjunction.removeprefix(",")
    if len(items) < 2:
        return tuple(items), ", ", " and "
    return tuple(items), separator if len(items) > 2 else ", ", conjunction or separator


def _outside_brackets(text: str, separator: str) -> list[str]:
    """`text` divided at a separator that stands in no brackets; brackets that never close do not count."""
    if text.count("(") != text.count(")"):
        return [part.strip() for part in text.split(separator)]
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == separator and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


@cache
def _conjunctions(language: str) -> re.Pattern[str]:
    """Every conjunction of a chunk, also the one that it begins with."""
    words = "|".join(re.escape(word.strip()) for word in PHRASES[language].conjunctions)
    return re.compile(rf"(?:^|(?<=\s))({words})\s+")


_LINK = re.compile(r"\s(?:for|of|on|to|pour|de|des|du|against|contre)\s")
_INSIDE_NAMES = re.compile(r"(?:^|(?<=\s))(?:and|et|&|y|e)\s+")  # names are of any language


@dataclass(frozen=True, slots=True)
class Division:
    """One way to divide: its weight, its last item, the division before that."""

    weight: float
    item: str = ""
    before: Division | None = None
    conjunction: str = ""
    place: int = 0  # of the conjunction: of two as likely, the later

    def items(self) -> list[str]:
        """The items in order."""
        items: list[str] = []
        division: Division | None = self
        while division and division.before:
            items.append(division.item)
            division = division.before
        return items[::-1]


@dataclass
class Splitter:
    """Divides the chunks of one list; what it found out about a text it keeps."""

    names: Names
    longest: int = LONGEST_NAME  # chunks in one name
    single_words: float = 0.0  # the weight of an unknown name of one word
    weights: dict[str, float] = field(default_factory=dict)

    # --- Chunks

    def join_continuations(self, chunks: list[str]) -> list[str]:
        """Chunks between commas, joined where one says something of the name before it: "Inc.", "on behalf of X"."""
        continuations = PHRASES[self.names.language].continuations
        joined: list[str] = []
        for chunk in chunks:
            if joined and (chunk.startswith(continuations) or _INVERTED_ARTICLE.match(chunk)):
                joined[-1] += ", " + chunk
            else:
                joined.append(chunk)
        return joined

    def between_semicolons(self, chunk: str) -> list[str]:
        """Between semicolons a comma belongs to the name, but where at least half of what it divides is known."""
        parts = [part for part in self.join_continuations(_outside_brackets(chunk, ",")) if part]
        known = sum(self.is_known(_without_conjunction(part, self.names.language)) for part in parts)
        return parts if len(parts) > 1 and known * 2 >= len(parts) else [chunk]

    def commas_missing(self, item: str) -> list[str]:
        """An unknown item that is two known names side by side: "Panama Peru", "Panama and Peru"."""
        if " " not in item or len(item) > LONGEST_PAIR or self.names.knows(item) or fold(item) in PAIRS:
            return [item]
        for blank in re.finditer(r"\s(?:(?:and|et)\s)?", item):
            if self.names.key(item[: blank.start()]) and self.names.knows(item[blank.end() :]):
                return [item[: blank.start()], item[blank.end() :]]
        return [item]

    # --- The best division

    def divide(self, chunks: list[str]) -> tuple[list[str], str]:
        """The items of chunks, and what stands before the last of them."""
        if not chunks:
            return [], ""
        self.look_at(chunks)
        best = [Division(0.0)]
        for end in range(1, len(chunks) + 1):
            best.append(self.best_end(chunks, end, "", best))
        whole = best[-1]
        if len(chunks) > 1 or self.conjunctions(chunks[-1]):
            whole = replace(whole, weight=whole.weight + NO_CONJUNCTION)
        choices = [whole, *self.with_conjunction(chunks, best)]
        choice = max(choices, key=lambda choice: (choice.weight, choice.place))
        items = [_without_conjunction(item, self.names.language) for item in choice.items()]
        return items, choice.conjunction

    def look_at(self, chunks: list[str]) -> None:
        """Whether most of the unknown names are of several words: then one of one word is less likely."""
        unknown = [chunk for chunk in chunks if not self.is_known(chunk)]
        several = sum(" " in without_article(chunk, self.names.language) for chunk in unknown)
        self.single_words = SINGLE_WORD if len(unknown) > 1 and several > 0.6 * len(unknown) else 0.0

    def with_conjunction(self, chunks: list[str], best: list[Division]) -> Iterator[Division]:
        """The divisions whose last item follows a conjunction, in one of the last chunks."""
        tried = 0
        for place in range(len(chunks) - 1, max(-1, len(chunks) - 1 - self.longest), -1):
            for match in reversed(self.conjunctions(chunks[place])):
                tried += 1
                if tried > CONJUNCTIONS_TRIED:
                    return
                before, after = chunks[place][: match.start()].strip(), chunks[place][match.end() :]
                comma, before = "," * before.endswith(","), before.rstrip(" ,")
                last = [after, *chunks[place + 1 :]]
                own = self.weigh(after) if len(last) == 1 else self.weigh_parts(last, is_last=True)
                division = self.best_end(chunks, place, before, best) if before else best[place]
                conjunction = f"{comma} {match[1]} " if before else f", {match[1]} "
                where = place * 100_000 + match.start()
                yield Division(division.weight + own, ", ".join(last), division, conjunction, where)

    def conjunctions(self, chunk: str) -> list[re.Match[str]]:
        """The conjunctions in a chunk that something follows."""
        end = len(chunk.rstrip(" ."))
        return [match for match in _conjunctions(self.names.language).finditer(chunk) if match.end() < end]

    def best_end(self, chunks: list[str], end: int, rest: str, best: list[Division]) -> Division:
        """The best division of `chunks[:end]`, and of `rest`, the beginning of the next chunk, at their commas."""
        choices = []
        extra = [rest] if rest else []
        for size in range(1 - len(extra), min(self.longest - len(extra), end) + 1):
            parts = [*chunks[end - size : end], *extra]
            own = self.weigh(parts[0]) if len(parts) == 1 else self.weigh_parts(parts)
            if len(parts) == 1 or own > IMPOSSIBLE:
                choices.append(Division(best[end - size].weight + own, ", ".join(parts), best[end - size]))
        return max(choices, key=lambda choice: choice.weight)

    # --- What a name is worth

    def is_known(self, item: str) -> bool:
        """Whether an item is a known name, or one of a State that holds an "and"."""
        return self.names.knows(item) or fold(item) in PAIRS

    def weigh(self, item: str) -> float:
        """How likely a text without further commas is one item of a list."""
        if item not in self.weights:
            self.weights[item] = self._weigh(item)
        return self.weights[item]

    def _weigh(self, item: str) -> float:
        if item.count("(") != item.count(")"):
            return IMPOSSIBLE
        atoms = 1 + len(self.conjunctions(item))
        bonus = KNOWN * atoms + 2 * (atoms > 1)
        if self.names.key(item) or fold(item) in PAIRS:
            return bonus
        read = read_item(item, self.names.language)
        if read.name != item and (self.names.key(read.name) or fold(read.name) in PAIRS):
            inside = len(self.conjunctions(f"{read.on_behalf_of} {read.remark}"))
            whole = not inside or bool(self.names.key(read.on_behalf_of))
            return bonus if whole else KNOWN * (atoms - inside) - 0.7 * inside
        return likelihood(read.name, self.names.language, self.single_words) + self.weigh_conjunctions(item)

    def weigh_conjunctions(self, item: str) -> float:
        """What conjunctions inside an unknown name cost: less than a division, more beside a word that ends a name."""
        weight = 0.0
        between = 0.5 if has_head(item[-40:].rpartition(" ")[2]) else 0.7
        for match in self.conjunctions(item):
            start, end = match.span()  # no word is longer than 40 letters, and a garbled list may be
            before, after = item[max(0, start - 40) : start].split()[-1:], item[end : end + 40].split()[:1]
            weight -= 1.5 if has_head(" ".join(before)) or has_head(" ".join(after)) else between
        return weight

    def weigh_parts(self, parts: list[str], is_last: bool = False) -> float:
        """How likely parts between commas are one name: a known one, or one that enumerates."""
        text = ", ".join(parts)
        atoms = len(parts) + len(self.conjunctions(text))
        whole = read_item(text, self.names.language)
        if self.names.key(text) or (self.names.key(whole.name) and self.names.key(whole.on_behalf_of)):
            return KNOWN * atoms + 2
        if any(self.is_known(part) for part in parts[1:]) or (self.is_known(parts[0]) and not is_last):
            return IMPOSSIBLE
        said = [read_item(part, self.names.language).name for part in parts[1:]]
        if not any(map(has_capital, said)):  # "education, la science et la culture" goes on in small letters
            return max(self.weigh(parts[0]), 0.0) + 1.5
        *_, last = said
        first = _INSIDE_NAMES.search(last)
        if not first or not last[first.end() :].strip():
            return IMPOSSIBLE
        opener = read_item(parts[0], self.names.language).name
        listed = [*parts[1:-1], last[: first.start()]]
        # In a French list an "and" stands inside a name for sure.
        foreign = not _conjunctions(self.names.language).match(last[first.start() :])
        return self.enumeration(opener, listed, last[first.end() :]) + foreign

    def enumeration(self, opener: str, listed: list[str], closer: str) -> float:
        """How likely "Centre for Oil" (opener), "Gas" (listed) "and Light" (closer) are one name."""
        oxford = not listed[-1]
        listed = [part for part in listed if part]
        if not listed or has_link(closer) or any(len(part.split()) > 2 or has_head(part) for part in listed):
            return IMPOSSIBLE
        if len({has_capital(part) for part in (*listed, closer)}) > 1:
            return IMPOSSIBLE
        topics = all(map(is_topic, listed))
        if oxford and not (topics and is_topic(closer)):
            return IMPOSSIBLE
        tail = _LINK.split(opener)[-1]
        ends_in_head = has_head(closer.split()[-1])
        if has_link(opener) and len(tail.split()) <= 3 and not _INSIDE_NAMES.search(tail):
            if ends_in_head:  # "Lamp Fund for Peace, Health and Light Program" are two: each says what it is
                return self.weigh(opener) + 1.2 if topics and is_topic(tail) and not has_head(opener) else IMPOSSIBLE
            return self.weigh(opener) + (2.0 if topics else -0.4 if is_topic(closer) else -1.2)
        return self.weigh(opener) + 2.0 if ends_in_head and is_topic(opener.split()[-1]) else IMPOSSIBLE


def likelihood(name: str, language: str, single_words: float = 0.0) -> float:
    """How likely an unknown text is a whole name, by its words."""
    bare = without_article(re.sub(r"\([^()]*\)", " ", name).strip(" ,"), language)
    tokens = bare.split()
    if not tokens or not has_capital(bare):
        return -6.0
    weight = -3.0 if tokens[0][0].islower() else 0.0
    weight -= 1.0 if language == "en" and name.startswith("the ") else 0.0
    if is_topic(bare):
        return weight - (3.0 if len(tokens) == 1 else 2.0)
    if len(tokens) == 1:
        compound = re.search(r"\w[.-]\w", bare) or (bare.isupper() and len(bare) > 2)
        return weight + (0.3 if compound else single_words)
    heads, links = has_head(f"{tokens[0]} {tokens[-1]}") or has_head(tokens[1]), has_link(bare)
    conjunction = _conjunctions(language).search(bare)
    lone = conjunction and len(bare[: conjunction.start()].split()) == 1
    return weight + 0.3 + 1.5 * bool(heads) + 1.0 * links - 0.3 * bool(lone)


def _without_conjunction(item: str, language: str) -> str:
    """An item without a conjunction that it begins with, as after a comma in the middle of a list."""
    match = _conjunctions(language).match(item)
    return item[match.end() :] if match and item[match.end() :].strip() else item
