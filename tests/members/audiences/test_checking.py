"""What is typed as a rule: either a rule comes of it, or one sentence."""

import json

import pytest

from hub.members.audiences.checking import RuleRefused, parse
from hub.members.audiences.rules import restored, stored

GOOD = {"field": "alumni", "is": "yes"}


def nested(levels: int) -> dict:
    rule = GOOD
    for _level in range(levels):
        rule = {"not": rule}
    return rule


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("{", "This is not JSON: look at line 1."),
        ("[" * 50_000, "This rule nests deeper than 8 levels. Take it apart."),
        ('{"not":' * 5_000 + "1" + "}" * 5_000, "This rule nests deeper than 8 levels."),
        (nested(9), "This rule nests deeper than 8 levels. Take it apart."),
        ("x" * 100_001, "This rule is too long."),
        ({"all": [GOOD] * 101}, "This rule has more than 100 conditions."),
        ({"all": []}, "An empty group says nothing"),
        ({"any": {}}, "This is not a rule: look at"),
        ([], "This is not a rule"),
        (7, "This is not a rule"),
        (None, "This is not a rule"),
        ({}, "This is not a rule: look at “field”"),
        ({"all": [GOOD], "any": [GOOD]}, "This is not a rule"),
        ({"field": "salary", "is": "in", "values": ["x"]}, "Nothing about members is called"),
        ({"field": "alumni", "is": "maybe"}, "Alumni cannot be asked about like this."),
        ({"field": "alumni", "is": "yes", "values": ["x"]}, "Alumni cannot be asked about"),
        ({"field": "country", "is": "in", "values": []}, "Country: choose at least one."),
        ({"field": "country", "is": "in", "values": [3]}, "Country cannot be asked about"),
        ({"field": "country", "is": "in", "values": ["x" * 201]}, "This is not a rule"),
        ({"field": "country", "is": "in", "values": ["B"] * 501}, "at most 500 values"),
        ({"field": "tier", "is": "in", "values": ["Gold"]}, "Tier cannot be asked about"),
        ({"field": "tier", "is": "in", "values": [True]}, "This is not a rule"),
        ({"field": "lifetime", "is": "at_least", "values": []}, "type a number from 0 to"),
        ({"field": "lifetime", "is": "at_least", "values": [-1]}, "type a number from 0 to"),
        ({"field": "lifetime", "is": "at_least", "values": [10**30]}, "type a number from 0"),
        ({"field": "seen", "is": "in_last", "values": [10**9]}, "type a number from 0 to 36500"),
        ({"field": "joined", "is": "after", "values": ["yesterday"]}, "type a date like"),
        ({"field": "joined", "is": "after", "values": ["9999-12-31"]}, "type a date like"),
        ({"field": "audience", "is": "known"}, "Audience cannot be asked about"),
        ({"field": "audience", "is": "in", "values": ["1"]}, "Audience cannot be asked about"),
    ],
)
def test_what_is_no_rule_gets_one_sentence(reader, rule, sentence):
    with pytest.raises(RuleRefused) as refusal:
        parse(rule if isinstance(rule, str) else json.dumps(rule))
    assert sentence in str(refusal.value)


def test_a_rule_is_kept_as_it_was(reader):
    rule = parse(json.dumps({"all": [GOOD, {"any": [{"not": GOOD}, nested(4)]}]}))
    assert restored(stored(rule)) == rule
