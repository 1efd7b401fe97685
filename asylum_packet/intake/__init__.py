"""Any source file becomes normal pages: upright, letter size, nothing covered."""

from asylum_packet.intake.cache import clean
from asylum_packet.intake.codes import CODES
from asylum_packet.intake.prepare import Preparing, prepare
from asylum_packet.intake.values import Framed, Handling, Intake, Limits, Prepared, Wanted
from asylum_packet.intake.workers import Spare

__all__ = [
    "CODES",
    "Framed",
    "Handling",
    "Intake",
    "Limits",
    "Prepared",
    "Preparing",
    "Spare",
    "Wanted",
    "clean",
    "prepare",
]
