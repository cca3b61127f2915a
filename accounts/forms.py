"""What people fill in about their accounts."""

from django import forms

from accounts.enums import TokenScope


class TokenForm(forms.Form):
    name = forms.CharField(max_length=100, label="What it is for", help_text="So that you know later what to revoke.")
    scope = forms.ChoiceField(choices=TokenScope.choices, label="What it may do")
