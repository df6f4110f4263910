"""What the desk's front page needs beyond the stock admin."""

from django import template

from meetings.admin.inbox import unread_count
from meetings.admin.work import my_work as work_of

register = template.Library()


@register.simple_tag(takes_context=True)
def my_work(context):
    return work_of(context["request"].user)


@register.simple_tag(takes_context=True)
def unread(context):
    """How many notices the user has not read, in one query; "" for none."""
    return unread_count(context["request"].user)
