"""Everything a page can be painted with: colours, pictures, shadings, patterns, masks, blending, type."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.intake.odd.making import LETTER, Leaf, Odd, chart, document, fonts, form, helvetica, image

Make = Callable[[pikepdf.Pdf], dict[str, object]]


def graphics() -> Iterator[Odd]:
    """Yield pages painted in every way."""
    for group in (_pictures, _colours, _shadings, _patterns, _blending, _type):
        for name, (content, make) in group().items():
            yield Odd(name=f"paint-{name}", data=_page(content, make))


def _page(content: bytes, make: Make) -> bytes:
    """Make a page over a chart, with resources that are made when the file is there."""

    def change(pdf: pikepdf.Pdf) -> None:
        resources = pdf.pages[0].obj.Resources
        for kind, things in make(pdf).items():
            if kind in resources:
                things = Dictionary({**dict(resources[kind]), **dict(things)})  # type: ignore[call-overload]
            resources[kind] = things

    return document(Leaf(content=chart() + b"\n" + content, resources=fonts()), change=change)


_SHOWN = b"q 360 0 0 300 120 200 cm /X Do Q"
_SIZE = (24, 20)


def _samples(mode: str) -> bytes:
    """Give a picture of stripes and a corner that tell how it lies."""
    picture = Image.new("RGB", _SIZE, "white")
    for x in range(_SIZE[0]):
        for y in range(_SIZE[1]):
            picture.putpixel((x, y), (x * 10, y * 12, 255 - x * 5) if (x + y) % 5 else (0, 0, 0))
    return picture.convert(mode).tobytes()


def _encoded(mode: str, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.frombytes(mode, _SIZE, _samples(mode)).save(out, kind, **options)
    return out.getvalue()


def _picture(data: bytes, **entries: object) -> tuple[bytes, Make]:
    return _SHOWN, lambda pdf: {"/XObject": Dictionary(X=image(pdf, data, _SIZE, **entries))}


def _masked(key: str, mask: Callable[[pikepdf.Pdf], object]) -> tuple[bytes, Make]:
    return _SHOWN, lambda pdf: {
        "/XObject": Dictionary(X=image(pdf, _samples("RGB"), _SIZE, **{key: mask(pdf)}))
    }


def _pictures() -> dict[str, tuple[bytes, Make]]:
    table = bytes(value for index in range(256) for value in (index, 255 - index, index // 2))
    indexed = Array([Name.Indexed, Name.DeviceRGB, 255, String(table)])
    stencil = {"ImageMask": True, "BitsPerComponent": 1}
    bits = Image.frombytes("L", _SIZE, _samples("L")).convert("1").tobytes()
    rows = 3  # bytes of a row of 24 bits

    def bare_mask(pdf: pikepdf.Pdf) -> dict[str, object]:
        thing = image(pdf, bits[: rows * _SIZE[1]], _SIZE, **stencil)
        del thing.stream_dict["/ColorSpace"]
        return {"/XObject": Dictionary(X=thing)}

    def soft(pdf: pikepdf.Pdf) -> object:
        return image(pdf, bytes(range(0, 250, 10)) * 4 * 5, (25, 20), ColorSpace=Name.DeviceGray)

    def hard(pdf: pikepdf.Pdf) -> object:
        thing = image(pdf, bits[: rows * _SIZE[1]], _SIZE, **stencil)
        del thing.stream_dict["/ColorSpace"]
        return thing

    return {
        "rgb": _picture(_samples("RGB")),
        "grey": _picture(_samples("L"), ColorSpace=Name.DeviceGray),
        "cmyk": _picture(_samples("CMYK"), ColorSpace=Name.DeviceCMYK),
        "indexed": _picture(_samples("L"), ColorSpace=indexed),
        "one-bit": _picture(bits, ColorSpace=Name.DeviceGray, BitsPerComponent=1),
        "four-bit": _picture(_samples("L")[:240], ColorSpace=Name.DeviceGray, BitsPerComponent=4),
        "sixteen-bit": _picture(
            b"".join(bytes([v, 0]) for v in _samples("L")), ColorSpace=Name.DeviceGray, BitsPerComponent=16
        ),
        "decode-inverted": _picture(_samples("RGB"), Decode=Array([1, 0, 1, 0, 1, 0])),
        "colour-key": _picture(_samples("RGB"), Mask=Array([0, 5, 0, 5, 0, 5])),
        "stencil": (b"1 0 0 rg " + _SHOWN, bare_mask),
        "soft-mask": _masked("SMask", soft),
        "hard-mask": _masked("Mask", hard),
        "jpeg": _picture(_encoded("RGB", "JPEG"), Filter=Name.DCTDecode),
        "jpeg-progressive": _picture(_encoded("RGB", "JPEG", progressive=True), Filter=Name.DCTDecode),
        "jpeg-grey": _picture(_encoded("L", "JPEG"), Filter=Name.DCTDecode, ColorSpace=Name.DeviceGray),
        "jpeg-cmyk": _picture(
            _encoded("CMYK", "JPEG"),
            Filter=Name.DCTDecode,
            ColorSpace=Name.DeviceCMYK,
            Decode=Array([1, 0] * 4),
        ),
        "jpeg-with-traces": _picture(
            _encoded("RGB", "JPEG", exif=_traces(), comment=b"made by somebody"), Filter=Name.DCTDecode
        ),
        "jpeg-2000": _picture(_encoded("RGB", "JPEG2000"), Filter=Name.JPXDecode),
        "jpeg-in-ascii": _picture(
            _encoded("RGB", "JPEG").hex().encode() + b">",
            Filter=Array([Name.ASCIIHexDecode, Name.DCTDecode]),
        ),
        "too-few-samples": _picture(_samples("RGB")[:700]),
        "no-colour-space": (_SHOWN, _colourless),
        "inline": (
            b"q 200 0 0 150 150 300 cm BI /W 4 /H 3 /BPC 8 /CS /RGB /F /AHx ID "
            + bytes(range(0, 252, 7)).hex().encode()
            + b"> EI Q",
            lambda pdf: {},
        ),
        "turned": (b"q 0 300 -360 0 500 200 cm /X Do Q", _picture(_samples("RGB"))[1]),
        "smooth": _picture(_samples("RGB"), Interpolate=True),
    }


def _traces() -> Image.Exif:
    traces = Image.Exif()
    traces[0x010F] = "Camera"
    return traces


def _colourless(pdf: pikepdf.Pdf) -> dict[str, object]:
    thing = image(pdf, _samples("RGB"), _SIZE)
    del thing.stream_dict["/ColorSpace"]
    return {"/XObject": Dictionary(X=thing)}


def _function(**more: object) -> Dictionary:
    return Dictionary(
        {"/FunctionType": 2, "/Domain": Array([0, 1]), "/N": 1, **{f"/{k}": v for k, v in more.items()}}
    )


def _colours() -> dict[str, tuple[bytes, Make]]:
    tint = _function(C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0.5, 0]))
    square = b"120 200 360 300 re f"

    def separation(_: pikepdf.Pdf) -> dict[str, object]:
        return {"/ColorSpace": Dictionary(C=Array([Name.Separation, Name.Spot, Name.DeviceCMYK, tint]))}

    def device_n(pdf: pikepdf.Pdf) -> dict[str, object]:
        code = pdf.make_stream(
            b"{ 0 0 }", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1] * 4)
        )
        space = Array([Name.DeviceN, Array([Name.A, Name.B]), Name.DeviceCMYK, code])
        return {"/ColorSpace": Dictionary(C=space)}

    def lab(_: pikepdf.Pdf) -> dict[str, object]:
        about = Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Range=Array([-100, 100, -100, 100]))
        return {"/ColorSpace": Dictionary(C=Array([Name.Lab, about]))}

    def cal(_: pikepdf.Pdf) -> dict[str, object]:
        about = Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Gamma=Array([2.2, 2.2, 2.2]))
        return {"/ColorSpace": Dictionary(C=Array([Name.CalRGB, about]))}

    def defaults(_: pikepdf.Pdf) -> dict[str, object]:
        about = Dictionary(WhitePoint=Array([0.95, 1, 1.09]), Gamma=Array([1, 1, 1]))
        return {"/ColorSpace": Dictionary(DefaultRGB=Array([Name.CalRGB, about]))}

    return {
        "cmyk-colours": (b"0.8 0 0.3 0.1 k " + square, lambda pdf: {}),
        "separation": (b"/C cs 0.7 scn " + square, separation),
        "device-n": (b"/C cs 0.7 0.2 scn " + square, device_n),
        "lab": (b"/C cs 60 40 -50 scn " + square, lab),
        "calibrated": (b"/C cs 0.2 0.7 0.4 scn " + square, cal),
        "default-rgb": (b"0.2 0.7 0.4 rg " + square, defaults),
        "unknown-space": (b"/Nowhere cs 0.5 scn " + square, lambda pdf: {}),
    }


def _shadings() -> dict[str, tuple[bytes, Make]]:
    blend = _function(C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))

    def plain(kind: int, **entries: object) -> Make:
        about = {"/ShadingType": kind, "/ColorSpace": Name.DeviceRGB, "/Function": blend}
        about |= {f"/{key}": value for key, value in entries.items()}
        return lambda pdf: {"/Shading": Dictionary(S=Dictionary(about))}

    def by_function(pdf: pikepdf.Pdf) -> dict[str, object]:
        code = pdf.make_stream(
            b"{ 0.5 }", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1] * 3)
        )
        about = Dictionary(
            ShadingType=1, ColorSpace=Name.DeviceRGB, Matrix=Array([300, 0, 0, 300, 150, 200]), Function=code
        )
        return {"/Shading": Dictionary(S=about)}

    def mesh(pdf: pikepdf.Pdf) -> dict[str, object]:
        points = ((0, 0, 255, 0, 0), (255, 0, 0, 255, 0), (128, 255, 0, 0, 255))
        data = b"".join(bytes([0, x, y, r, g, b]) for x, y, r, g, b in points)
        about = pdf.make_stream(
            data,
            ShadingType=4,
            ColorSpace=Name.DeviceRGB,
            BitsPerCoordinate=8,
            BitsPerComponent=8,
            BitsPerFlag=8,
            Decode=Array([100, 500, 200, 600, 0, 1, 0, 1, 0, 1]),
        )
        return {"/Shading": Dictionary(S=about)}

    clip = b"q 100 200 400 300 re W n /S sh Q"
    return {
        "axial": (clip, plain(2, Coords=Array([120, 0, 480, 0]))),
        "axial-extended": (clip, plain(2, Coords=Array([200, 250, 400, 450]), Extend=Array([True, True]))),
        "radial": (clip, plain(3, Coords=Array([300, 350, 10, 300, 350, 140]))),
        "radial-cone": (
            clip,
            plain(3, Coords=Array([200, 300, 10, 400, 400, 60]), Extend=Array([True, True])),
        ),
        "function-shading": (clip, by_function),
        "mesh": (clip, mesh),
    }


def _patterns() -> dict[str, tuple[bytes, Make]]:
    def tiles(paint: int, content: bytes, **entries: object) -> Make:
        def make(pdf: pikepdf.Pdf) -> dict[str, object]:
            about = {
                "BBox": Array([0, 0, 30, 30]),
                "XStep": 30,
                "YStep": 30,
                "Resources": Dictionary(),
                **entries,
            }
            tile = pdf.make_stream(
                content, Type=Name.Pattern, PatternType=1, PaintType=paint, TilingType=1, **about
            )
            return {
                "/Pattern": Dictionary(P=tile),
                "/ColorSpace": Dictionary(U=Array([Name.Pattern, Name.DeviceRGB])),
            }

        return make

    def shaded(_: pikepdf.Pdf) -> dict[str, object]:
        shading = Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceRGB,
            Coords=Array([100, 0, 500, 0]),
            Function=_function(C0=Array([1, 1, 0]), C1=Array([0, 0, 1])),
        )
        return {"/Pattern": Dictionary(P=Dictionary(PatternType=2, Shading=shading))}

    dot = b"1 0 0 rg 0 0 15 15 re f 0 0 1 rg 15 15 15 15 re f"
    fill = b"/Pattern cs /P scn 120 200 360 300 re f"
    return {
        "tiles": (fill, tiles(1, dot)),
        "tiles-moved": (fill, tiles(1, dot, Matrix=Array([1.3, 0.4, -0.4, 1.3, 7, 11]))),
        "tiles-apart": (fill, tiles(1, dot, XStep=50, YStep=45)),
        "tiles-uncoloured": (b"/U cs 0 0.6 0 /P scn 120 200 360 300 re f", tiles(2, b"0 0 15 15 re f")),
        "tiles-in-scaled-page": (b"q 0.5 0 0 0.5 100 100 cm " + fill + b" Q", tiles(1, dot)),
        "shading-pattern": (fill, shaded),
        "shading-pattern-text": (
            b"/Pattern cs /P scn BT /F 120 Tf 80 300 Td (Shade) Tj ET",
            shaded,
        ),
    }


def _blending() -> dict[str, tuple[bytes, Make]]:
    square = b"/G gs 0.2 0.8 0.3 rg 120 150 360 400 re f"

    def state(**entries: object) -> Make:
        return lambda pdf: {"/ExtGState": Dictionary(G=Dictionary({f"/{k}": v for k, v in entries.items()}))}

    def soft(kind: str) -> Make:
        def make(pdf: pikepdf.Pdf) -> dict[str, object]:
            group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
            inner = form(pdf, b"0.8 g 150 200 200 300 re f 0.3 g 350 200 100 300 re f", LETTER, Group=group)
            mask = Dictionary(S=Name("/" + kind), G=inner)
            return {"/ExtGState": Dictionary(G=Dictionary(SMask=mask))}

        return make

    def group(**entries: object) -> Make:
        def make(pdf: pikepdf.Pdf) -> dict[str, object]:
            about = Dictionary({"/S": Name.Transparency, **{f"/{k}": v for k, v in entries.items()}})
            content = b"/M gs 1 0 0 rg 100 200 250 250 re f 0 0 1 rg 220 300 250 250 re f"
            states = Dictionary(M=Dictionary(BM=Name.Multiply))
            inner = form(pdf, content, LETTER, Group=about, Resources=Dictionary(ExtGState=states))
            return {
                "/XObject": Dictionary(X=inner),
                "/ExtGState": Dictionary(G=Dictionary(ca=0.6)),
            }

        return make

    modes = ("Multiply", "Screen", "Difference", "Luminosity", "ColorBurn", "SoftLight")
    made = {f"blend-{mode}": (square, state(BM=Name("/" + mode))) for mode in modes}
    return made | {
        "half-transparent": (square, state(ca=0.5)),
        "mask-luminosity": (square, soft("Luminosity")),
        "mask-alpha": (square, soft("Alpha")),
        "group-plain": (b"/G gs /X Do", group()),
        "group-isolated": (b"/G gs /X Do", group(I=True)),
        "group-knockout": (b"/G gs /X Do", group(K=True)),
        "overprint": (b"0 0 0 0.4 k " + square, state(OP=True, op=True, OPM=1)),
    }


def _type() -> dict[str, tuple[bytes, Make]]:
    def type3(pdf: pikepdf.Pdf) -> dict[str, object]:
        glyph = pdf.make_stream(b"1000 0 0 0 800 800 d1 0 0 800 800 re f")
        other = pdf.make_stream(b"1000 0 d0 1 0 0 rg 0 0 800 400 re f")
        face = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=glyph, b=other),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a, Name.b])),
            FirstChar=97,
            LastChar=98,
            Widths=Array([1000, 1000]),
            Resources=Dictionary(),
        )
        return {"/Font": Dictionary(T=face)}

    def standard(_: pikepdf.Pdf) -> dict[str, object]:
        names = ("Times-Roman", "Courier-Bold", "Symbol", "ZapfDingbats", "Arial,Bold", "NoSuchFont")
        return {
            "/Font": Dictionary(
                {
                    f"/N{number}": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name))
                    for number, name in enumerate(names)
                }
            )
        }

    def coded(_: pikepdf.Pdf) -> dict[str, object]:
        face = helvetica()
        face.Encoding = Dictionary(
            Type=Name.Encoding, Differences=Array([65, Name.eacute, Name.Euro, Name.ntilde])
        )
        return {"/Font": Dictionary(T=face)}

    modes = b" ".join(
        b"BT /F 50 Tf %d Tr 1 0 0 rg 0 0 1 RG 80 %d Td (Mode) Tj ET" % (mode, 150 + 60 * mode)
        for mode in range(4)
    )
    lines = b" ".join(b"BT /N%d 30 Tf 80 %d Td (Text abc) Tj ET" % (n, 200 + 60 * n) for n in range(6))
    return {
        "type3": (b"BT /T 60 Tf 100 300 Td (abab) Tj ET", type3),
        "type-standard": (lines, standard),
        "type-coded": (b"BT /T 60 Tf 100 300 Td (ABC) Tj ET", coded),
        "type-modes": (modes, lambda pdf: {}),
        "type-clip": (
            b"q BT /F 150 Tf 7 Tr 60 300 Td (CLIP) Tj ET 1 0 0 rg 0 350 612 300 re f Q",
            lambda pdf: {},
        ),
        "type-stretched": (
            b"BT /F 40 Tf 150 Tz 5 Tc 20 Tw 8 Ts 1 0 0.4 1 60 300 Tm (Wide text) Tj ET",
            lambda pdf: {},
        ),
        "type-invisible": (b"BT /F 40 Tf 3 Tr 60 300 Td (recognised) Tj ET", lambda pdf: {}),
    }
