"""The story of a build, told once: read, lay out, judge, assemble, prove, cut, record, publish.

    case = read_case(folder)             CaseFileError with every finding
    laid = lay_out(case)                 every page made and numbered; nothing written but the cache
    findings = judge(case, laid)         the rules; an error keeps the packet a DRAFT
    built = build(case, out)             assembled beside the old output, proven, then renamed over it

The module is not called `build`: the public function of that name would shadow it.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

from asylum_packet import checks
from asylum_packet.built import Built
from asylum_packet.case.gone import gone
from asylum_packet.case.model import Case
from asylum_packet.case.names import us_date
from asylum_packet.errors import CaseFileError, ExhibitError, OutputError, TemplateError
from asylum_packet.findings import Finding, Severity, has_errors, in_order
from asylum_packet.intake.errands import Errands
from asylum_packet.laying import Laid, lay_out
from asylum_packet.options import CACHE, Options
from asylum_packet.packet.assemble import assemble
from asylum_packet.packet.comparing import inputs_of, read_manifest
from asylum_packet.packet.cut import UploadFile
from asylum_packet.packet.evidence import Beginning
from asylum_packet.packet.excerpt import ONLY, excerpt
from asylum_packet.packet.finishing import prove_all, write_pages
from asylum_packet.packet.inputs import inputs
from asylum_packet.packet.manifest import PacketFile, manifest, source_hashes, write_manifest
from asylum_packet.packet.openings import Openings
from asylum_packet.packet.outputs import Change, clear_leftovers, new_folder, publish, replacing
from asylum_packet.packet.turns import quick_turns
from asylum_packet.papers.faults import CODE as UNPRINTABLE
from asylum_packet.papers.templating import BUILT_IN
from asylum_packet.progress import Progress, silent
from asylum_packet.proofreading import statement_pages
from asylum_packet.report.review_writing import first_pages, write_review
from asylum_packet.report.tables import counted
from asylum_packet.sequence import Packet
from asylum_packet.sheets import Sheets
from asylum_packet.signatures import Signatures, keep, write_to_sign
from asylum_packet.sources import to_ourselves
from asylum_packet.values import Struct, replace
from asylum_packet.word.writing import NAMES, WordFile, require_word, set_aside, write_word

READY, DRAFT, UPLOADS, MANIFEST = "packet.pdf", "packet-DRAFT.pdf", "efile", "manifest.json"
TO_SIGN, REVIEW = "to-sign", "review.html"
WORD = tuple(NAMES.values())
SOURCE_FOLDERS = ("exhibits", "brief", "claim", "papers", "signed", "templates", "forms", "i589", "motions")


def judge(case: Case, laid: Laid) -> tuple[Finding, ...]:
    """Ask every rule about a case and its laid-out packet; silenced rules say so."""
    found = (*laid.findings, *checks.run(case, laid.facts))
    return in_order(checks.with_settings(found, case.settings))


def check(case: Case, *, options: Options | None = None, progress: Progress = silent) -> tuple[Finding, ...]:
    """Say everything that a build would find, and write nothing but the cache."""
    laid = lay_out(case, options=options, progress=progress, whole=False)
    return in_order((*judge(case, laid), *_gone(case, case.folder / "out")))


def _gone(case: Case, out: Path) -> tuple[Finding, ...]:
    """Tell what the packet in an output folder was made of and is not in the case folder any more.

    It is told and not written down: the files of a build depend on the case alone, not on builds before.
    """
    try:
        made = read_manifest(out)
    except OutputError:
        return ()
    return gone(case.folder, inputs_of(made))


def plan(case: Case, *, options: Options | None = None, progress: Progress = silent) -> Packet:
    """Give the packet's page numbers without writing it.

    Raises:
        CaseFileError: There is nothing to file in the folder.
        ExhibitError: A source file cannot be opened; its `findings` say which.
    """
    laid = lay_out(case, options=options, progress=progress, whole=False)
    return laid.packet if laid.packet else refuse(case, laid)


def build(
    case: Case,
    out: Path | str,
    *,
    options: Options | None = None,
    progress: Progress = silent,
) -> Built:
    """Build the packet into `out`; what stood there stays until the new one is proven.

    Raises:
        PacketError: Nothing could be built, and nothing in `out` changed; ProofError says it is our bug.
    """
    folder = _output_folder(case, Path(out))
    in_word = _wants_word(options)
    with to_ourselves(case, options, progress=progress):
        clear_leftovers(folder, own=options.ahead.folder if options and options.ahead else None)
        with quick_turns(), _beginnings(case, folder, options) as (beginning, errands):
            evidence = partial(_begin, case, beginning, errands)
            laid = lay_out(case, options=options, progress=progress, evidence=evidence)
            packet = laid.packet if laid.packet else refuse(case, laid)
            findings, missing = judge(case, laid), _gone(case, folder)
            draft = has_errors(findings)
            cuts = not draft and (options is None or options.cuts)
            name = DRAFT if draft else READY
            with new_folder(folder / "build") as fresh:
                word = write_word(case, packet, laid.papers, fresh) if in_word else ()
                uploads = _write(
                    case,
                    laid,
                    packet,
                    findings,
                    fresh,
                    name=name,
                    out=folder,
                    cuts=cuts,
                    word=word,
                    progress=progress,
                    beginning=beginning,
                    errands=errands,
                )
                to_sign = _signatures(case, laid, folder)
                edited = set_aside(folder, WORD) if in_word else ()
                _publish(fresh, folder, draft=draft, cuts=cuts, word=WORD if in_word else ())
                beginning.openings.keep()
    return Built(
        draft=draft,
        packet=folder / name,
        uploads=tuple(replace(one, path=folder / UPLOADS / one.path.name) for one in uploads),
        manifest=folder / MANIFEST,
        pages=len(packet.pages),
        findings=in_order((*findings, *missing)),
        kept=_kept(folder, draft=draft, word=word),
        kept_since=_kept_since(folder),
        to_sign=to_sign,
        review=folder / REVIEW,
        word=tuple(folder / one.name for one in word),
        edited=edited,
    )


@contextmanager
def _beginnings(case: Case, folder: Path, options: Options | None) -> Iterator[tuple[Beginning, Errands]]:
    """Give what can begin before there are page numbers."""
    errands = Errands(case.folder / CACHE, options.spare if options else None)
    openings, ahead = Openings(folder, case.folder / CACHE), options.ahead if options else None
    with Beginning(folder, openings, ahead=ahead) as beginning, closing(errands):
        yield beginning, errands


def _begin(case: Case, beginning: Beginning, errands: Errands, sheets: Mapping[str, Sheets]) -> None:
    """Begin with what needs no page number: copies of the evidence, its words, and its pictures."""
    beginning.begin(sheets)
    pictures = (own for _, own in first_pages(case, sheets))
    errands.begin(words=statement_pages(case, sheets), pictures=pictures)


def _wants_word(options: Options | None) -> bool:
    """Say whether Word files are asked for; refuse at once where they cannot be written."""
    if options is None or not options.word:
        return False
    require_word()
    return True


def _write(
    case: Case,
    laid: Laid,
    packet: Packet,
    findings: tuple[Finding, ...],
    fresh: Path,
    *,
    name: str,
    out: Path,
    cuts: bool,
    word: tuple[WordFile, ...],
    progress: Progress,
    beginning: Beginning,
    errands: Errands,
) -> tuple[UploadFile, ...]:
    """Write packet, upload set and manifest into a folder of their own, each proven."""
    draft = name == DRAFT
    sha256, uploads = write_pages(
        packet,
        laid.sheets,
        fresh / name,
        draft=draft,
        title=_title(case),
        uploads=fresh / UPLOADS if cuts else None,
        beginning=beginning,
        progress=progress,
    )
    hashes = source_hashes(case, laid.facts)
    made = manifest(
        case,
        packet,
        laid.facts,
        findings,
        file=PacketFile(name=name, sha256=sha256, draft=draft),
        uploads=uploads,
        hashes=hashes,
        inputs=inputs(case, hashes, out=out, built_in=BUILT_IN),
        word={one.name: one.sha256 for one in word},
    )
    write_manifest(made, fresh / MANIFEST)
    errands.finish()
    write_review(
        case,
        laid,
        packet,
        findings,
        fresh / REVIEW,
        file=fresh / name,
        draft=draft,
        uploads=uploads,
        kept=_kept(out, draft=draft, word=word),
    )
    return uploads


def _kept(folder: Path, *, draft: bool, word: tuple[WordFile, ...]) -> tuple[str, ...]:
    """Name output of an earlier build that stays: finished files beside a DRAFT, Word files not asked for."""
    finished = (READY, UPLOADS) if draft else ()
    return tuple(old for old in (*finished, *(() if word else WORD)) if (folder / old).exists())


def _kept_since(folder: Path) -> str:
    """Say when the packet that a DRAFT left there was finished, "March 2, 2027, 22:14"; "" where none is."""
    try:
        finished = time.localtime((folder / READY).stat().st_mtime)
    except OSError:
        return ""
    return f"{us_date(dt.date(*finished[:3]))}, {finished.tm_hour}:{finished.tm_min:02}"


def _publish(fresh: Path, folder: Path, *, draft: bool, cuts: bool, word: tuple[str, ...]) -> None:
    """Put what was written into its place; a finished packet replaces a DRAFT, not the other way."""
    names = (DRAFT, REVIEW, MANIFEST) if draft else (READY, REVIEW, MANIFEST)
    changes = [Change(target=folder / name, fresh=fresh / name) for name in names]
    papers = [
        Change(target=folder / name, fresh=fresh / name if (fresh / name).exists() else None) for name in word
    ]
    if not draft:
        uploads = Change(target=folder / UPLOADS, fresh=fresh / UPLOADS if cuts else None)
        changes = [Change(target=folder / DRAFT), uploads, *changes]
    publish([*papers, *changes])


class Signing(Struct, frozen=True, kw_only=True):
    """Who signs where, the sheets that still need a hand, and what is to say about the scans there are."""

    signatures: Signatures
    to_sign: tuple[Path, ...]
    findings: tuple[Finding, ...]


def prepare_to_sign(
    case: Case, out: Path | str, *, options: Options | None = None, progress: Progress = silent
) -> Signing:
    """Write the sheets that still need a hand into `out`, and take down in the ledger what was signed.

    Raises:
        CaseFileError: There is nothing to file in the folder.
        ExhibitError: A source file cannot be opened; its `findings` say which.
    """
    folder = _output_folder(case, Path(out))
    with to_ourselves(case, options, progress=progress):
        laid = lay_out(case, options=options, progress=progress)
        if laid.packet is None or laid.signatures is None:
            refuse(case, laid)
        about = tuple(
            one for one in judge(case, laid) if one.source and one.source.file.startswith("signed/")
        )
        return Signing(signatures=laid.signatures, to_sign=_signatures(case, laid, folder), findings=about)


def _signatures(case: Case, laid: Laid, folder: Path) -> tuple[Path, ...]:
    """Write the sheets to sign and the ledger."""
    if laid.signatures is None:
        return ()
    keep(case, laid.signatures)
    return write_to_sign(laid.signatures, folder / TO_SIGN)


def build_only(
    case: Case,
    out: Path | str,
    what: str,
    *,
    options: Options | None = None,
    progress: Progress = silent,
) -> Built:
    """Write one paper alone, with the page numbers it has in the packet: a working copy, nothing to file.

    `what` is a key of `ONLY`. The packet and its manifest stay as they are; links that leave the paper
    are not drawn.
    """
    folder = _output_folder(case, Path(out))
    in_word = _wants_word(options)
    with to_ourselves(case, options, progress=progress):
        laid = lay_out(case, options=options, progress=progress, whole=False)
        packet = laid.packet if laid.packet else refuse(case, laid)
        findings = judge(case, laid)
        part, sheets = excerpt(packet, laid.sheets, what)
        target = folder / f"{what}.pdf"
        word, edited = _write_word_alone(case, laid, packet, what, folder) if in_word else ((), ())
        with replacing(target) as fresh:
            assemble(part, sheets, fresh, draft=has_errors(findings), title=_title(case), progress=progress)
            prove_all(fresh, part, sheets, draft=has_errors(findings))
    return Built(
        draft=has_errors(findings),
        packet=target,
        uploads=(),
        manifest=None,
        pages=len(part.pages),
        findings=findings,
        word=word,
        edited=edited,
    )


def _write_word_alone(
    case: Case, laid: Laid, packet: Packet, what: str, folder: Path
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write the Word file of one paper; give it, and what somebody had edited in its place."""
    wanted = tuple(name for kind, name in NAMES.items() if kind in ONLY[what])
    edited = set_aside(folder, wanted)
    with new_folder(folder / "word") as fresh:
        write_word(case, packet, laid.papers, fresh)
        made = tuple(folder / name for name in wanted if (fresh / name).exists())
        for path in made:
            with replacing(path) as beside:
                (fresh / path.name).rename(beside)
    return made, edited


