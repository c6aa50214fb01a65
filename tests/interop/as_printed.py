"""The commands that a report prints under "How to verify this report", run as they stand there."""

import re
import shutil
import tempfile
from pathlib import Path

from outcome import Refused, run

SECTION = "How to verify this report"
FINGERPRINT = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")


def verify_as_printed(path):
    """Runs the commands for OpenSSL; the fingerprint that they print must be one of those on the cover."""
    commands = printed_commands(path)
    cover = run("pdftotext", "-l", "1", str(path), "-")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, Path(folder, "report.pdf"))
        printed = run("sh", "-e", "-c", commands, cwd=folder)
    found = FINGERPRINT.search(printed)
    if not found:
        raise Refused(f"no fingerprint was printed: {printed.strip()}")
    if found.group() not in re.sub(r"\s+", " ", cover):
        raise Refused(f"the fingerprint {found.group()} is not on the cover")


def printed_commands(path):
    """The lines from the first that begins with `set` to the next numbered step."""
    text = run("pdftotext", "-layout", str(path), "-")
    section = text[text.rfind(f"{SECTION}\n"):]
    found = re.search(r"^ *(set -- .*?)^4\. ", section, re.MULTILINE | re.DOTALL)
    if not found:
        raise Refused(f"the commands under {SECTION!r} were not found")
    return "\n".join(line.strip() for line in found.group(1).splitlines() if line.strip())
