"""Three hundred odd PDFs of our own making, and what PDFium shows of each beside what became of it.

    python -m tests.intake.odd                  make, prepare, compare all; print a table
    python -m tests.intake.odd --keep FOLDER    keep them, and pictures of what differs
    python -m tests.intake.odd --only form      those whose name holds a word

The public test suites of other projects are not ours to carry; these files repeat what is odd about them:
boxes, rotations, units, layers, annotations, form fields, colours, fonts, programs, and hurt bytes.
"""
