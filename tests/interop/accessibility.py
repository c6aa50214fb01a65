"""PDF/UA-1 (ISO 14289-1) and what a reader with a screen reader meets, by outloud."""

from pathlib import Path

import outloud
import pikepdf
from outloud.model import Document
from outloud.rules._common import element_text

from outcome import Refused

# What outloud takes for a fault and is none; `report/README.md` says why, with the clauses.
REMARKS = {"TBL-010", "PAG-001", "ORD-001"}
REPEATED_HEADER = "TAG-002"


def verify_with_outloud(path):
    """Accepts a PDF in which every rule ran, and found nothing but what is no fault."""
    result = outloud.check(str(path))
    if result.error:
        raise Refused(f"outloud: {result.error}")
    crashed = [run.rule for run in result.runs if run.status == "crashed"]
    if crashed:
        raise Refused(f"outloud: {crashed} did not end")
    headers = header_words(path) if any(found.rule == REPEATED_HEADER for found in result.findings) else set()
    for found in result.findings:
        if found.rule == REPEATED_HEADER and set((found.evidence or "-").replace(";", " ").split()) <= headers:
            continue
        if found.rule not in REMARKS and found.severity != "info":
            raise Refused(f"outloud {found.rule}, page {found.page}: {found.message}: {found.evidence}")


def header_words(path):
    """Every word of a header cell that is tagged as one: what a repeated header repeats."""
    document = Document(str(path))
    try:
        cells = [element_text(document, element) for element in document.elements if element.type == "TH"]
    finally:
        document.close()
    return {word for cell in cells for word in cell.split()}


def without_language(path, folder):
    """A copy of a PDF that does not say in which language it is (ISO 14289-1, 7.2)."""
    copy = Path(folder, path.name)
    with pikepdf.open(path) as pdf:
        del pdf.Root.Lang
        pdf.save(copy)
    return copy
