"""The brief in Word, both ways: as files for firms that circulate drafts, and back into brief/*.md."""
