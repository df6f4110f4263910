"""What people decide about speakers, and how it is taken back."""

import pytest
from django.db import IntegrityError, connection, transaction

from meetings.document import Paragraph, SpeakersList, Statement, read_item
from meetings.document.tree import prose
from meetings.models import Coverage, Intervention, Passage, Speaker, SpeakerAct, SpeakerName
from meetings.newsroom import merging, saving, workflow
from meetings.newsroom.learning import learn
from meetings.newsroom.refusal import Refused
from meetings.newsroom.speakers import resolve
from meetings.newsroom.undoing import undo
from tests.database import at_once
from tests.world import small_document

pytestmark = pytest.mark.django_db


def speaker(name, *also, kind="ngo", language="en", **fields):
    key = f"{language}-{name}" if language == "fr" else name
    row = Speaker.objects.create(key=key.lower().replace(" ", "-"), kind=kind, **{f"name_{language}": name}, **fields)
    for text in (name, *also):
        SpeakerName.objects.create(speaker=row, language=language, text=text)
    return row


def state(name, **fields):
    return speaker(name, kind="state", confirmed=True, **fields)


def printed(*names):
    listed = SpeakersList("also_speaking", tuple(read_item(name, "en") for name in names), "Also speaking were")
    said = Statement("ADA PULP", "Archivist", (Paragraph(prose("ADA PULP, Archivist, said paper lasts.")),))
    return small_document(round_up=(Paragraph(prose("It met.")), listed, said), segments=())


@pytest.fixture
def published(anna, robert, meeting):
    """A public text that prints “Ink Guild”, “Guild of Ink” twice, and a statement by Ada Pulp."""
    coverage = Coverage.objects.create(meeting=meeting, language="en", officer=anna)
    text = saving.begin(printed("Ink Guild", "Guild of Ink", "Guild of Ink"), anna, coverage=coverage)
    for step, user in (("submit", anna), ("approve", robert), ("publish", robert)):
        text = workflow.perform(text, step, user, seen=text.revision)
    return text


def everything():
    """All that an act may touch, but for the record of acts."""
    return (
        list(Speaker.objects.order_by("id").values_list()),
        list(SpeakerName.objects.order_by("id").values_list()),
        list(Intervention.objects.order_by("id").values_list("id", "speaker", "group", "printed")),
        list(Passage.objects.order_by("id").values_list("id", "speaker", "speaker_name")),
    )


def led(name):
    """To whom the rows lead that print a name: in working copies, and in public."""
    lists = Intervention.objects.filter(name=name).values_list("speaker__key", flat=True)
    public = Passage.objects.filter(speaker_name=name).values_list("speaker__key", flat=True)
    return set(lists), set(public)


def refused(act, *arguments):
    before = everything(), SpeakerAct.objects.count()
    with pytest.raises(Refused) as refusal:
        act(*arguments)
    assert (everything(), SpeakerAct.objects.count()) == before
    return str(refusal.value)


# --- Confirm and kind -------------------------------------------------------------------------------------------------


def test_what_is_confirmed_is_confirmed_as_it_is(robert):
    guild = speaker("Ink Guild")
    before = everything()
    act = merging.confirm([guild.pk], robert)
    assert not Speaker.objects.to_confirm().exists()
    assert (act.action, act.speaker, act.by) == ("confirm", guild, robert)
    undo(act.pk, robert)
    assert everything() == before
    act.refresh_from_db()
    assert act.undone_by == robert and act.undone_at


def test_many_are_confirmed_as_one_act_and_undone_as_one(robert):
    guilds = [speaker(f"Guild {number}") for number in range(5)]
    merging.confirm([guilds[0].pk], robert)
    act = merging.confirm([guild.pk for guild in guilds], robert)
    assert act.parts.count() == 3
    assert not Speaker.objects.to_confirm().exists()
    undo(act.parts.first().pk, robert)
    assert set(Speaker.objects.to_confirm()) == set(guilds[1:])


def test_whoever_is_second_is_told_that_nothing_is_left(robert, bea):
    guild = speaker("Ink Guild")
    merging.confirm([guild.pk], bea)
    assert "quicker" in refused(merging.confirm, [guild.pk], robert)


