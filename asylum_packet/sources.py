"""The files that become pages as they are: which ones a packet needs, and how each is prepared.

They are all that has to be known before preparing can begin, so the command line has it begun (`ahead`)
before it loads what sets, judges and assembles: other processes work while this one is still importing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial

from asylum_packet.case.model import Case, Document
from asylum_packet.findings import Source
from asylum_packet.intake import Framed, Handling, Intake, Preparing, Wanted, prepare
from asylum_packet.intake.alone import alone
from asylum_packet.options import CACHE, Options
from asylum_packet.progress import Progress, silent
from asylum_packet.sequence import PartKind

_PAPERS = {
    f"application/{name.replace('_', '-')}": name
    for name in ("fee_receipt", "hearing_notice", "notice_to_appear", "annual_fee_receipt", "biometrics")
}


@contextmanager
def ahead(case: Case, options: Options, *, progress: Progress = silent) -> Iterator[Options]:
    """Keep a case to ourselves and begin with its files; the options given are for building it in this block.

    Raises:
        OutputError: Another build of the case goes on, or its folder cannot be written.
    """
    with alone(case.folder / CACHE, progress=progress):
        begun = Preparing(
            case.folder,
            files(case, recognises=options.recognises).values(),
            cache=case.folder / CACHE,
            jobs=options.jobs,
            spare=options.spare,
            passwords=options.passwords,
            limits=options.limits,
        )
        try:
            with closing(begun):
                yield replace(options, begun=begun)
        finally:
            if options.spare is not None:
                options.spare.end_used()


@contextmanager
def to_ourselves(case: Case, options: Options | None, *, progress: Progress) -> Iterator[None]:
    """Keep other builds of a case waiting as long as the block runs, where `ahead` does not do so already.

    Raises:
        OutputError: Another build of the case goes on, or its folder cannot be written.
    """
    if options is not None and options.begun is not None:
        yield
        return
    with alone(case.folder / CACHE, progress=progress):
        yield


def preparer(case: Case, options: Options) -> Callable[..., Intake]:
    """Give what prepares files of a case as the options say."""
    return partial(
        prepare,
        case.folder,
        cache=case.folder / CACHE,
        jobs=options.jobs,
        spare=options.spare,
        passwords=options.passwords,
        limits=options.limits,
        begun=options.begun,
    )


def files(case: Case, *, recognises: bool) -> dict[str, Wanted]:
    """List the source files of the packet by the key of the piece they become."""
    found = {}
    if "application" in case.submissions:
        for key, name in _PAPERS.items():
            if path := getattr(case, name):
                found[key] = Wanted(path=path, where=case.at(name))
    if "exhibits" in case.submissions:
        for document in case.documents:
            for part in document.parts:
                pages = document.pages if part.kind is PartKind.ORIGINAL else ()
                framed = tuple(Framed(path=one.path, caption=one.caption) for one in part.photographs)
                found[f"{document.id}/{part.kind}"] = Wanted(
                    path=part.path,
                    pages=pages,
                    how=handling(document, part.kind, recognises=recognises),
                    framed=framed,
                    per_sheet=part.per_sheet,
                    where=document.where if part.kind is PartKind.ORIGINAL else Source(file=part.path),
                )
    return found


def handling(document: Document, kind: PartKind, *, recognises: bool) -> Handling:
    """Say what is to be done with a part; passages are marked in the text that the court reads."""
    is_original = kind is PartKind.ORIGINAL
    is_read = kind is PartKind.TRANSLATION or (is_original and document.part(PartKind.TRANSLATION) is None)
    recognises = recognises or document.recognises
    return Handling(
        leaves_out_blanks=document.leaves_out_blanks and is_original,
        recognises=recognises,
        language=document.language if recognises and is_original and document.is_foreign else "",
        highlight=document.highlight if is_read else (),
    )
