"""E-mail files (.eml) as letters: header lines, text, attachments, whatever program sent them."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from asylum_packet.intake.letters import GUESSED, Attached, Letter, fuller, prepare_letter
from asylum_packet.intake.plaintext import decoded
from asylum_packet.intake.values import Outcome, Refusal, Task
from asylum_packet.intake.webtext import text_of_html
from asylum_packet.values import Struct, field

_HEAD = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
_READ = frozenset({*_HEAD, "Content-Type", "Content-Transfer-Encoding", "Mime-Version"})
_MOST_PARTS = 2_000


def prepare_mail(task: Task) -> Outcome:
    """Print an e-mail file to `task.target`.

    Raises:
        Refusal: It cannot become pages.
    """
    try:
        letter = read_mail(Path(task.source).read_bytes())
    except MessageError:
        raise Refusal("FILE-damaged", "is damaged: it cannot be read as an e-mail message") from None
    return prepare_letter(task, "mail", letter)


def read_mail(data: bytes) -> Letter:
    """Read a message in the form of the internet (RFC 5322, MIME)."""
    message = email.message_from_bytes(data, policy=policy.compat32)
    work = _Work()
    body = work.read(message)
    head = [(name, text) for name in _HEAD for text in _header(message, name)]
    return Letter(
        head=tuple(head),
        body=body,
        attached=tuple(work.attached),
        remarks=(GUESSED,) if work.guessed else (),
        left=("other header lines",) if {key.title() for key in message} - _READ else (),
    )


def _header(message: Message, name: str) -> Iterator[str]:
    """Give the texts of a header line, its words decoded (RFC 2047); what cannot be decoded stays as sent."""
    for raw in message.get_all(name, []):
        sent = str(raw)
        try:
            yield str(make_header(decode_header(sent)))
        except (MessageError, ValueError, LookupError, TypeError):
            yield sent


class _Work(Struct):
    """What has been found while a message is walked through."""

    attached: list[Attached] = field(default_factory=list)
    guessed: bool = False
    parts: int = 0

    def read(self, part: Message) -> str:
        """Give the text of a part and those inside it; everything else is attached."""
        self.parts += 1
        if self.parts > _MOST_PARTS:
            raise Refusal("FILE-limit", f"has more than {_MOST_PARTS:,} parts")
        kind = part.get_content_type()
        if kind in {"message/rfc822", "message/global"}:
            self._attach_message(part)
            return ""
        if part.get_content_maintype() == "message" and part.is_multipart():
            self._attach_lines(part)
            return ""
        if kind == "multipart/alternative":
            return self._alternative(_inside(part))
        if part.is_multipart():
            return "\n\n".join(text for inner in _inside(part) if (text := self.read(inner)).strip())
        if kind in {"text/plain", "text/html"} and not _is_attachment(part):
            return self._text(part)
        self._attach(part)
        return ""

    def _alternative(self, parts: list[Message]) -> str:
        """Choose among versions of one text."""
        texts = {part.get_content_type(): self.read(part) for part in parts}
        longest = max(texts.values(), key=lambda text: len("".join(text.split())), default="")
        return fuller(texts.get("text/plain", ""), longest)

    def _text(self, part: Message) -> str:
        """Read a text part."""
        raw = part.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else b""
        text = self._decoded(data, part.get_content_charset())
        return text_of_html(text) if part.get_content_type() == "text/html" else text.replace("\r\n", "\n")

    def _decoded(self, data: bytes, charset: str | None) -> str:
        """Decode by the charset given, else by guess, and remember that it was one."""
        try:
            return data.decode(charset or "utf-8")
        except (UnicodeDecodeError, LookupError):
            self.guessed = True
        try:
            return decoded(data)[0]
        except Refusal:
            return data.decode("latin-1")

    def _attach(self, part: Message) -> None:
        """Attach a part; one without content is left to its name."""
        raw = part.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else str(part.get_payload()).encode("utf-8", "replace")
        name = _decoded_name(part) or f"{part.get_content_type().replace('/', ' ')}"
        self.attached.append(Attached(name=name, data=data))

    def _attach_lines(self, part: Message) -> None:
        """Attach what a mail system reports in header lines: to whom a message could not be delivered."""
        lines = "\n".join(inner.as_string() for inner in _inside(part))
        name = _decoded_name(part) or part.get_content_subtype().replace("-", " ")
        self.attached.append(Attached(name=name, data=lines.encode("utf-8", "replace")))

    def _attach_message(self, part: Message) -> None:
        """Attach a message that was sent on."""
        inner = _inside(part)
        data = inner[0].as_bytes() if inner else b""
        subject = next(_header(inner[0], "Subject"), "") if inner else ""
        self.attached.append(Attached(name=_decoded_name(part) or subject or "message", data=data))


def _inside(part: Message) -> list[Message]:
    """List the parts of a part."""
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _is_attachment(part: Message) -> bool:
    """Say whether a text came as a file."""
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _decoded_name(part: Message) -> str:
    """Read the name of a file."""
    name = part.get_filename() or ""
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, ValueError, LookupError, TypeError):
        return name
