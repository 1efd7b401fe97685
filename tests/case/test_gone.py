"""What was in the packet before and has left the folder is told, whatever names it."""

from asylum_packet.case.gone import gone


def test_only_what_is_not_there_any_more_is_told(tmp_path):
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief/facts.md").write_text("# Facts\n")
    (told,) = gone(tmp_path, ("brief/facts.md", "exhibits/04 letter.pdf"))
    assert (told.code, told.severity, told.source.file) == ("CASE-gone", "warning", "exhibits/04 letter.pdf")
    assert gone(tmp_path, ()) == ()
