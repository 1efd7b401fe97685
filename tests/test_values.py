"""What values compare and print, where that is not simply all of them."""

from asylum_packet.findings import Source
from asylum_packet.intake.values import Task
from asylum_packet.options import Options
from asylum_packet.papers.blocks import Look, Nest, NestKind, Paragraph, Span
from asylum_packet.values import replace

HERE = Source(file="brief/a.md", line=3)


def changed(value, kept_out):
    """Change each field in turn to something it does not hold; give those that then compare as different."""
    other = object()
    names = set(value.__struct_fields__) - kept_out
    return {name for name in names if replace(value, **{name: other}) != value}, names


def test_a_span_is_the_same_wherever_it_was_written():
    span = Span(text="beaten", bold=True)
    moved = replace(span, written=((0, HERE),))
    assert moved == span
    assert hash(moved) == hash(span)
    told, names = changed(span, {"written"})
    assert told == names


def test_a_paragraph_is_the_same_wherever_it_stands():
    paragraph = Paragraph(words=(Span(text="beaten"),), look=Look(first_pt=36.0))
    moved = replace(paragraph, source=HERE, nests=(Nest(kind=NestKind.CODE),))
    assert moved == paragraph
    assert hash(moved) == hash(paragraph)
    told, names = changed(paragraph, {"source", "nests"})
    assert told == names


def test_a_password_is_not_printed():
    assert "secret-word" not in repr(Task(source="/a.pdf", target="/b.pdf", passwords=("secret-word",)))
    assert "secret-word" not in repr(Options(passwords=("secret-word",)))
