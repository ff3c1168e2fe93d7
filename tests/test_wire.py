"""Law 6, round trips through JSON, and the published schemas held to what is written."""

from __future__ import annotations

import json
import typing
from functools import cache
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawtrack.schema
from lawtrack.binding.amend import Amendment
from lawtrack.changes.tabulate import tabulate
from lawtrack.decision.decision import Amended, Decision, Formal, Instruction
from lawtrack.decision.orders import Order
from lawtrack.errors import Finding, InputError, Repair, Severity, Span, Splice
from lawtrack.model.address import Address
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.patch.merging.merge import merge
from lawtrack.patch.patch import Patch
from lawtrack.syntax.references import list_references
from lawtrack.wire import dumps, kebab, loads, to_data
from tests.strategies import patches, statutes, statutes_with_patches, words

spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99), st.integers(0, 9))
addresses = statutes.flatmap(lambda law: st.sampled_from((Address(), *law.addresses)))
repairs = st.builds(Repair, words, st.lists(st.builds(Splice, st.integers(0, 9), st.integers(0, 9), words)).map(tuple))
maybe = st.none() | words
findings = st.builds(
    Finding, st.sampled_from(["a.b", "c.d"]), st.sampled_from(Severity), words, words, words, st.none() | spans, maybe, maybe,
    words, st.none() | repairs,
)  # fmt: skip


