"""What `cargo run -p assay-dossier --example handed_over -- write FOLDER` wrote: files of every kind that is signed."""

import tempfile
from pathlib import Path

import accessibility
import assay
import json_proof
import pdf_signature
import time_stamps

# Files that are another file with signatures or a time stamp added, so that their pages are the same.
COUNTERSIGNED = ("two.", "three.", "stamped.")

# Who must refuse what was appended to a signed file. Once somebody signed over it, pdfsig and OpenSSL do not ask any
# more what came before (see "How to verify this report" in a report).
REFUSED_BY = {
    "appended.executive.pdf": ("pdfsig", "pyHanko", "openssl cms", "Assay"),
    "appended-and-signed.executive.pdf": ("pyHanko", "Assay"),
}


def tasks(folder, program, check, refuses):
    """The checks that only these files need, each a function with its arguments; the others are those of every file."""
    found = [(check_with_assay, path, program, check, refuses) for path in [*folder.glob("*.pdf"), *folder.glob("*.json")]]
    for path in folder.glob("*.pdf"):
        if not path.name.startswith(COUNTERSIGNED):
            found.append((check_accessibility, path, check, refuses))
    for root in folder.glob("*.root.pem"):
        for path in folder.glob(root.name.removesuffix("root.pem") + "*pdf"):
            found.append((check_organisation, path, root, folder / "authority.pem", check, refuses))
    found.append((check_time_stamps, folder, program, check, refuses))
    found.append((check_refused, folder, program, check, refuses))
    return found


def check_with_assay(path, program, check, refuses):
    """Assay without a browser says of it what the page would."""
    with tempfile.TemporaryDirectory() as name:
        changed = json_proof.changed_file if path.suffix == ".json" else pdf_signature.changed
        check(f"{path.name}: Assay", lambda: assay.verify_with_assay(program, path))
        check(f"{path.name}: Assay refuses a change",
              refuses(lambda: assay.verify_with_assay(program, changed(path, name))))


def check_accessibility(path, check, refuses):
    """PDF/UA, as somebody else reads it."""
    with tempfile.TemporaryDirectory() as name:
        check(f"{path.name}: outloud", lambda: accessibility.verify_with_outloud(path))
        check(f"{path.name}: outloud refuses it without its language",
              refuses(lambda: accessibility.verify_with_outloud(accessibility.without_language(path, name))))


def check_organisation(path, root, stranger, check, refuses):
    """The root of the organisation's certificates is what is trusted, and nothing else."""
    for name, verify in (("openssl cms", pdf_signature.verify_with_openssl), ("pyHanko", pdf_signature.verify_with_pyhanko)):
        with tempfile.TemporaryDirectory() as temporary:
            check(f"{path.name}: {name} with {root.name}", lambda: verify(path, root))
            check(f"{path.name}: {name} with {root.name} refuses a changed byte",
                  refuses(lambda: verify(pdf_signature.changed(path, temporary), root)))
            check(f"{path.name}: {name} refuses another root", refuses(lambda: verify(path, stranger)))


def check_time_stamps(folder, program, check, refuses):
    """Time stamps beside a file and in a PDF, by an authority whose root is known."""
    authority, stranger = folder / "authority.pem", folder / "organisation.root.pem"
    for token in sorted(folder.glob("*.tsr")):
        path = token.with_suffix("")
        verifiers = {
            "openssl ts": time_stamps.verify_detached,
            "Assay": lambda path, token, root: assay.verify_with_assay(program, path, token, root),
        }
        with tempfile.TemporaryDirectory() as name:
            for tool, verify in verifiers.items():
                check(f"{token.name}: {tool}", lambda: verify(path, token, authority))
                check(f"{token.name}: {tool} refuses another file",
                      refuses(lambda: verify(time_stamps.changed_middle(path, name), token, authority)))
                check(f"{token.name}: {tool} refuses a changed byte",
                      refuses(lambda: verify(path, time_stamps.changed_middle(token, name), authority)))
                check(f"{token.name}: {tool} refuses another root", refuses(lambda: verify(path, token, stranger)))
    for path in sorted(folder.glob("stamped*.pdf")):
        with tempfile.TemporaryDirectory() as name:
            for tool, verify in (("openssl ts", time_stamps.verify_in_pdf_with_openssl),
                                 ("pyHanko", time_stamps.verify_in_pdf_with_pyhanko)):
                check(f"{path.name}: time stamp, {tool}", lambda: verify(path, authority))
                check(f"{path.name}: time stamp, {tool} refuses a changed byte",
                      refuses(lambda: verify(time_stamps.changed_token(path, name), authority)))
                check(f"{path.name}: time stamp, {tool} refuses another root", refuses(lambda: verify(path, stranger)))
            check(f"{path.name}: time stamp, Assay refuses a changed byte",
                  refuses(lambda: assay.verify_with_assay(program, time_stamps.changed_token(path, name))))


def check_refused(folder, program, check, refuses):
    """What was appended to a signed file shows; the file is whole otherwise, or refusing it would say nothing."""
    verifiers = {
        "pdfsig": pdf_signature.verify_with_pdfsig,
        "pyHanko": pdf_signature.verify_with_pyhanko,
        "openssl cms": pdf_signature.verify_with_openssl,
        "Assay": lambda path: assay.verify_with_assay(program, path),
    }
    for name, tools in REFUSED_BY.items():
        path = Path(folder, "refused", name)
        check(f"{name}: qpdf --check", lambda: pdf_signature.check_structure(path))
        for tool in tools:
            check(f"{name}: {tool} refuses it", refuses(lambda: verifiers[tool](path)))