def test_a_guessed_kind_is_changed_but_never_to_a_state(anna):
    guild = speaker("Ink Guild")
    act = merging.change_kind(guild.pk, "nhri", anna)
    assert Speaker.objects.get().kind == "nhri"
    assert "no State" in refused(merging.change_kind, guild.pk, "state", anna)
    again = merging.change_kind(guild.pk, "group", anna)
    assert "another kind since" in refused(undo, act.pk, anna)
    undo(again.pk, anna)
    undo(act.pk, anna)
    assert Speaker.objects.get().kind == "ngo"


def test_what_is_confirmed_gets_no_other_kind_here(robert):
    assert "is confirmed" in refused(merging.change_kind, state("Utopia").pk, "ngo", robert)


# --- Merge ------------------------------------------------------------------------------------------------------------


def test_a_merged_name_leads_to_the_other_and_nothing_printed_is_rewritten(published, robert):
    guild, ink = Speaker.objects.get(key="ink-guild"), Speaker.objects.get(key="guild-of-ink")
    before = everything()
    act = merging.merge(ink.pk, guild.pk, robert)
    assert resolve(["Guild of Ink"], "en") == {"guild of ink": guild}
    assert everything()[1:] == before[1:]
    undo(act.pk, robert)
    assert everything() == before


def test_a_press_name_that_the_other_lacks_is_taken_over_and_given_back(robert):
    guild, guilde = speaker("Ink Guild", confirmed=True), speaker("Guilde", language="fr")
    before = everything()
    act = merging.merge(guilde.pk, guild.pk, robert)
    guild.refresh_from_db()
    assert (guild.name_en, guild.name_fr) == ("Ink Guild", "Guilde")
    undo(act.pk, robert)
    assert everything() == before


def test_who_was_merged_into_the_one_that_is_merged_comes_along_and_comes_back(robert):
    first, second, third = speaker("First"), speaker("Second"), speaker("Third")
    one = merging.merge(first.pk, second.pk, robert)
    between = everything()
    two = merging.merge(second.pk, third.pk, robert)
    assert resolve(["First", "Second"], "en") == {"first": third, "second": third}
    assert refused(undo, one.pk, robert) == "“Second” was merged into “Third” since: undo that first."
    undo(two.pk, robert)
    assert everything() == between
    undo(one.pk, robert)
    assert not Speaker.objects.filter(merged_into__isnull=False).exists()
    assert "undone already" in refused(undo, one.pk, robert)


def test_what_was_saved_under_a_merged_name_goes_back_with_it(anna, robert, council, session):
    ink, guild = speaker("Guild of Ink"), speaker("Ink Guild")
    act = merging.merge(ink.pk, guild.pk, robert)
    saving.begin(printed("Ink Guild", "Guild of Ink"), anna)
    assert led("Guild of Ink") == ({"ink-guild"}, set())
    undo(act.pk, robert)
    assert led("Guild of Ink") == ({"guild-of-ink"}, set())
    assert led("Ink Guild") == ({"ink-guild"}, set())


def test_states_that_are_confirmed_are_merged_into_nobody(robert):
    one, two, guild = state("Utopia"), state("Erewhon"), speaker("Ink Guild")
    assert "two States" in refused(merging.merge, one.pk, two.pk, robert)
    assert "merge “Ink Guild” into it" in refused(merging.merge, one.pk, guild.pk, robert)
    merging.merge(guild.pk, one.pk, robert)


def test_what_is_sure_is_not_merged_into_what_is_not(robert):
    sure, guessed, person = speaker("A", confirmed=True), speaker("B"), speaker("C", kind="person", confirmed=True)
    assert "the other way round" in refused(merging.merge, sure.pk, guessed.pk, robert)
    assert "two kinds" in refused(merging.merge, sure.pk, person.pk, robert)
    merging.merge(guessed.pk, person.pk, robert)


def test_nobody_is_merged_into_itself_or_where_somebody_is_no_more(robert):
    one, two, three = speaker("One"), speaker("Two"), speaker("Three")
    assert "into itself" in refused(merging.merge, one.pk, one.pk, robert)
    merging.merge(two.pk, three.pk, robert)
    assert "merged into “Three” meanwhile" in refused(merging.merge, one.pk, two.pk, robert)
    assert "merged into “Three” meanwhile" in refused(merging.merge, two.pk, one.pk, robert)
    merging.discard(one.pk, robert)
    assert "no name" in refused(merging.merge, three.pk, one.pk, robert)
    assert "not here" in refused(merging.merge, three.pk, 0, robert)


