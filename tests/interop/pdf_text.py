"""What a person who reads or searches the PDF finds in it."""

import collections
import json
import re

from outcome import Refused, run


def check_text(path, report, further):
    """Finds the statement of every control of the JSON report beside the PDF, and each further passage."""
    statements = [control["statement"] for control in controls(report)]
    if not statements:
        raise Refused(f"{report.name} holds no control")
    return find(path, statements + further)


def quotes_controls(path):
    """Whether a PDF is of a document that holds controls, and not its executive edition."""
    if path.name.endswith(".executive.pdf"):
        return False
    return "sections" in report_in(path.with_suffix(".json"))


def report_in(path):
    """The report of a JSON file, which a public edition holds as a member."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return document.get("report", document)


def find(path, passages):
    """Finds each passage, and says how many there are."""
    if not passages:
        raise Refused(f"nothing is known that {path.name} must hold")
    texts = [squeezed(without_furniture(run("pdftotext", *mode, str(path), "-"))) for mode in ([], ["-raw"])]
    missing = [passage for passage in passages if not any(squeezed(passage) in text for text in texts)]
    if missing:
        raise Refused(f"pdftotext does not find {len(missing)} of {len(passages)} passages, such as: {missing[:3]}")
    return len(passages)


def controls(report):
    """Every control of a report: whichever edition it is against, it quotes that."""
    return [control for section in report_in(report)["sections"] for group in section["groups"] for control in group["controls"]]


def squeezed(text):
    """The text without spaces and line ends, which a PDF does not keep, and without soft hyphens."""
    return re.sub(r"[\s\u00ad]+", "", text)


def without_furniture(text):
    """The text without the lines that stand on most pages, page numbers and the room between words aside."""
    pages = [page.splitlines() for page in text.split("\f")]
    def bare(line):
        return " ".join(re.sub(r"\d+", "", line).split())
    often = collections.Counter(line for page in pages for line in {bare(line) for line in page})
    furniture = {line for line, count in often.items() if count > 2 and count > len(pages) / 2}
    return "\n".join(line for page in pages for line in page if bare(line) not in furniture)
