"""The table of rules: complete, and each rule reads its own example and leaves its counter-example alone."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

import claims.suggest
from claims.suggest.rules import RULES

ENGINE = Path(claims.suggest.__file__).parent


def _is_score(node):
    """What follows a rule's name wherever a statement is made: a number, or what gives one."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return "score" in ast.unparse(node).split("(")[0]


def _strings(node):
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _given_in(tree):
    """The names that the code gives statements: `rule=…`, a name followed by its score, a table called RULE…"""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.keyword)
            and node.arg == "rule"
            and not isinstance(node.value, ast.Name | ast.Attribute)
        ):
            yield from _strings(node.value)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                name = ast.unparse(target)
                if name == "rule":
                    value = node.value
                    parts = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
                    for part in parts:
                        yield from _strings(part)
                elif "RULE" in name and isinstance(node.value, ast.Dict):
                    for value in node.value.values:
                        yield from _strings(value)
        items = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        for name, score in pairwise(items):
            if isinstance(name, ast.Constant) and isinstance(name.value, str) and name.value and _is_score(score):
                yield name.value


def given():
    """Where the engine gives each name."""
    found = {}
    for file in sorted(ENGINE.rglob("*.py")):
        if file.name not in {"rules.py", "inflection.py"} and "dates" not in file.relative_to(ENGINE).parts:
            for name in _given_in(ast.parse(file.read_text())):
                if name:  # a default that no rule has
                    found.setdefault(name, str(file.relative_to(ENGINE)))
    return found


def test_every_rule_that_the_engine_gives_has_an_entry():
    missing = {name: file for name, file in given().items() if name not in RULES}
    assert not missing, "\n".join(
        f"{file} gives {name!r}: add it to claims/suggest/rules.py" for name, file in missing.items()
    )


def test_every_entry_is_a_rule_that_the_engine_gives():
    gone = set(RULES) - set(given())
    assert not gone, f"no module of claims.suggest gives {sorted(gone)}: take it out of claims/suggest/rules.py"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_its_example(engine, name):
    example = RULES[name].example
    found = [one.rule for one in engine.statements(example)]
    assert name in found, f"{name} reads nothing in its example, where {found} were read: {example}"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_leaves_alone_what_it_should(engine, name):
    assert engine.statements(RULES[name].leaves, name) == []


def test_whatever_is_read_anywhere_in_the_examples_has_an_entry(engine):
    texts = [text for rule in RULES.values() for text in (rule.example, rule.leaves)]
    assert {one.rule for text in texts for one in engine.statements(text)} <= set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_what_a_rule_reads_is_one_short_sentence(name):
    reads = RULES[name].reads
    assert 10 < len(reads) < 120
    assert not reads.endswith(".")