@pytest.mark.django_db(transaction=True)
def test_two_who_merge_in_opposite_directions_make_no_circle(robert, bea):
    one, two = speaker("One"), speaker("Two")
    ways = [(one.pk, two.pk, robert), (two.pk, one.pk, bea), (one.pk, two.pk, bea)]
    came = at_once(merging.merge, *ways)
    assert sorted(type(result).__name__ for result in came) == ["Refused", "Refused", "SpeakerAct"]
    assert Speaker.objects.filter(merged_into=None).count() == 1


def test_the_database_refuses_chains_and_circles_and_states_that_are_merged():
    one, two, three = speaker("One"), speaker("Two"), speaker("Three")
    Speaker.objects.filter(pk=one.pk).update(merged_into=two)
    utopia, erewhon = state("Utopia"), speaker("Erewhon", discarded=True)
    for who, into in ((two, one), (two, three), (three, one), (one, one), (utopia, three), (three, erewhon)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Speaker.objects.filter(pk=who.pk).update(merged_into=into)


def test_many_are_merged_as_one_act_and_what_cannot_be_is_left(robert):
    pairs = [(speaker(f"Guild {n}"), speaker(f"Guild {n}", language="fr")) for n in range(3)]
    one, two = pairs[0]
    before = everything()
    act = merging.merge_all([*((b.pk, a.pk) for a, b in pairs), (one.pk, two.pk), (one.pk, one.pk)], robert)
    assert act.parts.count() == 2
    assert set(Speaker.objects.current()) == {a for a, _ in pairs}
    assert "quicker" in refused(merging.merge_all, [(two.pk, one.pk)], robert)
    undo(act.pk, robert)
    assert everything() == before


# --- Split ------------------------------------------------------------------------------------------------------------


def names(row, *texts):
    return list(row.names.filter(text__in=texts).values_list("pk", flat=True))


def test_some_printed_names_become_a_speaker_of_their_own_and_come_back(published, robert):
    guild, ink = Speaker.objects.get(key="ink-guild"), Speaker.objects.get(key="guild-of-ink")
    ink.names.update(speaker=guild)
    Intervention.objects.filter(speaker=ink).update(speaker=guild)
    Passage.objects.filter(speaker=ink).update(speaker=guild)
    before = everything()
    act = merging.split(guild.pk, names(guild, "Guild of Ink"), robert)
    assert (act.other.key, act.other.name_en, act.other.confirmed) == ("guild-of-ink-2", "Guild of Ink", False)
    assert led("Guild of Ink") == ({"guild-of-ink-2"}, {"guild-of-ink-2"})
    assert led("Ink Guild") == ({"ink-guild"}, {"ink-guild"})
    undo(act.pk, robert)
    after = everything()
    assert after[1:] == before[1:]
    assert Speaker.objects.get(key="guild-of-ink-2").survivor() == guild


def test_a_name_that_was_merged_in_can_be_split_off_again(published, robert):
    guild, ink = Speaker.objects.get(key="ink-guild"), Speaker.objects.get(key="guild-of-ink")
    merging.merge(ink.pk, guild.pk, robert)
    act = merging.split(guild.pk, names(ink, "Guild of Ink"), robert)
    assert resolve(["Guild of Ink"], "en") == {"guild of ink": act.other}
    assert led("Guild of Ink") == ({act.other.key}, {act.other.key})
    undo(act.pk, robert)
    assert led("Guild of Ink") == ({"ink-guild"}, {"ink-guild"})
    assert ink.names.get().text == "Guild of Ink"


def test_a_speaker_whose_press_name_goes_away_is_called_by_one_that_is_left(robert):
    guild = speaker("Ink Guild", "Guild of Ink")
    before = everything()[0]
    act = merging.split(guild.pk, names(guild, "Ink Guild"), robert)
    guild.refresh_from_db()
    assert (guild.key, guild.name_en, act.other.name_en) == ("ink-guild", "Guild of Ink", "Ink Guild")
    undo(act.pk, robert)
    assert everything()[0][0] == before[0]


def test_a_split_takes_some_names_and_leaves_some(robert):
    guild, other = speaker("Ink Guild", "Guild of Ink"), speaker("Other")
    assert "Choose the names" in refused(merging.split, guild.pk, [], robert)
    assert "has to stay" in refused(merging.split, guild.pk, names(guild, "Ink Guild", "Guild of Ink"), robert)
    assert "changed meanwhile" in refused(merging.split, guild.pk, names(other, "Other"), robert)
    utopia = state("Utopia")
    assert "kept by administrators" in refused(merging.split, utopia.pk, names(utopia, "Utopia"), robert)


def test_what_was_done_with_the_split_off_speaker_is_undone_first(robert):
    guild = speaker("Ink Guild", "Guild of Ink")
    act = merging.split(guild.pk, names(guild, "Guild of Ink"), robert)
    later = merging.confirm([act.other.pk], robert)
    assert "undo that first" in refused(undo, act.pk, robert)
    undo(later.pk, robert)
    undo(act.pk, robert)


# --- Not a name -------------------------------------------------------------------------------------------------------


def test_what_is_no_name_leads_to_nobody_and_is_not_learnt_again(published, robert):
    ink = Speaker.objects.get(key="guild-of-ink")
    before = everything()
    act = merging.discard(ink.pk, robert)
    assert led("Guild of Ink") == ({None}, {None})
    assert learn(printed("Guild of Ink")) == 0
    undo(act.pk, robert)
    assert everything() == before


def test_what_was_printed_meanwhile_leads_to_a_name_that_is_one_after_all(anna, robert, council, session):
    act = merging.discard(speaker("Ink Guild").pk, robert)
    saving.begin(printed("INK GUILD"), anna)
    assert led("INK GUILD") == ({None}, set())
    undo(act.pk, robert)
    assert led("INK GUILD") == ({"ink-guild"}, set())


def test_what_is_confirmed_is_a_name(robert):
    assert "is confirmed" in refused(merging.discard, speaker("Ink Guild", confirmed=True).pk, robert)


def test_a_name_found_to_be_none_is_not_touched_until_that_is_undone(robert):
    guild, ink = speaker("Ink Guild"), speaker("Guild of Ink")
    merged = merging.merge(ink.pk, guild.pk, robert)
    discarded = merging.discard(guild.pk, robert)
    assert resolve(["Guild of Ink"], "en") == {}
    assert "no name since" in refused(undo, merged.pk, robert)
    undo(discarded.pk, robert)
    undo(merged.pk, robert)


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_officers_confirm_and_reviewers_and_administrators_do_everything(anna, renee, administrator, claire):
    one, two, three = speaker("One"), speaker("Two", "Zwei"), speaker("Three")
    sentence = "for reviewers and administrators"
    for officer in (anna, claire):
        assert sentence in refused(merging.merge, one.pk, two.pk, officer)
        assert sentence in refused(merging.discard, one.pk, officer)
        assert sentence in refused(merging.split, two.pk, names(two, "Zwei"), officer)
    act = merging.merge(one.pk, two.pk, renee)
    assert sentence in refused(undo, act.pk, anna)
    undo(act.pk, administrator)
    merging.split(two.pk, names(two, "Zwei"), administrator)
    undo(merging.confirm([three.pk], anna).pk, claire)


def test_whoever_is_in_no_group_decides_nothing(django_user_model):
    someone = django_user_model.objects.create_superuser("someone")
    assert "for reviewers" in refused(merging.confirm, [speaker("One").pk], someone)


def test_what_was_learnt_is_not_undone(robert):
    learn(printed("Ink Guild"))
    act = SpeakerAct.objects.filter(action="learn").first()
    assert "cannot be undone" in refused(undo, act.pk, robert)


def test_the_database_keeps_acts_whole(robert):
    guild = speaker("Ink Guild")
    for broken in ({"action": "merge"}, {"action": "confirm", "other": guild}, {"action": "learn"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SpeakerAct.objects.create(speaker=guild, by=robert, **broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpeakerAct.objects.create(action="confirm", speaker=guild, by=robert, undone_by=robert)
    assert connection.needs_rollback is False
