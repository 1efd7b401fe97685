"""Reading a filled form back with PDFium, which shares no code with what wrote it."""

import re

import pypdfium2


class FormPages:
    """The pages of a filled form."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self.texts = {}
        self.pictures = {}

    def __len__(self):
        return len(self.document)

    def text(self, page: int, rect=None) -> str:
        """Give the text of a page (1-based), or of a rectangle on it, in one line."""
        if page not in self.texts:
            self.texts[page] = self.document[page - 1].get_textpage()
        textpage = self.texts[page]
        found = textpage.get_text_bounded(*rect) if rect else textpage.get_text_range()
        return re.sub(r"[\s\ufffe]+", " ", found).strip()

    def ink(self, page: int, rect) -> float:
        """Give the share of dark pixels inside a rectangle."""
        if page not in self.pictures:
            self.pictures[page] = self.document[page - 1].render(scale=3).to_pil().convert("L")
        picture = self.pictures[page]
        left, bottom, right, top = (side * 3 for side in rect)
        box = (int(left) + 5, int(picture.height - top) + 5, int(right) - 4, int(picture.height - bottom) - 4)
        levels = picture.crop(box).histogram()
        return sum(levels[:140]) / sum(levels)
