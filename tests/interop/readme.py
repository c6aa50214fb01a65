"""The commands under "Verify without Assay" in the README, run as they stand there."""

import importlib.metadata
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

import json_proof
import pdf_signature
import time_stamps
from outcome import Refused, run

SECTION = "## Verify without Assay"
FINGERPRINT = re.compile(r"^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$", re.MULTILINE)

# How many have signed the files of this name.
SIGNERS = {"one": 1, "two": 2, "three": 3, "organisation": 1}


def blocks(readme):
    """The blocks of commands of the section, each named by the program that it is about."""
    section = readme.read_text(encoding="utf-8").split(f"{SECTION}\n", 1)
    if len(section) != 2:
        raise Refused(f"there is no section {SECTION!r}")
    found = re.findall(r"^```sh\n(.*?)^```$", section[1].split("\n## ", 1)[0], re.MULTILINE | re.DOTALL)
    about = {"install": "pip install", "json": "EcdsaJcsProofSuite", "pdfsig": "pdfsig ", "openssl": "openssl cms ", "stamp": "openssl ts "}
    named = {name: [block for block in found if word in block] for name, word in about.items()}
    if len(found) != len(about) or any(len(each) != 1 for each in named.values()):
        raise Refused("its blocks are not one for each of: " + ", ".join(about))
    return {name: each[0] for name, each in named.items()}


def typed(block, **files):
    """What the commands print in a folder that holds these files, named as the section has them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, path in files.items():
            shutil.copy(path, Path(folder, name.replace("_", ".")))
        # The package is installed already, where this program runs.
        Path(folder, "verifier").symlink_to(sys.prefix)
        return run("sh", "-e", "-c", block, cwd=folder)


def installs_what_is_tested(block):
    """The version is the one that this program runs with."""
    package = f"openvc-core=={importlib.metadata.version('openvc-core')}"
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


def check_all(readme, folder, check, refuses):
    """Runs each block on every file that it is about, and on the same with a change."""
    found = blocks(readme)
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
