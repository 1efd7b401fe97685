from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from asylum_packet import __version__
from asylum_packet.case.model import Case, LeftOut, Tab, TextFile
from asylum_packet.errors import OutputError
from asylum_packet.facts import BlankFact, Facts, FileFact, Inside, Seen
from asylum_packet.findings import Finding, Severity, Source
from asylum_packet.packet.cut import UploadFile
from asylum_packet.packet.layout import plan
from asylum_packet.packet.manifest import PacketFile, manifest, source_hashes, write_manifest
from asylum_packet.packet.slots import slots_for, titles
from asylum_packet.pages import PageRange
from asylum_packet.sequence import Cite, Packet, PartKind
from asylum_packet.values import replace
from tests.packet.test_slots import FORM, case, document

POLICE = document("police-report", PartKind.TRANSLATION, PartKind.ORIGINAL, language="es")
LETTER = "exhibits/police-report original.pdf"
DECLARATION = document("declaration", generated=True)


def whole_case(folder: Path) -> Case:
    tabs = (
        Tab(label="A", title="Declaration", documents=(DECLARATION,)),
        Tab(label="B", title="Police", documents=(POLICE,)),
    )
    return replace(
        case(*tabs, english="no", applications=FORM),
        folder=folder,
        declaration=TextFile(file="declaration.md", text="1. I"),
        left_out=(LeftOut(path="exhibits/notes.txt", reason="a private note"),),
    )


def planned(one: Case) -> Packet:
    slots = slots_for(one, official=True, forms=1)
    return plan(slots, {slot.key: 2 for slot in slots}, submissions=titles(one))


def made(one: Case, *, inside: tuple[Inside, ...] = (), **more: object) -> dict[str, object]:
    packet = planned(one)
    seen = FileFact(
        path="exhibits/a.pdf",
        kind="pdf",
        count=1,
        size_bytes=9,
        sha256="f" * 64,
        removed=("scripts",),
        seen=Seen(carried=("Arial",)),
    )
    facts = Facts(
        blank=BlankFact(edition="01/20/25", sha256="b" * 64),
        marks={"declaration": {"¶1": 13}},
        files={
            seen.path: seen,
            "exhibits/b.pdf": replace(seen, path="exhibits/b.pdf", removed=(), seen=Seen()),
            LETTER: replace(seen, path=LETTER, removed=(), seen=Seen(), inside=inside),
        },
        cites=(
            Cite(
                file="brief/facts.md",
                line=3,
                id="police-report",
                page=None,
                packet_page=17,
                text="Tab B at 17",
            ),
        ),
    )
    finding = Finding(
        code="X-1", severity=Severity.WARNING, message="m", source=Source(file="case.yaml", line=2), fix="f"
    )
    upload = UploadFile(
        submission="exhibits",
        part=0,
        path=Path("/anywhere/out/efile/Reyes_Exhibits.pdf"),
        pages=PageRange(7, 26),
        sha256="e" * 64,
        size_bytes=1234,
    )
    given: dict[str, object] = {
        "file": PacketFile(name="packet.pdf", sha256="a" * 64, draft=False),
        "uploads": [upload],
        "hashes": {"exhibits/police-report original.pdf": "c" * 64, "declaration.md": "d" * 64},
        "inputs": {"case.yaml": "1" * 64, "exhibits/notes.txt": None},
        "word": {"Reyes_Brief.docx": "f" * 64},
    }
    return manifest(one, packet, facts, [finding], **(given | more))  # type: ignore[arg-type, return-value]