def _output_folder(case: Case, folder: Path) -> Path:
    """Refuse an output folder in which sources lie: no output may stand among them."""
    place, home = folder.resolve(), case.folder.resolve()
    if place == home or any(place.is_relative_to(home / name) for name in SOURCE_FOLDERS):
        raise OutputError(
            f"{folder.as_posix()} is a folder of the case's own files",
            fix="choose another folder after --out, or leave --out away",
        )
    if case.earlier and place == Path(case.earlier.file).resolve().parent:
        raise OutputError(
            f"in {folder.as_posix()} lies the filing that this one goes on from",
            fix=f"rename {folder.as_posix()} first, or choose another folder after --out",
        )
    return folder


def refuse(case: Case, laid: Laid) -> NoReturn:
    """Say why there are no pages to build.

    Raises:
        CaseFileError: There is nothing to file in the folder.
        ExhibitError: A source file cannot be opened; its `findings` say which, and all else that is wrong.
        TemplateError: A template or text cannot be printed; the same.
    """
    if not case.submissions:
        raise CaseFileError(
            "there is nothing to file: no answers, no brief, no exhibits",
            fix="write i589.yaml, brief/*.md or put files into exhibits/; asylum-packet new makes them",
        )
    errors = [one for one in laid.findings if one.severity is Severity.ERROR and one.source]
    bad = {one.source.file for one in errors if one.source and one.code.startswith("FILE-")}
    unprintable = sum(one.code == UNPRINTABLE for one in errors)
    told = []
    if bad:
        told.append(f"{counted(len(bad), 'source file')} cannot become pages")
    if unprintable:
        told.append(f"{counted(unprintable, 'place')} in templates and texts cannot be printed")
    stop = ExhibitError if bad else TemplateError
    raise stop("; ".join(told), fix=_NOTHING_BUILT if bad else "", findings=judge(case, laid))


_NOTHING_BUILT = (
    "nothing was built; mend each file or replace it, or write leave_out: and why under it in exhibits.yaml"
)


def _title(case: Case) -> str:
    """Name the packet for the title bar of a viewer; nobody's name, as it travels with every copy."""
    return f"Packet for the Immigration Court, {case.court.city}, {case.court.state}"
