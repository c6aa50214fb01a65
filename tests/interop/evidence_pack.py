"""The evidence pack: unpacked with the system's unzip, and checked by the commands that its own VERIFY.txt prints."""

import hashlib
import re
import tempfile
from pathlib import Path

from outcome import Refused, run

# What is done to a pack that must then be refused: a file is changed; a file and its line of the list are; the list is
# no list any more; a file is added.
CHANGES = ("file", "file and its line", "list", "folder")

# The commands of VERIFY.txt for systems like this one, each named by a part of it.
COMMANDS = {
    "sha256sum": "sha256sum -c --strict",
    "shasum": "shasum -a 256 -c",
    "names": "| sort | uniq -u",
    "ssh-keygen": "ssh-keygen -Y verify -f ../",
}


def printed_commands(text):
    """The lines that are to be typed, by their names."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    found = {name: [line for line in lines if part in line] for name, part in COMMANDS.items()}
    if any(len(each) != 1 for each in found.values()):
        raise Refused(f"VERIFY.txt has not one of each command: {found}")
    return {name: each[0] for name, each in found.items()}


def change(folder, what):
    """Spoils what was unpacked."""
    sums = folder / "SHA256SUMS"
    if what == "list":
        sums.write_bytes(sums.read_bytes() + b" ")
    elif what == "folder":
        (folder / "evidence" / "added.txt").write_text("added")
    else:
        line = sums.read_text(encoding="utf-8").splitlines()[0]
        digest, name = line.split("  ", 1)
        file = folder / name
        file.write_bytes(file.read_bytes() + b" ")
        if what == "file and its line":
            other = hashlib.sha256(file.read_bytes()).hexdigest()
            sums.write_text(sums.read_text(encoding="utf-8").replace(digest, other), encoding="utf-8")


def check_pack(path, what=None):
    """Unpacks the pack, changes something in it if asked for, and does what VERIFY.txt says."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "pack")
        run("unzip", "-q", str(path), "-d", str(folder))
        if what:
            change(folder, what)
        text = (folder / "VERIFY.txt").read_text(encoding="utf-8")
        commands = printed_commands(text)
        signer = re.search(r'^\S+ namespaces="file" ecdsa-sha2-nistp256 \S+$', text, re.MULTILINE)
        Path(name, "allowed_signers").write_text(f"{signer[0]}\n", encoding="utf-8")

        def typed(command):
            return run("sh", "-c", commands[command], cwd=folder)

        typed("sha256sum")
        typed("shasum")
        names = typed("names").split("\n")[:-1]
        if names != ["SHA256SUMS", "SHA256SUMS.sig"]:
            raise Refused(f"there or listed, and not both: {names}")
        said = typed("ssh-keygen").strip()
        expected = re.search(r"^It says: (.*)$", text, re.MULTILINE)[1]
        if said != expected:
            raise Refused(f"ssh-keygen says {said!r}, not {expected!r}")
