"""What a person says along with an act, as a small form beside its button."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.document import press_symbol
from meetings.models import Publication, Summary
from meetings.newsroom import buffers
from meetings.newsroom.accounts import name_of
from meetings.newsroom.permissions import REVIEWER, members
from meetings.newsroom.workflow import Transition, Words, changes_for

WHAT_COMES = _("One part a line. Left empty: the text is whole.")


class Person(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return name_of(user)


class ReplacementField(forms.CharField):
    """A text that is public, by its press symbol or its address."""

    def clean(self, value) -> Publication | None:
        value = super().clean(value).strip().rstrip("/")
        if not value:
            return None
        symbol = press_symbol(value.rsplit("/", 1)[-1].upper()) or press_symbol(value.upper())
        key = symbol.key if symbol else value.rsplit("/", 1)[-1]
        found = Publication.objects.current().filter(key=key).select_related("summary").first()
        if found is None:
            raise forms.ValidationError(_("No public text has this symbol or address."))
        return found


class WordsForm(forms.Form):
    """The fields that one transition takes; `words()` is what was said."""

    comment = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))
    at = forms.SplitDateTimeField(
        label=_("Day and hour"),
        help_text=_("Geneva’s time"),
        required=False,
        widget=forms.SplitDateTimeWidget(date_attrs={"type": "date"}, time_attrs={"type": "time"}),
    )
    embargo = forms.BooleanField(label=_("Under embargo: nobody publishes it before"), required=False)
    change = forms.ChoiceField(label=_("This version is"), widget=forms.RadioSelect, required=False)
    notice = forms.CharField(
        label=_("Note for the public"),
        help_text=_("What was corrected or added. A minor change needs none."),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    to_come = forms.CharField(
        label=_("Still to come"), help_text=WHAT_COMES, required=False, widget=forms.Textarea({"rows": 3})
    )
    to = Person(User.objects.none(), label=_("Reviewer"), required=False)
    replacement = ReplacementField(
        label=_("Replaced by"), help_text=_("Symbol or address of the text, if there is one"), required=False
    )
    touched = forms.TypedChoiceField(
        label=_("Does it touch this text?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )

    unsaved = forms.BooleanField(label=_("Go on without these words"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        step: Transition,
        summary: Summary,
        user: User,
        unsaved: list[str] | None = None,
    ) -> None:
        """`unsaved`: who has words that are not saved, where that was read already."""
        super().__init__(data, prefix=step.name)
        taken = {"comment"} if step.comment or step.word else set()
        changes = changes_for(summary) if "change" in step.takes else ()
        taken |= set(step.takes) - (set() if changes else {"change", "notice"})
        if changes and Publication.Change.TAKE not in changes:
            taken.discard("to_come")
        self.left_out: list[str] = []
        if "unsaved" in taken:
            self.left_out = buffers.of_others(buffers.unsaved(summary), user) if unsaved is None else unsaved
            taken -= set() if self.left_out else {"unsaved"}
        for name in set(self.fields) - taken:
            del self.fields[name]
        if "to" in self.fields:
            self.order_fields(["to"])
        if "comment" in self.fields:
            self.fields["comment"].label = step.comment or step.word
        if "change" in self.fields:
            self.fields["change"].choices = [(change.value, change.label) for change in changes]
        if "to_come" in self.fields and changes:
            # What is still to come stays so until a person takes it out: a correction makes no part whole.
            self.fields["to_come"].initial = Publication.objects.get(summary=summary, is_current=True).to_come
        if "to" in self.fields:
            others = members(summary.language, REVIEWER).exclude(pk__in=[user.pk, summary.submitted_by_id])
            self.fields["to"].queryset = others.order_by("first_name", "username")

    def words(self) -> Words:
        """Raises ValueError where what was posted could not be read."""
        if not self.is_valid():
            raise ValueError("The form has errors.")
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Words(**{name: value.strip() if isinstance(value, str) else value for name, value in said.items()})
