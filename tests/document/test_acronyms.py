import pytest

from meetings.document.acronyms import acronym


@pytest.mark.parametrize(
    "name, letters",
    [
        ("Guild of Lamp Trimmers and Friends", "gltf"),
        ("Guild of Lamp Trimmers and Friends (GLTF)", "gltf"),
        ("Guilde des allumeurs (GLTF)", "gltf"),
        ("GLTF", "gltf"),
        ("G.L.T.F.", "gltf"),
        ("Keepers' Lake-side Women’s Union", "klswu"),
        ("Société de l’eau et des lacs", "sel"),
        ("Association de l’eau, des lacs et des rivières", "aelr"),
        ("Lamp Guild", ""),
        ("Guild (branch of Utopia) of Paper Makers", "gpm"),
        ("Ink " * 13, ""),
        ("", ""),
    ],
)
def test_an_acronym_is_the_one_that_is_borne_or_else_the_initials(name, letters):
    assert acronym(name) == letters
