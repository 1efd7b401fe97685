"""Compound files and Outlook messages, written by [MS-CFB] and [MS-OXMSG] sector by sector."""

from __future__ import annotations

import struct
from collections.abc import Mapping

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Write streams by path as a compound file with sectors of 512 bytes; brothers stand in a row."""
    tree: dict[str, object] = {}
    for path, data in streams.items():
        *folders, name = path.split("/")
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})  # type: ignore[assignment]
        place[name] = data
    entries: list[list[object]] = [["Root Entry", 5, FREE, FREE, b""]]
    _enter(tree, 0, entries)
    mini, mini_fat, big = b"", [], []
    for number, entry in enumerate(entries):
        data = entry[4]
        assert isinstance(data, bytes)
        if entry[1] != 2:
            entry.append(0)
        elif len(data) >= 4096:
            big.append(number)
            entry.append(0)
        else:
            entry.append(len(mini_fat) if data else END)
            count = -(-len(data) // 64)
            mini_fat += [len(mini_fat) + n + 1 for n in range(count - 1)] + [END] * bool(count)
            mini += data.ljust(count * 64, b"\0")
    chains: list[bytes] = [b""] * 3
    chains[1] = struct.pack(f"<{len(mini_fat)}I", *mini_fat) + b"\xff" * (-4 * len(mini_fat) % 512)
    chains[2] = mini
    chains += [bytes(entries[number][4]) for number in big]  # type: ignore[call-overload]
    chains[0] = bytes(128 * (len(entries) + -len(entries) % 4))
    fat: list[int] = []
    starts = []
    for chain in chains:
        count = -(-len(chain) // 512)
        starts.append(len(fat) if count else END)
        fat += [len(fat) + n + 1 for n in range(count - 1)] + [END] * bool(count)
    entries[0][4], entries[0][5] = mini, starts[2]
    for number, start in zip(big, starts[3:], strict=True):
        entries[number][5] = start
    chains[0] = b"".join(_entry(*entry) for entry in entries).ljust(len(chains[0]), b"\0")  # type: ignore[arg-type]
    fats = next(n for n in range(1, 109) if n * 128 >= len(fat) + n)
    first_fat = len(fat)
    fat += [FAT] * fats
    fat += [FREE] * (fats * 128 - len(fat))
    body = b"".join(chain.ljust(-(-len(chain) // 512) * 512, b"\0") for chain in chains)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, fats, starts[0], 0, 4096, starts[1], len(chains[1]) // 512, END, 0)
    header += struct.pack("<109I", *[first_fat + n for n in range(fats)], *[FREE] * (109 - fats))
    return header + body + struct.pack(f"<{len(fat)}I", *fat)


def _enter(tree: dict[str, object], parent: int, entries: list[list[object]]) -> None:
    """Enter a storage's children, each the right brother of the one before."""
    before = None
    for name, held in sorted(tree.items()):
        number = len(entries)
        if before is None:
            entries[parent][3] = number
        else:
            entries[before][2] = number
        before = number
        if isinstance(held, dict):
            entries.append([name, 1, FREE, FREE, b""])
            _enter(held, number, entries)
        else:
            entries.append([name, 2, FREE, FREE, held])


def _entry(name: str, kind: int, right: int, child: int, data: bytes, start: int) -> bytes:
    """Write one line of the directory."""
    raw = name.encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw) + 2, kind, 1)
        + struct.pack("<III", FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, len(data))
    )


def text(number: str, words: str, at: str = "") -> dict[str, bytes]:
    """Give a text property."""
    return {f"{at}__substg1.0_{number}001F": words.encode("utf-16-le")}


def properties(header: int, numbers: Mapping[int, tuple[int, int]], at: str = "") -> dict[str, bytes]:
    """Give the list of properties: number -> (type, value)."""
    rows = b"".join(struct.pack("<HHIQ", kind, number, 6, value) for number, (kind, value) in numbers.items())
    return {f"{at}__properties_version1.0": bytes(header) + rows}


def message(body: str = "Hola Ana:\r\n\r\nTe mando la denuncia.\r\n", **attached: bytes) -> dict[str, bytes]:
    """Give the streams of a message with two recipients."""
    ticks = 134_168_256_000_000_000
    streams = {
        **properties(32, {0x0039: (0x40, ticks)}),
        **text("0037", "Denuncia – fotos"),
        **text("0C1A", "María Ejemplo"),
        **text("5D01", "maria@example.com"),
        **text("0E04", "Ana Ejemplo"),
        **text("1000", body),
    }
    for number, (name, address, kind) in enumerate(
        (("Ana Ejemplo", "ana@example.com", 1), ("", "b@example.org", 2))
    ):
        at = f"__recip_version1.0_#{number:08X}/"
        streams |= properties(8, {0x0C15: (3, kind)}, at) | text("39FE", address, at) | text("3001", name, at)
    for number, (name, data) in enumerate(attached.items()):
        at = f"__attach_version1.0_#{number:08X}/"
        streams |= properties(8, {}, at) | text("3707", name.replace("_", "."), at)
        streams[f"{at}__substg1.0_37010102"] = data
    return streams
