"""Changes of two people to one form are joined by field; what both changed is asked."""

from django import forms
from django.forms import formset_factory
from django.http import QueryDict

from lib.three_way import merge, settled


class Row(forms.Form):
    actor = forms.CharField()
    role = forms.ChoiceField(choices=[("speaker", "speaker"), ("subject", "about")], initial="subject")


Rows = formset_factory(Row, extra=2)


class Page(forms.Form):
    title = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "a fact"), ("b", "a threat")])
    urgent = forms.BooleanField(required=False)

    def __init__(self, title="Old title", kind="a", urgent="", people=(), data=None):
        super().__init__(data, initial={"title": title, "kind": kind, "urgent": urgent})
        rows = [{"actor": actor, "role": role} for actor, role in people]
        self.people = Rows(data, initial=rows, prefix="people")


def words(differences):
    return {what: [(piece.op, piece.text) for piece in pieces if piece.op != "same"] for what, pieces in differences}


def rows_of(found):
    read = Page(data=found.sent).people
    assert read.is_valid(), read.errors
    return [(row["actor"], row["role"]) for row in read.cleaned_data if row]


def test_what_only_one_changed_is_taken_from_that_one():
    found = merge(Page(), Page(title="New title"), Page(kind="b"))
    assert (found.sent["title"], found.sent["kind"]) == ("New title", "b")
    assert words(found.by_them) == {"title": [("del", "Old"), ("ins", "New")]}
    assert words(found.by_me) == {"kind": [("del", "fact"), ("ins", "threat")]}
    assert (found.both, found.joined, found.says_the_same) == ([], [], False)


def test_what_both_changed_alike_is_no_matter():
    found = merge(Page(), Page(title="New title", urgent="on"), Page(title="New title", urgent="on"))
    assert (found.sent["title"], found.sent["urgent"]) == ("New title", "on")
    assert found.says_the_same
    assert (found.by_them, found.by_me, found.both) == ([], [], [])


def test_what_both_changed_keeps_mine_in_the_field_and_theirs_beside_it():
    (both,) = merge(Page(), Page(title="Their title"), Page(title="My title")).both
    assert (both.name, both.theirs, both.mine, both.their_value) == (
        "title",
        "Their title",
        "My title",
        "Their title",
    )
    assert [piece.text for piece in both.their_pieces if piece.op == "ins"] == ["Their"]
    assert [piece.text for piece in both.my_pieces if piece.op == "ins"] == ["My"]


def test_without_a_base_whatever_differs_is_asked():
    found = merge(None, Page(title="Theirs", kind="b"), Page(title="Mine", kind="b"))
    assert [one.name for one in found.both] == ["title"]


def test_line_breaks_of_browsers_are_no_change():
    found = merge(Page(title="One\nTwo"), Page(title="One\nTwo"), Page(title="One\r\nTwo "))
    assert found.says_the_same


def test_rows_that_either_added_are_there_and_rows_that_either_took_away_are_not():
    base = [("Ann", "speaker"), ("Bob", "subject"), ("Cid", "subject")]
    theirs = [("Bob", "subject"), ("Cid", "subject"), ("Dan", "subject")]  # without Ann, with Dan
    mine = [("Ann", "speaker"), ("Bob", "subject"), ("Eve", "speaker")]  # without Cid, with Eve
    found = merge(Page(people=base), Page(people=theirs), Page(people=mine))
    assert rows_of(found) == [("Bob", "subject"), ("Dan", "subject"), ("Eve", "speaker")]
    assert list(words(found.joined)) == ["people"]


def test_rows_that_one_changed_are_that_ones():
    base, changed = [("Ann", "speaker")], [("Ann", "subject"), ("Bob", "subject")]
    assert rows_of(merge(Page(people=base), Page(people=changed), Page(people=base))) == changed
    mine = merge(Page(people=base), Page(people=base), Page(people=changed))
    assert (rows_of(mine), list(words(mine.by_me)), mine.by_them) == (changed, ["people"], [])


def test_a_choice_is_what_is_saved_and_without_one_the_field_stays_open():
    sent = "title=Mine&kind=b&conflict=title&conflict=kind&theirs-title=Theirs&theirs-kind=a&choose-title={}"
    taken, still_open = settled(QueryDict(sent.format("theirs")))
    assert (taken["title"], taken["kind"], still_open) == ("Theirs", "b", ["kind"])
    taken, still_open = settled(QueryDict(sent.format("mine")))
    assert (taken["title"], still_open) == ("Mine", ["kind"])
    taken, still_open = settled(QueryDict(sent.format("both, please")))
    assert still_open == ["title", "kind"]
