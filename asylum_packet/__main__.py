"""Run the command line: `python -m asylum_packet`."""

from asylum_packet.cli import run

run()
