"""The table: every act on a text, from which state whose it is, where it leads, and what else it takes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meetings.models import State
from meetings.newsroom.permissions import OFFICER, REVIEWER

from . import archiving, checks, effects
from .transition import Transition

DRAFT, IN_REVIEW, APPROVED, PUBLISHED = State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED
DISCARDED = State.DISCARDED

BOTH = frozenset((OFFICER, REVIEWER))
OFFICERS, REVIEWERS = frozenset((OFFICER,)), frozenset((REVIEWER,))
ANYWHERE = (DRAFT, IN_REVIEW, APPROVED, PUBLISHED)

PUBLICATION = ("change", "notice", "to_come")
FOR_THE_PUBLIC = (checks.is_what_was_approved, checks.has_what_the_public_needs)

TRANSITIONS = {
    transition.name: transition
    for transition in (
        Transition(
            "edit",
            _("Edit"),
            _("Saved."),
            roles={DRAFT: OFFICERS, IN_REVIEW: REVIEWERS, APPROVED: BOTH},
            to_state=DRAFT,
            effect=effects.edit,
        ),
        Transition(
            "submit",
            _("Hand in"),
            _("Handed in: the reviewers have it now."),
            roles={DRAFT: OFFICERS},
            to_state=IN_REVIEW,
            effect=effects.submit,
            word=_("A word to the reviewer"),
            takes=("unsaved",),
            checks=(checks.is_complete, checks.has_titles, checks.can_have_a_symbol),
            demands=(checks.knows_what_is_not_saved,),
        ),
        Transition(
            "submit_archive",
            _("Hand in from the archive"),
            _("Handed in: another reviewer approves it."),
            roles={DRAFT: REVIEWERS},
            to_state=IN_REVIEW,
            effect=archiving.hand_in,
            given=(archiving.came_in_with_a_batch,),
            takes=("unsaved",),
            checks=(archiving.lacks_nothing, checks.is_complete),
            demands=(checks.knows_what_is_not_saved,),
        ),
        Transition(
            "claim",
            _("Take to read"),
            _("It is yours to read."),
            roles={IN_REVIEW: REVIEWERS},
            to_state=None,
            effect=effects.claim,
            checks=(checks.is_a_second_person, checks.is_not_claimed_by_me),
        ),
        Transition(
            "hand_on",
            _("Hand on"),
            _("Handed on."),
            roles={IN_REVIEW: REVIEWERS},
            to_state=None,
            effect=effects.hand_on,
            word=_("A word to whom you hand it on"),
            takes=("to",),
            demands=(checks.names_another_reviewer,),
        ),
        Transition(
            "return",
            _("Return"),
            _("Returned to the officer."),
            roles={IN_REVIEW: REVIEWERS},
            to_state=DRAFT,
            effect=effects.back_to_draft,
            comment=_("Say what is to be done; the officer reads it."),
        ),
        Transition(
            "approve",
            _("Approve"),
            _("Approved: it can be published."),
            roles={IN_REVIEW: REVIEWERS},
            to_state=APPROVED,
            effect=effects.approve,
            takes=("unsaved",),
            checks=(checks.is_a_second_person,),
            demands=(checks.knows_what_is_not_saved,),
        ),
        Transition(
            "publish",
            _("Publish"),
            _("Published."),
            roles={APPROVED: REVIEWERS},
            to_state=PUBLISHED,
            effect=effects.publish,
            takes=PUBLICATION,
            checks=(*FOR_THE_PUBLIC, checks.is_under_no_embargo),
            demands=(checks.says_what_changed,),
        ),
        Transition(
            "schedule",
            _("Publish at an hour"),
            _("The hour is set."),
            roles={APPROVED: REVIEWERS},
            to_state=None,
            effect=effects.schedule,
            takes=("at", "embargo", *PUBLICATION),
            checks=FOR_THE_PUBLIC,
            demands=(checks.names_an_hour_to_come, checks.says_what_changed),
        ),
        Transition(
            "unschedule",
            _("Take the hour back"),
            _("The hour is taken back."),
            roles={APPROVED: REVIEWERS},
            to_state=None,
            effect=effects.take_back_the_hour,
            given=(checks.has_an_hour,),
        ),
        Transition(
            "publish_at_once",
            _("Publish at once"),
            _("Published at once. Another person still has to read it."),
            roles={DRAFT: REVIEWERS, IN_REVIEW: REVIEWERS},
            to_state=PUBLISHED,
            effect=effects.publish_at_once,
            comment=_("Say why it cannot wait for a second person."),
            takes=("unsaved", *PUBLICATION),
            checks=(checks.can_go_out_at_once, checks.was_withdrawn_by_another),
            demands=(checks.knows_what_is_not_saved, checks.says_what_changed),
        ),
        Transition(
            "clear_debt",
            _("Read afterwards"),
            _("Cleared: the text has been read by a second person."),
            roles=dict.fromkeys(ANYWHERE, REVIEWERS),
            to_state=None,
            effect=effects.clear_debt,
            word=_("What you found"),
            given=(checks.has_a_debt,),
            checks=(checks.went_out_unread_by_me,),
        ),
        Transition(
            "reopen",
            _("Reopen"),
            _("Reopened: it is a draft again; what was published stays public."),
            roles={APPROVED: BOTH, PUBLISHED: BOTH},
            to_state=DRAFT,
            effect=effects.back_to_draft,
        ),
        Transition(
            "withdraw",
            _("Withdraw"),
            _("Withdrawn: the public reads the reason."),
            roles=dict.fromkeys(ANYWHERE, REVIEWERS),
            to_state=None,
            effect=effects.withdraw,
            comment=_("Give the reason; the public reads it."),
            takes=("replacement",),
            given=(checks.is_public,),
            demands=(checks.names_a_text_that_is_public,),
        ),
        Transition(
            "undo_withdrawal",
            _("Undo the withdrawal"),
            _("The public reads it again."),
            roles=dict.fromkeys(ANYWHERE, REVIEWERS),
            to_state=None,
            effect=effects.undo_withdrawal,
            comment=_("Say why the text comes back."),
            given=(checks.is_withdrawn,),
            checks=(checks.was_withdrawn_by_another,),
        ),
        Transition(
            "answer",
            _("Answer"),
            _("Answered."),
            roles=dict.fromkeys(ANYWHERE, BOTH),
            to_state=None,
            effect=effects.answer,
            takes=("touched",),
            given=(checks.is_asked_about_a_correction,),
            demands=(checks.says_yes_or_no,),
        ),
        Transition(
            "discard",
            _("Discard"),
            _("Discarded: its meetings are free again."),
            roles={DRAFT: BOTH},
            to_state=DISCARDED,
            effect=effects.discard,
            comment=_("Say why it is not needed."),
            given=(checks.was_never_public,),
        ),
        Transition(
            "take_back",
            _("Take back"),
            _("The draft is back."),
            roles={DISCARDED: BOTH},
            to_state=DRAFT,
            effect=effects.take_back,
        ),
    )
}
