"""The evidence pack: a ZIP whose checksums are signed."""

import tempfile
import zipfile
from pathlib import Path

from outcome import Refused, run

NAMESPACE = "file"


def check_pack(path, change=None):
    """Unpacks the pack, optionally changes one file, and checks the checksums and their signature."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(path) as pack:
            broken = pack.testzip()
            if broken:
                raise Refused(f"{broken} is damaged inside the ZIP")
            pack.extractall(folder)
        sums = folder / "SHA256SUMS"
        listed = {line.split("  ", 1)[1] for line in sums.read_text(encoding="utf-8").splitlines()}
        present = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
        if present - listed - {"SHA256SUMS", "SHA256SUMS.sig"}:
            raise Refused(f"not in SHA256SUMS: {sorted(present - listed)}")
        if change:
            target = folder / sorted(listed)[0] if change == "file" else sums
            target.write_bytes(target.read_bytes() + b" ")
        run("sha256sum", "--check", "--strict", "SHA256SUMS", cwd=folder)
        with sums.open("rb") as content:
            run("ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(folder / "SHA256SUMS.sig"), stdin=content)
