"""Fonts of the machine: where packages and the system keep them, and which to ask first for a letter.

Only file names are looked at here; a font is opened by `faces.py` when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from asylum_packet.values import Struct

FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "/usr/local/share/fonts",
    "/usr/share/fonts",
    "~/Library/Fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
    "~/AppData/Local/Microsoft/Windows/Fonts",
    "C:/Windows/Fonts",
)
PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Python packages of fonts, asked where they are installed: Noto Sans for the scripts of Africa and Asia."""
_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
_MOST_FILES = 4000
# These claim to have letters they only draw as boxes, or hold colour pictures that a PDF cannot embed.
_NEVER = ("lastresort", "adobeblank", "blank", "emoji", "tofu")
# Families with wide coverage that every system of their kind has.
_GOOD = (
    "notosans",
    "notoserif",
    "noto",
    "dejavusans",
    "arialuni",
    "arial",
    "pingfang",
    "hiragino",
    "msyh",
    "gulim",
)


class FontFile(Struct, frozen=True, kw_only=True):
    """A font file of the machine."""

    path: str
    bold: bool = False


@cache
def font_files(
    folders: tuple[str, ...] = FOLDERS, packages: tuple[str, ...] = PACKAGES
) -> tuple[FontFile, ...]:
    """List the upright regular and bold fonts of installed packages and of the machine."""
    found: list[FontFile] = []
    for folder in (*_package_folders(packages), *folders):
        root = Path(folder).expanduser()
        if root.is_dir():
            found += _below(root)
    return tuple(found[:_MOST_FILES])


def _package_folders(packages: tuple[str, ...]) -> Iterator[str]:
    """Find the folders of font packages that are installed, without importing them."""
    for package in packages:
        spec = find_spec(package)
        yield from (spec.submodule_search_locations or ()) if spec else ()


def _below(root: Path) -> list[FontFile]:
    """List the font files below a folder."""
    files = sorted(p for p in root.rglob("*") if p.suffix.lower() in _ENDINGS and p.is_file())
    return [_font_file(path) for path in files if _is_wanted(path.stem.lower())]


def _font_file(path: Path) -> FontFile:
    """Tell bold from regular by the name, as font files are named."""
    return FontFile(path=str(path), bold="bold" in path.stem.lower())


def _is_wanted(stem: str) -> bool:
    """Leave out slanted, condensed and sham fonts."""
    if any(word in stem for word in _NEVER):
        return False
    return not any(word in stem for word in ("italic", "oblique", "condensed", "extralight", "thin"))


def candidates(script: str, *, bold: bool) -> Iterator[FontFile]:
    """Yield the fonts to ask for a letter of a script: named after it first, then families of wide coverage.

    Args:
        script: First word of the letter's Unicode name in lower case, such as "ethiopic".
        bold: Ask bold fonts before regular ones.
    """
    asked = "cjk" if script in {"cjk", "hiragana", "katakana", "hangul"} else script

    def order(file: FontFile) -> tuple[int, int, str]:
        stem = Path(file.path).stem.lower().replace(" ", "").replace("-", "")
        rank = next((n for n, family in enumerate(_GOOD, 1) if stem.startswith(family)), len(_GOOD) + 1)
        named = asked != "" and asked in stem
        return (0 if named else rank), int(file.bold != bold), file.path

    yield from sorted(font_files(), key=order)
