"""Make the evidence and papers of the example case `reyes/`, always the same bytes.

    python examples/make_reyes.py [FOLDER]

Writes only what a scanner, a telephone or another office would have made: exhibits/ and papers/. The texts
that a person writes (case.yaml, i589.yaml, exhibits.yaml, brief, declaration, claim) stay untouched.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # so that the workshop is found when this file is loaded by a test
    sys.path.insert(0, str(HERE))

from workshop.finish import locked, marked, outlined, sideways  # noqa: E402
from workshop.markup import read_text  # noqa: E402
from workshop.paper import typeset  # noqa: E402
from workshop.photos import closed_stall, painted_wall, photograph  # noqa: E402
from workshop.scan import scan, scan_black, scan_colour  # noqa: E402
from workshop.screens import passport, telephone  # noqa: E402

Make = Callable[[], bytes]

IDENTITY = "exhibits/01 Identity and family documents"
WITNESSES = "exhibits/03 Witnesses and membership"
POLICE = "exhibits/04 2025-06-03 police report [es]"
HARM = "exhibits/05 Threats and attack"
COURT = "exhibits/06 Prosecution of Los Tiznados"
COUNTRY = "exhibits/09 Country conditions"

TRANSLATORS = {
    "vera": ("Vera Traductora", "77 Sample Lane, Baltimore, MD 21230", "410-555-0171", "January 14, 2027"),
    "paul": ("Paul Interpreter", "5 Example Court, Towson, MD 21204", "410-555-0182", "January 18, 2027"),
}


@cache
def typed(name: str) -> bytes:
    """Type a paper from its text in evidence/."""
    return typeset(read_text(_source(name)))


def _source(name: str) -> str:
    """Read a text of evidence/."""
    return (HERE / "evidence" / f"{name}.txt").read_text(encoding="utf-8")


def scanned(name: str) -> bytes:
    """Type a paper, sign it, and scan it in greys."""
    return scan(typed(name), name)


def copied(name: str) -> bytes:
    """Type a paper, sign it, and scan it in black and white."""
    return scan_black(typed(name), name)


def certificate(document: str, translator: str) -> bytes:
    """Make the certificate of a translation, signed and scanned."""
    name, address, phone, date = TRANSLATORS[translator]
    words = {"translator": name, "address": address, "phone": phone, "date": date, "document": document}
    return scan_black(typeset(read_text(_source("certificate").format(**words))), document)


def foreign(
    stem: str, original: Make, name: str, document: str, translator: str
) -> Iterator[tuple[str, Make]]:
    """List a Spanish document, its translation and the certificate."""
    yield f"{stem}.pdf", original
    yield f"{stem} - translation.pdf", partial(typed, f"{name}.en")
    yield f"{stem} - certificate.pdf", partial(certificate, document, translator)


def passport_page() -> bytes:
    """Scan the passport in colour."""
    fields = (
        ("Apellidos / Surname", "REYES PINEDA"),
        ("Nombres / Given names", "MARTA ELENA"),
        ("Nacionalidad / Nationality", "HONDUREÑA"),
        ("Sexo / Sex", "F"),
        ("Fecha de nacimiento / Date of birth", "14 MAY 1988"),
        ("Lugar de nacimiento / Place of birth", "VALLE SERENO, YORO"),
        ("Fecha de emisión / Date of issue", "20 JUN 2019"),
        ("Fecha de expiración / Date of expiry", "20 JUN 2029"),
        ("Pasaporte No. / Passport No.", "X000555"),
    )
    code = ("P<HNDREYES<PINEDA<<MARTA<ELENA<<<<<<<<<<<<<<", "X000555<<<HND8805140F2906200<<<<<<<<<<<<<<00")
    return scan_colour([passport(fields, code)], "passport")


def screens() -> bytes:
    """Save the two screens of the telephone."""
    june = (
        ("Ya leimos tu denuncia 0147. El jefe se rio.", "6:12 a. m."),
        ("Presidenta de que. El mercado es de nosotros.", "6:12 a. m."),
        ("Si vas a la fiscalia no regresas.", "6:13 a. m."),
        ("", "6:13 a. m."),
    )
    january = (
        ("Primero fue Digna. Vos seguis.", "5:48 a. m."),
        ("A las testigos del mercado no se nos olvidan.", "5:49 a. m."),
        ("El cipote va a trabajar con nosotros. Daniel, 13, juega pelota a las cuatro.", "5:49 a. m."),
        ("Tenes hasta el domingo.", "5:50 a. m."),
    )
    return telephone(
        [
            ("6:14", "+504 555 ... 0177", "miércoles, 4 de junio de 2025", june),
            ("5:51", "+504 555 ... 0184", "miércoles, 7 de enero de 2026", january),
        ]
    )


def report() -> bytes:
    """Make the country report with bookmarks of its own."""
    chapters = (
        ("Summary", 2),
        ("1. Extortion as government", 3),
        ("2. The women of the markets", 4),
        ("3. The police and the rent", 5),
        ("4. What happens to witnesses", 6),
        ("5. Nowhere else to go", 7),
        ("A note on method", 8),
    )
    return outlined(typed("defenders-report"), chapters)


def news() -> bytes:
    """Make the newspaper page with highlights and sticky notes."""
    passages = (
        (1, "He said it was for being a witness, and that Reyes is next."),
        (1, "Officers arrived at ten minutes past eight."),
        (1, "From that day on it was politics, and they were marked."),
    )
    notes = (
        (1, "Quote in the brief: why she was killed."),
        (1, "Compare the daughter's declaration, paragraph 5."),
    )
    return marked(typed("news"), passages, notes)


def identity() -> Iterator[tuple[str, Make]]:
    """List what shows who the respondents are."""
    yield f"{IDENTITY}/01 passport of Marta Elena Reyes.pdf", passport_page
    born = (
        (
            "02 1988-05-24",
            "Marta Elena Reyes",
            "birth-marta",
            "Marta Elena Reyes Pineda, record 0212-1988-00345",
        ),
        (
            "03 2012-07-20",
            "Daniel Mejia Reyes",
            "birth-daniel",
            "Daniel Antonio Mejía Reyes, record 0212-2012-00781",
        ),
    )
    for start, name, text, record in born:
        stem, words = f"{IDENTITY}/{start} birth certificate of {name} [es]", f"Birth certificate of {record}"
        yield from foreign(stem, partial(scanned, f"{text}.es"), text, words, "vera")


def witnesses() -> Iterator[tuple[str, Make]]:
    """List what others say about the respondent."""
    stem = f"{WITNESSES}/01 2026-12-02 declaration of Teresa Paz [es]"
    words = "Declaration of Teresa Paz, signed on December 2, 2026"
    yield from foreign(stem, partial(scanned, "teresa.es"), "teresa", words, "paul")
    yield f"{WITNESSES}/02 2026-12-20 letter of Ines Pineda.pdf", partial(scanned, "letter-ines")
    stem = f"{WITNESSES}/03 2026-10-05 certification of membership [es]"
    words = "Certification of the Association of Market Women of Valle Sereno, October 5, 2026"
    yield from foreign(stem, partial(typed, "membership.es"), "membership", words, "vera")


def harm() -> Iterator[tuple[str, Make]]:
    """List what shows the threats and the attack."""
    words = "Record of complaint No. 0147-2025 of the police post of Valle Sereno, June 3, 2025"
    yield from foreign(POLICE, partial(scanned, "police-report.es"), "police-report", words, "vera")
    wall = partial(photograph, painted_wall, orientation=6, taken="2025:05:19 06:31:08")
    yield f"{HARM}/01 2025-05-19 photograph of the wall.jpg", wall
    words = "Text messages of June 4, 2025, and January 7, 2026"
    yield from foreign(f"{HARM}/02 2026-01-07 text messages [es]", screens, "messages", words, "paul")
    words = "Discharge summary and observation sheet, La Merced Community Hospital, file 25-08-0319"
    stem = f"{HARM}/03 2025-08-16 hospital record [es]"
    yield from foreign(stem, lambda: sideways(scanned("hospital.es"), 2), "hospital", words, "vera")
    stall = partial(photograph, closed_stall, orientation=8, taken="2025:12:14 16:05:44", gps=True)
    yield f"{HARM}/04 2025-12-14 photograph of stall 12.jpg", stall


def prosecution() -> Iterator[tuple[str, Make]]:
    """List the papers of the court in Honduras, and the notebook."""
    case = "case 0933-2025, Sectional Court, El Progreso"
    stem, words = (
        f"{COURT}/01 2025-11-11 record of testimony [es]",
        f"Record of the hearing of November 11, 2025, {case}",
    )
    yield from foreign(stem, partial(copied, "testimony.es"), "testimony", words, "paul")
    stem, words = f"{COURT}/02 2025-11-28 order of dismissal [es]", f"Order of November 28, 2025, {case}"
    yield from foreign(stem, partial(copied, "dismissal.es"), "dismissal", words, "paul")
    stem = f"{COURT}/03 2025-06-30 notebook of the rent [es]"
    words = "Notebook of the rent, June 2024 to June 2025, kept by Digna Paz"
    yield from foreign(stem, partial(scanned, "ledger.es"), "ledger", words, "paul")


def opinions() -> Iterator[tuple[str, Make]]:
    """List the experts' papers and the publications."""
    yield "exhibits/07 2026-12-17 psychological evaluation.pdf", partial(typed, "psychological")
    yield "exhibits/08 2027-01-11 declaration of Laura Muestra.pdf", partial(typed, "expert")
    yield f"{COUNTRY}/01 2026-06-15 Those Who Speak.pdf", report
    yield f"{COUNTRY}/02 2025-12-15 Market treasurer shot at her stall.pdf", news
    bulletin = f"{COUNTRY}/03 2026-09-09 Complaints that come back.pdf"
    yield bulletin, lambda: locked(typed("police-bulletin"), "sample-owner")
    yield f"{COUNTRY}/04 2026-03-20 Attacks in Yoro by town.pdf", partial(typed, "statistics")
    yield f"{COUNTRY}/05 2025-10-01 Market women and town politics.pdf", partial(typed, "market-study")


def court_papers() -> Iterator[tuple[str, Make]]:
    """List the receipt and the papers of the court."""
    yield "papers/fee-receipt.pdf", partial(typed, "fee-receipt")
    yield "papers/hearing-notice.pdf", partial(copied, "hearing-notice")
    yield "papers/notice-to-appear.pdf", partial(scanned, "notice-to-appear")


def files() -> Mapping[str, Make]:
    """List every file that is made, by its path in the case folder."""
    parts = (identity, witnesses, harm, prosecution, opinions, court_papers)
    return dict(entry for part in parts for entry in part())


def make(folder: Path) -> None:
    """Write exhibits/ and papers/ of the case into a folder."""
    for path, maker in files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(maker())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reyes")
