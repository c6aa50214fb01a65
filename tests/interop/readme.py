"""The commands under "Verify without Assay" and "For Excel, OSCAL and CISO Assistant" in the README, run as they stand there."""

import importlib.metadata
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import ciso_assistant
import json_proof
import pdf_signature
import time_stamps
from outcome import Refused, run

SECTION = "## Verify without Assay"
EXCHANGE = "## For Excel, OSCAL and CISO Assistant"
FINGERPRINT = re.compile(r"^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$", re.MULTILINE)

# How many have signed the files of this name.
SIGNERS = {"one": 1, "two": 2, "three": 3, "organisation": 1}


ABOUT = {"install": "pip install", "json": "EcdsaJcsProofSuite", "pdfsig": "pdfsig ", "openssl": "openssl cms ", "stamp": "openssl ts "}
EXCHANGED = {"render": "assay render", "install": "pip install", "trestle": "trestle validate"}


def blocks(readme, title, about):
    """The blocks of commands of the section, each named by the program that it is about."""
    section = readme.read_text(encoding="utf-8").split(f"{title}\n", 1)
    if len(section) != 2:
        raise Refused(f"there is no section {title!r}")
    found = re.findall(r"^```sh\n(.*?)^```$", section[1].split("\n## ", 1)[0], re.MULTILINE | re.DOTALL)
    named = {name: [block for block in found if word in block] for name, word in about.items()}
    if len(found) != len(about) or any(len(each) != 1 for each in named.values()):
        raise Refused("its blocks are not one for each of: " + ", ".join(about))
    return {name: each[0] for name, each in named.items()}


def typed(block, program=None, **files):
    """What the commands print in a folder that holds these files, named as the section has them; `program` is `assay`."""
    search = os.environ["PATH"]
    with tempfile.TemporaryDirectory() as folder:
        for name, path in files.items():
            shutil.copy(path, Path(folder, name.replace("_", ".")))
        # The package is installed already, where this program runs.
        Path(folder, "verifier").symlink_to(sys.prefix)
        if program:
            search = f"{program.resolve().parent}{os.pathsep}{search}"
        return run("sh", "-e", "-c", block, cwd=folder, env={**os.environ, "PATH": search})


def installs_what_is_tested(block, name="openvc-core"):
    """The version is the one that this program runs with."""
    package = f"{name}=={importlib.metadata.version(name)}"
    if package not in block.split():
        raise Refused(f"what is installed is not {package}")


def json_holds(block, path, signers):
    """The key of each signer whom the report names is printed."""
    printed = re.findall(r"^It holds: (did:key:\w+)#", typed(block, report_json=path), re.MULTILINE)
    named = [party["key"] for party in json_proof.read(path)["signingParties"]][:signers]
    if printed != named:
        raise Refused(f"{printed} was printed, and named are {named}")


def pdfsig_holds(block, path, signers):
    """Each signature is called valid, and the last covers the total document."""
    printed = typed(block, report_pdf=path)
    valid = printed.count("Signature Validation: Signature is Valid.")
    signed = [part for part in printed.split("Signature #") if "Signature Validation" in part]
    if valid != signers or len(signed) != signers or "Total document signed" not in signed[-1]:
        raise Refused(f"{valid} of {signers} signatures are valid: {printed}")


def openssl_holds(block, path, report, signers):
    """Each verification is successful, and the fingerprint of each signer whom the report names follows."""
    printed = typed(block, report_pdf=path)
    parties = json.loads(report.read_text(encoding="utf-8"))["signingParties"]
    named = [party["fingerprint"] for party in parties][:signers]
    found = FINGERPRINT.findall(printed)
    if printed.count("erification successful") != signers or found != named:
        raise Refused(f"{found} was printed, and named are {named}: {printed}")


def stamp_holds(block, path, token, authority):
    """OpenSSL says that the time stamp is good."""
    if "Verification: OK" not in typed(block, report_json=path, report_json_tsr=token, authority_pem=authority):
        raise Refused("OpenSSL does not say that it holds")


def exchange_holds(found, report, program):
    """All forms are made, and each OSCAL document is called valid."""
    printed = typed(found["render"] + found["trestle"], program, report_json=report)
    made = {"report.xlsx", ciso_assistant.LIBRARY, ciso_assistant.AUDIT}
    if any(name not in printed for name in made) or printed.count("VALID: Model") != 5:
        raise Refused(printed)


def check_exchange(readme, folder, program, check, refuses):
    """The commands for other programs."""
    found = blocks(readme, EXCHANGE, EXCHANGED)
    check("README: the version of compliance-trestle", lambda: installs_what_is_tested(found["install"], "compliance-trestle"))
    check("README: XLSX, OSCAL and CISO Assistant", lambda: exchange_holds(found, folder / "one.json", program))
    with tempfile.TemporaryDirectory() as name:
        changed = json_proof.changed_file(folder / "one.json", name)
        check("README: nothing is made of a report with a change", refuses(lambda: exchange_holds(found, changed, program)))


def check_all(readme, folder, program, check, refuses):
    """Runs each block on every file that it is about, and on the same with a change."""
    check_exchange(readme, folder, program, check, refuses)
    found = blocks(readme, SECTION, ABOUT)
    check("README: the package that it installs", lambda: installs_what_is_tested(found["install"]))
    with tempfile.TemporaryDirectory() as name:
        for kind, signers in SIGNERS.items():
            report = folder / f"{kind}.json"
            pdf = folder / f"{kind}.executive.pdf"
            changed = pdf_signature.changed(pdf, name)
            rows = {
                "openvc-core": (json_holds, "json", (report, signers), (json_proof.changed_file(report, name), signers)),
                "pdfsig": (pdfsig_holds, "pdfsig", (pdf, signers), (changed, signers)),
                "openssl cms": (openssl_holds, "openssl", (pdf, report, signers), (changed, report, signers)),
            }
            for tool, (holds, block, whole, damaged) in rows.items():
                check(f"README: {tool}, {kind}", lambda: holds(found[block], *whole))
                check(f"README: {tool}, {kind}, refuses a change", refuses(lambda: holds(found[block], *damaged)))
        path, token, authority = (folder / each for each in ("stamped.json", "stamped.json.tsr", "authority.pem"))
        check("README: openssl ts", lambda: stamp_holds(found["stamp"], path, token, authority))
        changed = time_stamps.changed_middle(path, name)
        check("README: openssl ts refuses a change", refuses(lambda: stamp_holds(found["stamp"], changed, token, authority)))
