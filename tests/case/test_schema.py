"""The schemas that editors complete and check with."""

import json
from pathlib import Path

import pytest
import yaml

from asylum_packet.case.answers import Answers
from asylum_packet.case.scaffold import new_case
from asylum_packet.case.schema import schemas
from asylum_packet.case.shapes import paths_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "reyes"


def complaints(value, schema, at=""):
    """Say what an editor would underline; only as much of JSON Schema as ours use."""
    if "anyOf" in schema:
        told = [complaints(value, option, at) for option in schema["anyOf"]]
        return [] if any(not found for found in told) else told[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r}"]
    names = {str: "string", bool: "boolean", int: "number", float: "number", dict: "object", list: "array"}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if names.get(type(value), "null") not in kinds:
        return [f"{at}: {type(value)}"]
    found = []
    if isinstance(value, dict):
        found += [f"{at}.{key}: missing" for key in schema.get("required", []) if key not in value]
        for key, inner in value.items():
            below = schema.get("properties", {}).get(key, schema["additionalProperties"])
            found += [f"{at}.{key}: unknown"] if below is False else complaints(inner, below, f"{at}.{key}")
    if isinstance(value, list):
        for index, inner in enumerate(value):
            found += complaints(inner, schema["items"], f"{at}[{index}]")
    return found


def guessed(text):
    """Read YAML with its guesses, as editors do; days stay text."""
    loader = type(
        "Loader",
        (yaml.SafeLoader,),
        {"yaml_implicit_resolvers": dict(yaml.SafeLoader.yaml_implicit_resolvers)},
    )
    for first, rules in loader.yaml_implicit_resolvers.items():
        loader.yaml_implicit_resolvers[first] = [rule for rule in rules if not rule[0].endswith("timestamp")]
    return yaml.load(text, Loader=loader)


@pytest.mark.parametrize("name", ["case.yaml", "i589.yaml", "exhibits.yaml"])
def test_a_new_folder_has_nothing_underlined(tmp_path, name):
    new_case(tmp_path / "reyes")
    value = guessed((tmp_path / "reyes" / name).read_text(encoding="utf-8"))
    assert complaints(value, schemas()[name]) == []


@pytest.mark.parametrize("name", ["case.yaml", "i589.yaml", "exhibits.yaml"])
def test_the_example_has_nothing_underlined(name):
    assert complaints(guessed((EXAMPLE / name).read_text(encoding="utf-8")), schemas()[name]) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("case.yaml", "court: {city: x, state: MD}\nrespondents: []\njugde: x", [".jugde: unknown"]),
        ("case.yaml", "court: {city: x}\nrespondents: []", [".court.state: missing"]),
        (
            "case.yaml",
            "court: {city: x, state: y}\nrespondents: []\nhearing: {kind: x}",
            [".hearing.kind: 'x'"],
        ),
        ("i589.yaml", "applicant: {dob2: x}", [".applicant.dob2: unknown"]),
        ("i589.yaml", "applicant: {dob: [x]}", [".applicant.dob: <class 'list'>"]),
        ("i589.yaml", "children: {total: 1}", [".children: <class 'dict'>"]),
        ("exhibits.yaml", "a.pdf: {titel: x}", [".a.pdf.titel: unknown"]),
        ("exhibits.yaml", "- title: x", ["[0].file: missing"]),
    ],
)
def test_a_mistake_is_underlined(name, text, expected):
    assert complaints(guessed(text), schemas()[name]) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("i589.yaml", "children: none\nclaim: {past_harm: {answer: yes, explanation: {file: claim/x.md}}}"),
        ("i589.yaml", "applicant: {residence: {zip: 02134}}\nentries:"),
        ("exhibits.yaml", "- {file: a.pdf, pages: 3}"),
    ],
)
def test_what_reads_is_not_underlined(name, text):
    assert complaints(guessed(text), schemas()[name]) == []


def test_every_question_is_described():
    def described(schema, key=""):
        for name, below in schema.get("properties", {}).items():
            path = f"{key}.{name}" if key else name
            yield path, below.get("description")
            for option in (below, *below.get("anyOf", ())):
                yield from described(option, path)
                yield from described(option.get("items", {}), f"{path}[]")

    found = dict(described(schemas()["i589.yaml"]))
    assert found["children[].dob"] == "Part A.II, item 8: date of birth"
    assert set(paths_of(Answers)) <= set(found)


def test_they_are_plain_json_with_their_draft_and_title():
    for name, schema in schemas().items():
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert schema["title"].startswith(name)
        assert json.loads(json.dumps(schema)) == schema
