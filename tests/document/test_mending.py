"""Garbled letters are mended, and it is said; letters that only look alike are left."""

import pytest

from meetings.document import load, mend

WRITTEN = "L’Assemblée des « lampes » – œuvre de l’été… “oui” ‘non’ Étude À Ô ç 5 € COMITÉ» LIBERTÉ\xa0: l’Île; Ça"
UNDEFINED = b"\x81\x8d\x8f\x90\x9d"


def garbled(text: str) -> str:
    """The text as Windows-1252 reads its UTF-8."""
    return "".join(chr(byte) if byte in UNDEFINED else bytes([byte]).decode("cp1252") for byte in text.encode())


def test_garbled_letters_are_mended():
    assert garbled(WRITTEN) != WRITTEN
    assert mend(garbled(WRITTEN)) == WRITTEN


@pytest.mark.parametrize(
    ("garbled", "mended"), [("Ã la lune, dâ€™Ã©tÃ© â€œouiâ€.", "à la lune, d’été “oui”."), ("Ã", "Ã"), ("â€", "â€")]
)
def test_also_where_a_byte_is_lost(garbled, mended):
    assert mend(garbled) == mended


@pytest.mark.parametrize("text", [WRITTEN, "COMITÉ»", "« À »", "Å", "São Tomé", "TÜRKİYE", "â", "5 £"])
def test_well_written_letters_are_left(text):
    assert mend(text) == text


def test_it_is_said_and_the_lines_keep_their_numbers():
    text = "Le Comité se réunit\n\nCompte rendu de séance\n\nLe Comité sâ€™est rÃ©uni ce matin."
    loaded = load(text, language="fr")
    assert loaded.document.round_up[0].text == "Le Comité s’est réuni ce matin."
    assert ("letters-mended", 5) in [(warning.id, warning.line) for warning in loaded.warnings]
