"""The known names of the reference data, in either language: what an import has at hand."""

import json
from pathlib import Path

import pytest

from meetings.document import Names

DATA = Path(__file__).resolve().parents[2] / "meetings" / "data"


@pytest.fixture(scope="session")
def names():
    """names("fr"): all press, formal and former names and aliases of the reference data."""

    def build(language: str) -> Names:
        pairs = []
        for file in ("states.json", "groups.json", "entities.json"):
            for entry in json.loads((DATA / file).read_text(encoding="utf-8")):
                spellings = entry[language]
                former = (name["name"] for name in spellings.get("former", ()))
                for name in (spellings["press"], spellings["formal"], *spellings["aliases"], *former):
                    pairs.append((name, entry["key"]))
        return Names.build(language, pairs)

    return build