def any_of(kind: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Arbitrary values of a class of the decision, field by field."""
    special = {
        Address: addresses,
        Span: spans,
        str: words,
        int: st.integers(-9, 99),
        bool: st.booleans(),
        Level: st.sampled_from(Level),
        type(None): st.none(),
    }
    if kind in special:
        return special[kind]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if args[-1] is Ellipsis:
            return st.lists(any_of(args[0]), max_size=2).map(tuple)
        return st.tuples(*(any_of(a) for a in args))
    if origin is not None:
        return st.one_of(*(any_of(a) for a in args))
    attrs.resolve_types(kind)
    return st.builds(kind, **{f.name: any_of(f.type) for f in attrs.fields(kind)})


orders = st.one_of(*(any_of(cls) for cls in typing.get_args(Order)))
instructions = st.builds(
    Instruction, words, st.integers(0, 9), words, st.lists(orders, max_size=2).map(tuple), st.none() | spans, words
)
amended = st.builds(Amended, words, st.lists(instructions, max_size=2).map(tuple), st.booleans(), st.none() | spans)
decisions = st.builds(
    Decision, words, words, words, words, words, words, st.lists(amended, max_size=2).map(tuple), st.lists(words, max_size=2).map(tuple),
    st.lists(st.builds(Formal, words, words, spans), max_size=2).map(tuple), st.lists(findings, max_size=2).map(tuple), st.booleans(), words,
)  # fmt: skip


def valid(value: typing.Any) -> None:
    """What is written satisfies the published schema."""
    data = json.loads(dumps(value))
    validator(data["type"]).validate(data)


@cache
def validator(name: str) -> typing.Any:
    """What holds values of one kind against their schema, made once."""
    return jsonschema.Draft202012Validator(lawtrack.schema.schema(name))


@given(statutes)
def test_law_6_statutes(law: Statute) -> None:
    assert loads(dumps(law)) == law


@settings(max_examples=200)
@given(statutes_with_patches())
def test_law_6_patches(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    again = loads(dumps(patch))
    assert again == patch
    assert again.apply(base) == patch.apply(base)


@settings(max_examples=100, deadline=None)
@given(decisions)
def test_law_6_decisions(decision: Decision) -> None:
    again = loads(dumps(decision))
    assert again == decision
    assert (again.findings, again.source) == (decision.findings, decision.source)


@given(st.lists(findings).map(tuple))
def test_law_6_findings(some: tuple[Finding, ...]) -> None:
    again = loads(dumps(some))
    assert again == some
    assert all(isinstance(f.severity, Severity) for f in again)


@settings(max_examples=30, deadline=None)
@given(statutes_with_patches(), decisions, st.lists(findings, max_size=2).map(tuple))
def test_written_json_satisfies_the_published_schemas(
    case: tuple[Statute, Patch], decision: Decision, some: tuple[Finding, ...]
) -> None:
    for value in (*case, decision, some):
        valid(value)


def test_what_does_not_take_part_in_equality_is_kept() -> None:
    law = Statute(
        "例", contents=True, findings=(Finding("a.b", Severity.INFO, "甲"),), spans=(None, Span(0, 1, 1), None)
    )
    again = loads(dumps(law))
    assert (again.contents, again.findings, again.spans) == (law.contents, law.findings, law.spans)
    valid(law)


@pytest.mark.parametrize("name", lawtrack.schema.names())
def test_published_schemas_are_up_to_date_and_strict(name: str, tmp_path: Path) -> None:
    published = lawtrack.schema.schema(name)
    assert published == lawtrack.schema.make_schema(name), "run: python -m lawtrack.schema"
    jsonschema.Draft202012Validator.check_schema(published)
    wrong = {"lawtrack": 1, "type": name, "nonsense": 1}
    assert not jsonschema.Draft202012Validator(published).is_valid(wrong)
    with pytest.raises(InputError):
        loads(json.dumps(wrong))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "第 1 行第 2 列"),
        ("[]", "版本号"),
        ('{"type": "patch"}', "版本号"),
        ('{"lawtrack": 99, "type": "patch"}', "升级"),
        ('{"lawtrack": 1, "type": "nothing"}', "statute"),
        ('{"lawtrack": 1, "type": "statute", "children": [{"level": "article", "label": 5}]}', "$.children[0].label"),
        ('{"lawtrack": 1, "type": "statute", "children": [{"level": "storey"}]}', "$.children[0]"),
        ('{"lawtrack": 1, "type": "statute", "children": [5]}', "$.children[0]"),
        ('{"lawtrack": 1, "type": "patch", "size": 1, "ops": [{"op": "relabel", "line": 0, "before": "", "after": "", "cause": 3}]}', "$.ops[0].cause"),
        ('{"lawtrack": 1, "type": "patch", "size": "many"}', "$.size"),
        ('{"lawtrack": 1, "type": "findings", "findings": [{"code": "a", "severity": "awful", "message": ""}]}', "$[0].severity"),
        ('{"lawtrack": 1, "type": "findings"}', "“findings”"),
        ('{"lawtrack": 1, "type": "statute", "spans": [[1, 2]]}', "$.spans[0]：应为 [起, 止, 行]"),
        ('{"lawtrack": 1, "type": "statute", "spans": [[1, 2, true]]}', "$.spans[0]：应为 [起, 止, 行]"),
        ('{"lawtrack": 1, "type": "amendment", "patch": []}', "$.patch：应为对象"),
        ('{"lawtrack": 1, "type": "patch", "causes": {}}', "“causes”应为对象的列表"),
        ('{"lawtrack": 1, "type": "patch", "causes": [1]}', "“causes”应为对象的列表"),
        ('{"lawtrack": 1, "type": "decision", "amended": [{"title": "例", "instructions": [{"label": "一", "index": 0, "text": "", "orders": [{"order": "insert", "level": "storey", "to": [], "payload": {}}]}]}]}', "orders[0].level：没有“storey”这一层级"),
        (b'\xff{"lawtrack": 1}', "UTF-8"),
        ("[" * 100_000, "嵌套不得过深"),
        ('{"lawtrack": ' + "1" * 5000 + "}", "长得不可能的数字"),
        ('{"lawtrack": 1, "type": "statute", "children": [{"level": "article", "label": "第一条\\ud83d"}]}', "不成对的代理字符"),
        ('{"lawtrack": 1, "type": "statute", "\\uDE00": 1}', "不成对的代理字符"),
        ('{"lawtrack": 1, "type": "statute", "title": "\ud83d"}', "不成对的代理字符"),
    ],
    ids=lambda x: "" if isinstance(x, bytes) or len(x) > 40 else None,
)  # fmt: skip
def test_faults_are_named_with_their_place(text: str | bytes, says: str) -> None:
    with pytest.raises(InputError) as caught:
        loads(text)
    assert says in str(caught.value)


def test_a_pair_of_codes_is_one_character() -> None:
    for text in (
        '{"lawtrack": 1, "type": "statute", "title": "\\ud83d\\ude00"}',
        b'{"lawtrack": 1, "type": "statute", "title": "\\ud83d\\ude00"}',
    ):
        assert loads(text).title == "\U0001f600"


def test_what_is_read_must_be_of_the_kind_that_is_asked_for() -> None:
    text = dumps(Statute("例"))
    assert loads(text, Statute).title == "例"
    with pytest.raises(InputError, match="需要 Patch"):
        loads(text, Patch)


def test_other_values_are_refused() -> None:
    with pytest.raises(InputError):
        dumps(5)


def test_causes_stand_once() -> None:
    from lawtrack.patch.ops import Cause, Relabel

    cause = Cause("一", 0, "甲" * 50)
    patch = Patch(tuple(Relabel(i, "a", "b", cause=cause) for i in range(9)), size=9)
    assert dumps(patch).count("甲" * 50) == 1
    assert loads(dumps(patch)) == patch
    assert len(to_data(patch)["causes"]) == 1


def test_class_names_in_json() -> None:
    assert [kebab(n) for n in ("EditText", "Insert", "ReplaceAll")] == ["edit-text", "insert", "replace-all"]
    assert build((Unit(Level.TITLE), Unit(Level.STAGE), Unit(Level.NOTE))) == Statute()


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches(), st.lists(findings, max_size=2).map(tuple), decisions)
def test_law_6_results(case: tuple[Statute, Patch], some: tuple[Finding, ...], decision: Decision) -> None:
    base, patch = case
    amendment = Amendment(base, decision, patch, patch.apply(base), some)
    for value in (amendment, tabulate(base, patch), list_references(base)):
        assert loads(dumps(value)) == value
        valid(value)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_law_6_merges(data: st.DataObject) -> None:
    base = data.draw(statutes)
    merged = merge(data.draw(patches(base)), data.draw(patches(base)), base)
    assert loads(dumps(merged)) == merged
    valid(merged)


def test_law_6_verification_rewound_gazette() -> None:
    gazette = lawtrack.read_gazette(Path(__file__).resolve().parent.parent / "seeds" / "gazette-2023-6.txt")
    one = lawtrack.review_gazette(gazette)[0]
    for value in (gazette, one.rewound, one.verification, one.amendment):
        again = loads(dumps(value))
        assert again == value
        assert again.findings == value.findings
        valid(value)
