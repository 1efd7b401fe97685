"""Copies of this process: what they are for, and that none is left behind."""

import subprocess
import sys
import threading

import pytest

from asylum_packet.copies import Beside, may_copy

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied here")


def told_by(code: str) -> list[str]:
    """Run a program of one thread on a machine with two cores; give what it prints."""
    program = f"""if True:
        import os, sys
        os.sched_getaffinity = lambda _: {{0, 1}}
        from contextlib import closing
        from asylum_packet.copies import Beside, copied
        def told(work, times=1):
            with closing(Beside(work)) as one:
                return [one.result() for _ in range(times)][-1]
        def children():
            try:
                return os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return "none"
        {code}
        print("children:", children())
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.splitlines()


@LINUX
@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("print(told(lambda: 'ñ' * 200_000) == 'ñ' * 200_000)", "True"),
        ("print(told(lambda: str(os.getpid())) == str(os.getpid()))", "False"),
        ("print(told(lambda: 'x'), told(lambda: 'x', times=2))", "x None"),
        ("print(told(lambda: 1 / 0), told(lambda: os.abort()), told(lambda: ''))", "None None "),
        ("print(told(lambda: print('noise') or sys.stderr.write('noise') and 'x'))", "x"),
        ("print(told(lambda: sys.stdin.read() + 'x'))", "x"),
        ("import time; one = Beside(lambda: time.sleep(60)); one.close(); print(one.result())", "None"),
        (
            "import time; from asylum_packet import copies; copies._PATIENCE_S = 0.1; "
            "print(told(lambda: time.sleep(60)))",
            "None",
        ),
        (
            "import resource; free = os.dup(0); os.close(free); "
            "resource.setrlimit(resource.RLIMIT_NOFILE, (free + 3, 99)); "
            "print(copied(lambda asked, told: None), os.dup(0) == free)",
            "None True",
        ),
        (
            "one = copied(lambda asked, told: told.write(asked.read())); one.stdin.write('a'); "
            "one.stdin.close(); print(one.stdout.read(), one.wait(), one.wait()); one.kill()",
            "a 0 0",
        ),
    ],
)
def test_a_copy_gives_what_it_works_out_and_is_gone(code, result):
    assert told_by(code) == [result, "children: none"]


_INTERRUPTED = """
        import signal, subprocess
        def answer(asked, told):
            told.write("begun\\n")
            told.flush()
            told.write(asked.read())
            told.write(str(subprocess.run([sys.executable, "-c",
                "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"],
                capture_output=True, text=True).stdout))
        one = copied(answer)
        one.stdout.readline()
        os.kill(one._pid, signal.SIGINT)
        one.stdin.write("still there: ")
        one.stdin.close()
        print(one.stdout.read().strip(), one.wait())
"""


@LINUX
def test_an_interrupt_is_left_to_the_program_and_to_programs_that_a_copy_starts():
    assert told_by(_INTERRUPTED.strip()) == ["still there: True 0", "children: none"]


@LINUX
def test_what_a_program_was_about_to_print_is_printed_once():
    assert told_by("print('once', end=' '); print(told(lambda: 'x'))") == ["once x", "children: none"]


@LINUX
def test_on_one_core_nothing_is_copied():
    code = "os.sched_getaffinity = lambda _: {0}; print(told(lambda: 'x'))"
    assert told_by(code) == ["None", "children: none"]


def test_a_program_with_a_second_thread_is_not_copied():
    still = threading.Event()
    thread = threading.Thread(target=still.wait)
    thread.start()
    assert not may_copy()
    assert Beside(lambda: "x").result() is None
    still.set()
    thread.join()
