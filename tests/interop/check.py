"""Verifies exported files with software that is not ours: check.py FOLDER CATALOG."""

import sys
import tempfile
from pathlib import Path

import as_printed
import evidence_pack
import json_proof
import pdf_signature
import pdf_text
from outcome import Refused

failures = 0


def check(title, work):
    """Runs one check and prints its outcome in a line."""
    global failures
    try:
        found = work()
        print(f"   ok      {title}" + (f" ({found} passages)" if found else ""))
    except Refused as reason:
        failures += 1
        print(f"   FAILED  {title}: {reason}")
    except Exception as reason:  # A file that a verifier cannot even read is told like the rest.
        failures += 1
        print(f"   FAILED  {title}: {type(reason).__name__}: {reason}")


def refuses(work):
    """A check that must not accept what it is given."""
    def inverted():
        try:
            work()
        except Exception:  # Whatever a verifier raises at damaged input is a refusal.
            return
        raise Refused("it was accepted")
    return inverted


def check_json(path):
    document = json_proof.read(path)
    check(f"{path.name}: openvc-core", lambda: json_proof.verify_with_openvc(document))
    check(f"{path.name}: openvc-core refuses a change",
          refuses(lambda: json_proof.verify_with_openvc(json_proof.changed(document))))


def check_pdf(path):
    verifiers = {
        "pdfsig": pdf_signature.verify_with_pdfsig,
        "pyHanko": pdf_signature.verify_with_pyhanko,
        "openssl cms": pdf_signature.verify_with_openssl,
        "commands as printed": as_printed.verify_as_printed,
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, verify in verifiers.items():
            check(f"{path.name}: {name}", lambda: verify(path))
            check(f"{path.name}: {name} refuses a changed byte",
                  refuses(lambda: verify(pdf_signature.changed(path, folder))))
    # A byte of the PDF that was changed need not be one of the JSON: the JSON itself is.
    check(f"{path.name}: openvc-core as printed", lambda: as_printed.verify_json_as_printed(path))
    check(f"{path.name}: openvc-core as printed refuses a change",
          refuses(lambda: as_printed.verify_json_as_printed(path, change=True)))
    check(f"{path.name}: what pdfsig remarks is explained", lambda: as_printed.explains_pdfsig(path))
    check(f"{path.name}: qpdf --check", lambda: pdf_signature.check_structure(path))
    expected = path.with_suffix(".expected.txt")
    further = expected.read_text(encoding="utf-8").splitlines() if expected.is_file() else []
    further = [line for line in further if line.strip()]
    if path.name.endswith(".executive.pdf"):
        # It does not quote the controls, and must not be without words of its own.
        check(f"{path.name}: pdftotext", lambda: pdf_text.find(path, further))
    else:
        check(f"{path.name}: pdftotext", lambda: pdf_text.check_text(path, path.with_suffix(".json"), further))


def check_pack(path):
    check(f"{path.name}: sha256sum, ssh-keygen", lambda: evidence_pack.check_pack(path))
    for what in ("file", "checksums"):
        check(f"{path.name}: a change to a {what} is refused", refuses(lambda: evidence_pack.check_pack(path, what)))


def main():
    folder = Path(sys.argv[1])
    for path in sorted(folder.glob("*.json")):
        check_json(path)
    for path in sorted(folder.glob("*.pdf")):
        check_pdf(path)
    for path in sorted(folder.glob("*.zip")):
        check_pack(path)
    sys.exit(1 if failures else 0)


main()
