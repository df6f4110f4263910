"""What the public fills in to follow a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Subscription


class FollowForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
    )
    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Subscription.Frequency.choices,
        initial=Subscription.Frequency.DAILY,
        widget=forms.RadioSelect,
    )
    website = forms.CharField(required=False)  # hidden from people: who fills it in is a program

    @property
    def is_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(
        label=_("How often"), choices=Subscription.Frequency.choices, widget=forms.RadioSelect
    )
