"""A failed check and its reason."""

import subprocess


class Refused(Exception):
    """A verifier did not accept what it was given; the message says why."""


def run(*command, **options):
    """Runs a program and returns what it printed; raises Refused if it reports failure."""
    finished = subprocess.run(command, capture_output=True, text=True, errors="replace", **options)
    printed = finished.stdout + finished.stderr
    if finished.returncode != 0:
        raise Refused(f"{command[0]} ended with {finished.returncode}: {printed.strip()}")
    return printed
