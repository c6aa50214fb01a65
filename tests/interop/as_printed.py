"""The commands that a report prints under "How to verify this report", run as they stand there."""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import json_proof
import pdf_text
from outcome import Refused, run

SECTION = "How to verify this report"
FINGERPRINT = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")


def verify_as_printed(path):
    """Runs the commands for OpenSSL; the fingerprint that they print must be one of those under Signatures."""
    commands = printed_commands(path, r"set -- ", r"^4\. ")
    named = re.search(r"^Signatures$(.*?)^(?:Those|The key) named here sign", run("pdftotext", str(path), "-"),
                      re.MULTILINE | re.DOTALL)
    if not named:
        raise Refused("who signs is not named under Signatures")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, Path(folder, "report.pdf"))
        printed = run("sh", "-e", "-c", commands, cwd=folder)
    found = FINGERPRINT.search(printed)
    if not found:
        raise Refused(f"no fingerprint was printed: {printed.strip()}")
    if found.group() not in re.sub(r"\s+", " ", named.group(1)):
        raise Refused(f"the fingerprint {found.group()} is not under Signatures")


def verify_json_as_printed(path, change=False):
    """Runs the commands for openvc-core; each key that they print must be named in the PDF."""
    install = printed_commands(path, r"python3 -m venv ", r"^ *These commands")
    package = f"openvc-core=={importlib.metadata.version('openvc-core')}"
    if package not in install.split():
        raise Refused(f"what is installed is not {package}: {install}")
    commands = printed_commands(path, r"pdfdetach ", r"^ *'$")
    extract, verify = (commands + "\n'").split("\n", 1)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, Path(folder, "report.pdf"))
        # The package is installed already, where this program runs.
        Path(folder, "verifier").symlink_to(sys.prefix)
        run("sh", "-e", "-c", extract, cwd=folder)
        report = Path(folder, "report.json")
        if change:
            report.write_text(json.dumps(json_proof.changed(json_proof.read(report))), encoding="utf-8")
        printed = run("sh", "-e", "-c", verify, cwd=folder)
        proofs = json_proof.proofs(json_proof.read(report))
    named = squeezed(run("pdftotext", str(path), "-"))
    keys = re.findall(r"did:key:\w+", printed)
    if len(set(keys)) != len(proofs):
        raise Refused(f"{len(proofs)} proofs, but printed was: {printed.strip()}")
    for key in keys:
        if key not in named:
            raise Refused(f"{key} is not named in the PDF")


def explains_pdfsig(path):
    """What pdfsig calls an error in a file whose signatures are valid must be explained in it."""
    finished = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, errors="replace")
    section = squeezed(printed_section(path))
    for line in set(finished.stderr.splitlines()):
        if squeezed(line) not in section:
            raise Refused(f"the report does not explain that pdfsig prints: {line}")


def printed_commands(path, first, after):
    """The lines from the first that begins so to the one before the next that matches `after`."""
    found = re.search(rf"^ *({first}.*?){after}", printed_section(path), re.MULTILINE | re.DOTALL)
    if not found:
        raise Refused(f"the commands under {SECTION!r} that begin with {first!r} were not found")
    return "\n".join(line.strip() for line in found.group(1).splitlines() if line.strip())


def printed_section(path):
    """What stands under the heading, without the feet of the pages; not what the table of contents says of it."""
    text = pdf_text.without_furniture(run("pdftotext", "-layout", str(path), "-"))
    return text[text.rfind(f"{SECTION}\n"):]


def squeezed(text):
    """The text without white space: lines end elsewhere on a page."""
    return re.sub(r"\s+", "", text)
