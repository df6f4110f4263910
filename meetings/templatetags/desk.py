"""What the desk's front page needs beyond the stock admin."""

from django import template

from meetings.admin.work import my_work as work_of

register = template.Library()


@register.simple_tag(takes_context=True)
def my_work(context):
    return work_of(context["request"].user)
