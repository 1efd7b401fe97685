"""The command line: one short file a command; `main` in `edge.py` owns the exit codes."""

from asylum_packet.cli.edge import main, run

__all__ = ["main", "run"]
