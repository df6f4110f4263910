"""What the desk's front page needs beyond the stock admin."""

from django import template

from meetings.admin import board as boards
from meetings.admin.catalogue import grouped
from meetings.admin.inbox import unread_count
from meetings.admin.speakers import to_confirm
from meetings.admin.work import my_work as work_of
from meetings.newsroom.importing import proposals
from meetings.newsroom.permissions import speaker_acts as acts_of

register = template.Library()


@register.simple_tag(takes_context=True)
def my_work(context):
    return work_of(context["request"].user)


@register.simple_tag(takes_context=True)
def board(context):
    """The coverage board, as asked for by the address; see `admin.board.context`."""
    return boards.context(context["request"], context.get("refusal"))


@register.simple_tag(takes_context=True)
def catalogue(context):
    """What the user may open at the desk, by group: pairs of a title and the admin's models."""
    return grouped(context["app_list"])


@register.simple_tag(takes_context=True)
def unread(context):
    """How many notices the user has not read, in one query; "" for none."""
    return unread_count(context["request"].user)


@register.simple_tag(takes_context=True)
def speakers_to_confirm(context):
    """How many speakers wait for a person who may confirm them, in one query; "" for none."""
    return to_confirm(context["request"].user)


@register.simple_tag(takes_context=True)
def speaker_acts(context):
    """What the user may decide about speakers."""
    return acts_of(context["request"].user)


@register.simple_tag
def changed_texts(summary):
    """What came in since as another text of a summary's release, and waits for a decision. One query."""
    return proposals.waiting(summary)