def test_the_manifest_has_the_documented_shape(tmp_path):
    told = made(whole_case(tmp_path))
    assert told == {
        "version": __version__,
        "packet": {"file": "packet.pdf", "sha256": "a" * 64, "pages": 26, "draft": False},
        "filing": {"date": None},
        "submissions": [
            {"name": "application", "first_page": 1, "last_page": 6, "files": []},
            {
                "name": "exhibits",
                "first_page": 7,
                "last_page": 26,
                "files": [
                    {
                        "file": "efile/Reyes_Exhibits.pdf",
                        "sha256": "e" * 64,
                        "size_bytes": 1234,
                        "part": 0,
                        "first_page": 7,
                        "last_page": 26,
                    }
                ],
            },
        ],
        "documents": [
            {
                "id": "declaration",
                "tab": "A",
                "title": "Declaration",
                "first_page": 13,
                "last_page": 16,
                "parts": [
                    {
                        "kind": "original",
                        "first_page": 13,
                        "last_page": 14,
                        "sources": [{"path": "declaration.md", "sha256": "d" * 64}],
                    },
                    {"kind": "certificate", "first_page": 15, "last_page": 16, "sources": []},
                ],
                "marks": [{"name": "¶1", "page": 13}],
            },
            {
                "id": "police-report",
                "tab": "B",
                "title": "Police-Report",
                "first_page": 19,
                "last_page": 24,
                "parts": [
                    {
                        "kind": "translation",
                        "first_page": 19,
                        "last_page": 20,
                        "sources": [{"path": "exhibits/police-report translation.pdf", "sha256": None}],
                    },
                    {"kind": "certificate", "first_page": 21, "last_page": 22, "sources": []},
                    {
                        "kind": "original",
                        "first_page": 23,
                        "last_page": 24,
                        "sources": [{"path": "exhibits/police-report original.pdf", "sha256": "c" * 64}],
                    },
                ],
                "marks": [],
            },
        ],
        "cites": [
            {
                "file": "brief/facts.md",
                "line": 3,
                "id": "police-report",
                "page": None,
                "packet_page": 17,
                "text": "Tab B at 17",
            }
        ],
        "left_out": [{"path": "exhibits/notes.txt", "reason": "a private note"}],
        "removed": [{"path": "exhibits/a.pdf", "what": ["scripts"]}],
        "fonts": [{"path": "exhibits/a.pdf", "standard": ["Arial"], "named_only": []}],
        "findings": [
            {
                "code": "X-1",
                "severity": "warning",
                "message": "m",
                "source": {"file": "case.yaml", "line": 2, "column": 0, "field": ""},
                "fix": "f",
                "authority": "",
            }
        ],
        "form": {"edition": "01/20/25", "official": True, "blank_sha256": "b" * 64, "verified": True},
        "earlier": [],
        "inputs": [
            {"path": "case.yaml", "sha256": "1" * 64},
            {"path": "exhibits/notes.txt", "sha256": None},
        ],
        "word": [{"file": "Reyes_Brief.docx", "sha256": "f" * 64}],
    }


def test_every_key_is_told_in_the_docs(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "manifest.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_0-9]+)`", page)) | set(re.findall(r'"([a-z_0-9]+)":', page))

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for item in value.values() for key in keys(item)}
        return {key for item in value for key in keys(item)} if isinstance(value, list) else set()

    assert keys(made(whole_case(tmp_path))) - told == set()
    example = json.loads(re.search(r"```json\n(.+?)```", page, re.DOTALL)[1])  # type: ignore[index]
    assert keys(example) <= keys(made(whole_case(tmp_path)))
    assert list(example) == list(made(whole_case(tmp_path)))


def test_answer_sheets_are_no_official_form_and_without_an_application_there_is_none(tmp_path):
    one = whole_case(tmp_path)
    facts = Facts()
    given = {
        "file": PacketFile(name="p", sha256="", draft=True),
        "uploads": (),
        "hashes": {},
        "inputs": {},
        "word": {},
    }
    sheet = manifest(one, planned(one), facts, (), **given)  # type: ignore[arg-type]
    assert sheet["form"] == {"edition": None, "official": False, "blank_sha256": None, "verified": None}
    bare = replace(one, applications=())
    assert manifest(bare, planned(bare), facts, (), **given)["form"] is None  # type: ignore[arg-type]


def test_sources_are_hashed_as_they_were_seen(tmp_path):
    (tmp_path / "declaration.md").write_bytes(b"1. I\r\n")
    seen = FileFact(path="exhibits/a.pdf", kind="pdf", count=1, size_bytes=9, sha256="f" * 64)
    hashes = source_hashes(whole_case(tmp_path), Facts(files={"exhibits/a.pdf": seen}))
    assert hashes == {
        "exhibits/a.pdf": "f" * 64,
        "declaration.md": hashlib.sha256(b"1. I\r\n").hexdigest(),
    }


def test_it_is_written_the_same_way_every_time_and_replaced_as_a_whole(tmp_path):
    told = made(whole_case(tmp_path))
    write_manifest(told, tmp_path / "out" / "manifest.json")  # type: ignore[arg-type]
    first = (tmp_path / "out" / "manifest.json").read_bytes()
    assert json.loads(first) == told
    assert first.endswith(b"}\n")
    assert str(tmp_path).encode() not in first
    write_manifest(told, tmp_path / "out" / "manifest.json")  # type: ignore[arg-type]
    assert (tmp_path / "out" / "manifest.json").read_bytes() == first
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["manifest.json"]


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match=r"manifest\.json cannot be written: out is a file"):
        write_manifest({}, tmp_path / "out" / "manifest.json")


def test_it_says_where_the_files_are_printed_that_came_with_another(tmp_path):
    came = (("a.jpg", "jpeg", 2, 1), ("b.mp4", "video", 1, 0), ("c.pdf", "pdf", 0, 0))
    inside = tuple(Inside(name=name, kind=kind, page=page, count=count) for name, kind, page, count in came)
    told = made(whole_case(tmp_path), inside=inside)
    part = told["documents"][1]["parts"][2]
    assert (part["first_page"], part["last_page"]) == (23, 24)
    assert [tuple(one.values()) for one in part["inside"]] == [
        ("a.jpg", "jpeg", True, 24, 24),
        ("b.mp4", "video", False, 23, 23),
        ("c.pdf", "pdf", False, None, None),
    ]
