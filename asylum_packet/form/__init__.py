"""Form I-589: blanks, fields, text that fits, filling."""
