"""The content of a page as one stream, unpacked only where several streams must become one."""

from __future__ import annotations

import zlib

import pikepdf

from asylum_packet.intake.entries import OF_CONTENT
from asylum_packet.intake.values import Limits, Refusal
from asylum_packet.values import Struct, field

_MOST_GROWTH = 1_032
"""How many times as large a deflated stream can get (zlib's own bound)."""


class Contents(Struct):
    """Gives page contents as streams that can become forms, each for one page only."""

    pdf: pikepdf.Pdf
    limits: Limits
    used: set[tuple[int, int]] = field(default_factory=set)
    damaged: bool = False

    def of(self, page: pikepdf.Dictionary) -> pikepdf.Stream:
        """Give a page's content: the very stream where there is one, else all of them joined."""
        streams = _streams(page.get("/Contents"))
        if len(streams) == 1:
            if int(streams[0].stream_dict.get("/Length", 0)) * _MOST_GROWTH > self.limits.decoded_bytes:
                self.unpacked(streams[0])
            return self._own(streams[0])
        return self.packed(b"\n".join(self.unpacked(stream) for stream in streams))

    def packed(self, content: bytes) -> pikepdf.Stream:
        """Make a compressed stream."""
        made = self.pdf.make_stream(zlib.compress(content, 6))
        made.stream_dict.Filter = pikepdf.Name.FlateDecode
        return made

    def unpacked(self, stream: pikepdf.Stream) -> bytes:
        """Unpack a content stream; what is broken off is kept up to there, as viewers do.

        Raises:
            Refusal: It unpacks to more than the limit, or cannot be unpacked at all.
        """
        entries = stream.stream_dict
        if entries.get("/Filter") == pikepdf.Name.FlateDecode and "/DecodeParms" not in entries:
            return self._inflated(stream.read_raw_bytes())
        try:
            content = stream.read_bytes()
        except pikepdf.PdfError:
            self.damaged = True
            return b""
        if len(content) > self.limits.decoded_bytes:
            raise _too_big(self.limits)
        return content

    def _inflated(self, raw: bytes) -> bytes:
        """Inflate within the limit."""
        inflater = zlib.decompressobj()
        content = bytearray()
        try:
            for at in range(0, len(raw), 65_536):
                content += inflater.decompress(
                    raw[at : at + 65_536], self.limits.decoded_bytes - len(content) + 1
                )
                if len(content) > self.limits.decoded_bytes:
                    raise _too_big(self.limits)
        except zlib.error:
            self.damaged = True
        return bytes(content)

    def _own(self, stream: pikepdf.Stream) -> pikepdf.Stream:
        """Give the stream itself the first time, and copies of its packed bytes from then on.

        A stream with other entries is copied at once: in a form they would mean something (/Matrix, /Group).
        """
        if stream.objgen not in self.used and stream.stream_dict.keys() <= OF_CONTENT:
            self.used.add(stream.objgen)
            return stream
        copy = self.pdf.make_stream(stream.read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if key in stream.stream_dict:
                copy.stream_dict[key] = stream.stream_dict[key]
        return copy


def _streams(contents: object) -> tuple[pikepdf.Stream, ...]:
    """List the streams of a page, in order; what is no stream is skipped, as viewers do."""
    if isinstance(contents, pikepdf.Stream):
        return (contents,)
    if not isinstance(contents, pikepdf.Array):
        return ()
    return tuple(
        part
        for part in (contents[index] for index in range(len(contents)))
        if isinstance(part, pikepdf.Stream)
    )


def has_lost(page: pikepdf.Dictionary, content: pikepdf.Stream, resources: pikepdf.Dictionary) -> bool:
    """Say whether a page of a damaged file misses what it shows: the file broke off before it.

    A page without content, or one that names pictures or fonts that are not there, would be blank or bare.
    """
    held = page.get("/Contents")
    parts = [held[index] for index in range(len(held))] if isinstance(held, pikepdf.Array) else [held]
    if not all(isinstance(part, pikepdf.Stream) for part in parts):
        return True
    for step in pikepdf.parse_content_stream(content, "Do Tf"):
        kind = "/XObject" if str(step.operator) == "Do" else "/Font"
        known = resources.get(kind)
        if (
            not step.operands
            or not isinstance(known, pikepdf.Dictionary)
            or str(step.operands[0]) not in known
        ):
            return True
    return False


def _too_big(limits: Limits) -> Refusal:
    """Refuse a stream that unpacks to too much."""
    return Refusal(
        "FILE-limit", f"unpacks to more than {limits.decoded_bytes / 1e6:,.0f} MB on a single page"
    )
