"""What a row of the table is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.functional import Promise

from meetings.models import Publication, Summary


@dataclass(frozen=True)
class Words:
    """What a person says along with an act. Each transition names in `takes` what it reads beside the comment."""

    comment: str = ""
    # publish, publish_at_once, schedule:
    change: str = ""  # a Publication.Change
    notice: str = ""  # for the public
    to_come: str = ""  # the parts that are still to come, one a line; "": the text is whole
    at: datetime.datetime | None = None  # schedule
    embargo: bool = False  # schedule
    to: User | None = None  # hand_on
    replacement: Publication | None = None  # withdraw
    touched: bool | None = None  # answer
    unsaved: bool = False  # submit, approve, publish_at_once: go on, although others have words that are not saved


Check = Callable[[Summary, User], Iterator[str]]
Demand = Callable[[Summary, User, Words], Iterator[str]]
Effect = Callable[[Summary, User, Words], "dict[str, Any] | None"]


@dataclass(frozen=True)
class Transition:
    """One row of the table. `roles`: from which state whose act it is; `to_state` None: the state stays.

    `comment` says what has to be written along, if anything, and `word` what may be. `given` are checks that say that
    there is nothing to do (no hour to take back): the desk does not offer the act at all. `checks` give sentences on
    what stands in its way, `demands` on what is missing in the words that came with it. `effect` does it and
    returns what the record keeps of it beside the comment. `done` is told to whom it did.
    """

    name: str
    label: str | Promise
    done: str | Promise
    roles: Mapping[str, frozenset[str]]
    to_state: str | None
    effect: Effect
    comment: str | Promise = ""
    word: str | Promise = ""
    takes: tuple[str, ...] = ()
    given: tuple[Check, ...] = ()
    checks: tuple[Check, ...] = ()
    demands: tuple[Demand, ...] = ()

    @property
    def from_states(self) -> frozenset[str]:
        return frozenset(self.roles)
