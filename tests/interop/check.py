"""Verifies signed files with software that is not ours: check.py FOLDER for what the page exported; check.py FOLDER
PROGRAM README MANY PROGRAMS for what PROGRAM wrote, which is the example `handed_over`, for the commands that the README
prints, for what the command line makes for other programs, for the reports in MANY, and for the manual pages; `assay` lies in
PROGRAMS."""

import logging
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

import as_printed
import evidence_pack
import exchanged
import json_proof
import manual_pages
import many_reports
import pdf_signature
import pdf_text
import readme
import signed_kinds
from outcome import Refused

failures = 0


def check(title, work):
    """Runs one check and prints its outcome in a line."""
    global failures
    try:
        found = work()
        print(f"   ok      {title}" + (f" ({found} passages)" if found else ""), flush=True)
    except Refused as reason:
        failures += 1
        print(f"   FAILED  {title}: {reason}", flush=True)
    except Exception as reason:  # A file that a verifier cannot even read is told like the rest.
        failures += 1
        print(f"   FAILED  {title}: {type(reason).__name__}: {reason}", flush=True)


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
    # Who vouches for time stamps, where files have some.
    authority = path.with_name("authority.pem")
    verifiers = {
        "pdfsig": pdf_signature.verify_with_pdfsig,
        "pyHanko": lambda path: pdf_signature.verify_with_pyhanko(path, authority=authority),
        "openssl cms": pdf_signature.verify_with_openssl,
    }
    # A request is as short as can be, and leads to the report, which says how to verify it.
    explained = not path.name.startswith("request")
    if explained:
        verifiers["commands as printed"] = as_printed.verify_as_printed
    with tempfile.TemporaryDirectory() as folder:
        for name, verify in verifiers.items():
            check(f"{path.name}: {name}", lambda: verify(path))
            check(f"{path.name}: {name} refuses a changed byte",
                  refuses(lambda: verify(pdf_signature.changed(path, folder))))
    if explained:
        # A byte of the PDF that was changed need not be one of the JSON: the JSON itself is.
        check(f"{path.name}: openvc-core as printed", lambda: as_printed.verify_json_as_printed(path))
        check(f"{path.name}: openvc-core as printed refuses a change",
              refuses(lambda: as_printed.verify_json_as_printed(path, change=True)))
        check(f"{path.name}: what pdfsig remarks is explained", lambda: as_printed.explains_pdfsig(path))
    check(f"{path.name}: qpdf --check", lambda: pdf_signature.check_structure(path))
    expected = path.with_suffix(".expected.txt")
    further = expected.read_text(encoding="utf-8").splitlines() if expected.is_file() else []
    further = [line for line in further if line.strip()]
    if not pdf_text.quotes_controls(path):
        # It must not be without words of its own all the same.
        check(f"{path.name}: pdftotext", lambda: pdf_text.find(path, further))
    else:
        check(f"{path.name}: pdftotext", lambda: pdf_text.check_text(path, path.with_suffix(".json"), further))


def check_pack(path):
    check(f"{path.name}: unzip, sha256sum, shasum, ssh-keygen, as its VERIFY.txt says", lambda: evidence_pack.check_pack(path))
    for what in evidence_pack.CHANGES:
        check(f"{path.name}: a change of a {what} is refused", refuses(lambda: evidence_pack.check_pack(path, what)))


def work(task):
    """Carries out one task in a process of its own, and says how many checks failed."""
    global failures
    failures = 0
    function, *arguments = task
    function(*arguments)
    return failures


def main():
    # What a verifier says of a file that it is to refuse is no news.
    logging.disable(logging.CRITICAL)
    folder = Path(sys.argv[1])
    tasks = [(check_pdf, path) for path in sorted(folder.glob("*.pdf"))]
    tasks += [(check_json, path) for path in sorted(folder.glob("*.json"))]
    tasks += [(check_pack, path) for path in sorted(folder.glob("*.zip"))]
    if len(sys.argv) > 2:
        program, manual, many, programs = map(Path, sys.argv[2:])
        assay = programs / "assay"
        # First, since it takes longest.
        tasks.insert(0, (many_reports.check_all, manual, many, programs, check, refuses))
        tasks.append((manual_pages.check_all, assay, check, refuses))
        tasks += signed_kinds.tasks(folder, program, check, refuses)
        tasks.append((readme.check_all, manual, folder, assay, check, refuses))
        tasks += [(exchanged.check_exchanged, folder / f"{name}.json", assay, check, refuses) for name in ("one", "pictures")]
        of_page = folder.parent / "other-programs"
        if of_page.is_dir():
            tasks.append((exchanged.check_page, of_page, assay, check, refuses))
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        failed = sum(pool.map(work, tasks, chunksize=1))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
