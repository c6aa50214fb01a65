"""What `assay render` makes of a signed report for other programs: OSCAL, read by compliance-trestle, a workbook, read by
openpyxl and LibreOffice, and files for CISO Assistant."""

import csv
import datetime
import json
import shutil
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

import ciso_assistant
import json_proof
import openpyxl
from outcome import Refused, run
from trestle.oscal import assessment_plan, assessment_results, catalog, mapping, poam

# The model of each file. Each refuses members and values that OSCAL does not have.
MODELS = {
    "catalog": catalog.Catalog,
    "assessment-plan": assessment_plan.AssessmentPlan,
    "assessment-results": assessment_results.AssessmentResults,
    "plan-of-action-and-milestones": poam.PlanOfActionAndMilestones,
    "mapping-collection": mapping.MappingCollection,
}

# Those that every report has.
ALWAYS = {"catalog", "assessment-plan", "assessment-results"}

# What must be refused: a file, and what is changed in its root.
CHANGES = {
    "without its plan": ("assessment-results", lambda root: root.pop("import-ap")),
    "with an empty array": ("assessment-results", lambda root: root["results"][0].update(findings=[])),
    "with a moment without a zone": ("assessment-results", lambda root: root["results"][0].update(start="2026-01-01T00:00:00")),
    "with a line break in a facet": (
        "assessment-results",
        lambda root: root["results"][0]["risks"][0]["characterizations"][0]["facets"][0].update(value="a\nb")),
    "with an identifier twice": (
        "assessment-results",
        lambda root: root["results"][0]["risks"][0].update(uuid=root["results"][0]["risks"][1]["uuid"])),
    "with a state of its own": (
        "assessment-results",
        lambda root: root["results"][0]["findings"][0]["target"]["status"].update(state="not-applicable")),
}


def made(program, report, form, folder):
    """What the program makes of a report."""
    place = Path(folder, "made")
    run(str(program), "render", str(report), form, "--output", str(place))
    return place


def trestle_takes(documents):
    """Each document is one of its model, and all are valid where they stand beside each other."""
    names = sorted(path.stem for path in documents.iterdir())
    if not ALWAYS <= set(names) <= set(MODELS):
        raise Refused(f"{names} were made")
    for name in names:
        if MODELS[name].oscal_read(documents / f"{name}.json") is None:
            raise Refused(f"{name} was not read")
    with tempfile.TemporaryDirectory() as workspace:
        trestle = str(Path(sys.executable).with_name("trestle"))
        run(trestle, "init", "--local", cwd=workspace)
        for name in names:
            run(trestle, "import", "-f", str(documents / f"{name}.json"), "-o", name, cwd=workspace)
        printed = run(trestle, "validate", "-a", cwd=workspace)
    if printed.count("VALID: Model") != len(names):
        raise Refused(printed)


def changed(documents, name, change, folder):
    """A copy of the documents, one of them changed."""
    copy = Path(folder, "changed")
    shutil.copytree(documents, copy, dirs_exist_ok=True)
    path = copy / f"{name}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    (root,) = document.values()
    change(root)
    path.write_text(json.dumps(document), encoding="utf-8")
    return copy


def openpyxl_reads(path, report):
    """Amounts are numbers, days are days, and both are those of the report."""
    book = openpyxl.load_workbook(path)
    made_at = datetime.datetime.fromisoformat(report["generatedAt"]).replace(tzinfo=None)
    if book.properties.created != made_at:
        raise Refused(f"it was made at {book.properties.created}")
    for sheet in book:
        if sheet.freeze_panes != "A2" or not sheet.auto_filter.ref:
            raise Refused(f"{sheet.title} does not keep its head in sight, or does not filter")
    unit = Decimal(10) ** -report["scales"]["currency"]["decimals"]
    risks = [risk for category in report["register"]["categories"] for risk in category["risks"]]
    _same(book["Risks"], "Risk", {risk["id"]: {
        "Due": _day(risk["due"]),
        "Impact before": _amount(_impact(risk["inherent"]), unit),
        "Impact after": _amount(_impact(risk["residual"]), unit),
        "Exposure before": _amount(risk["inherent"]["exposure"], unit),
        "Exposure after": _amount(risk["residual"]["exposure"], unit),
        "Cost of mitigation": _amount(risk["mitigationCost"], unit),
        "Probability before": _probability(risk["inherent"]),
    } for risk in risks})
    controls = [control for section in report["sections"] for group in section["groups"] for control in group["controls"]]
    _same(book["Controls"], "Control", {control["id"]: {
        "Assessed on": _day(control["assessed"] and control["assessed"]["on"]),
        "Statement": control["statement"] if not control.get("parts") else ...,
    } for control in controls})
    _same(book["Evidence"], "Evidence", {item["id"]: {
        "Bytes": item["content"].get("size"), "SHA-256": item["content"].get("sha256"),
    } for item in report["evidence"]})
    return len(risks) + len(controls)


def _same(sheet, key, expected):
    rows = list(sheet.iter_rows())
    heads = [cell.value for cell in rows[0]]
    found = {row[heads.index(key)].value: dict(zip(heads, row)) for row in rows[1:]}
    if list(found) != list(expected):
        raise Refused(f"{sheet.title} has rows of {list(found)}")
    for name, columns in expected.items():
        for title, value in columns.items():
            cell = found[name][title]
            read = cell.value
            if isinstance(value, Decimal):
                read = None if read is None else Decimal(str(read)).quantize(value)
            if value is not ... and read != value:
                raise Refused(f"{sheet.title}, {name}, {title} is {read!r}, and {value!r} is stated")
            if cell.data_type == "f":
                raise Refused(f"{sheet.title}, {name}, {title} is a formula")


def _day(day):
    return day and datetime.datetime.fromisoformat(day)


def _amount(units, unit):
    return None if units is None else units * unit


def _impact(score):
    return score["impact"] and score["impact"]["amount"]


def _probability(score):
    probability = score["probability"]
    return probability and probability["basisPoints"] * Decimal("0.0001")


# Of each sheet a file: commas, quotes, UTF-8, from the first line, values as they are and not as they are shown.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def libreoffice_reads(path, stated):
    """LibreOffice shows what openpyxl reads, cell by cell; `stated` is the workbook that it should be."""
    book = openpyxl.load_workbook(stated)
    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        # A profile of its own, so that no other LibreOffice on this machine is asked to do it.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", AS_CSV, "--outdir", folder, str(path))
        for sheet in book:
            shown = Path(folder, f"{path.stem}-{sheet.title}.csv").read_text(encoding="utf-8")
            rows = list(csv.reader(shown.splitlines(keepends=True)))
            if len(rows) != sheet.max_row:
                raise Refused(f"{sheet.title} has {len(rows)} rows, and not {sheet.max_row}")
            for cells, row in zip(sheet.iter_rows(), rows):
                for cell, found in zip(cells, row, strict=True):
                    if not _shows(found, cell.value):
                        raise Refused(f"{sheet.title} {cell.coordinate} is shown as {found!r}, and is {cell.value!r}")
                    compared += 1
    return compared


def _shows(shown, value):
    if value is None or isinstance(value, str):
        return shown == (value or "")
    if isinstance(value, datetime.datetime):
        return shown == value.date().isoformat()
    # Probabilities are shown in percent, whatever is asked for.
    number = Decimal(shown[:-1]) / 100 if shown.endswith("%") else Decimal(shown)
    return number == Decimal(str(value))


def of_another_amount(path, folder):
    """A copy of the workbook in which an amount is another one."""
    copy = Path(folder, "changed.xlsx")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(copy, "w") as other:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "xl/worksheets/sheet4.xml":
                part = part.replace(b' s="5"><v>', b' s="5"><v>1', 1)
            other.writestr(name, part)
    return copy


def check_exchanged(report, program, check, refuses):
    """OSCAL, the workbook and the files for CISO Assistant of a report, and that a change of any is seen."""
    with tempfile.TemporaryDirectory() as folder:
        documents = made(program, report, "--oscal", Path(folder))
        check(f"{report.name} as OSCAL: trestle", lambda: trestle_takes(documents))
        for what, (name, change) in CHANGES.items():
            copy = changed(documents, name, change, folder)
            check(f"{report.name} as OSCAL: trestle refuses it {what}", refuses(lambda: trestle_takes(copy)))
    with tempfile.TemporaryDirectory() as folder:
        stated = json_proof.read(report)
        book = made(program, report, "--xlsx", Path(folder)).rename(Path(folder, "made.xlsx"))
        check(f"{report.name} as XLSX: openpyxl", lambda: openpyxl_reads(book, stated))
        check(f"{report.name} as XLSX: LibreOffice", lambda: libreoffice_reads(book, book))
        check(f"{report.name} as XLSX: LibreOffice shows another amount",
              refuses(lambda: libreoffice_reads(of_another_amount(book, folder), book)))
        check(f"{report.name} as XLSX: another amount is seen", refuses(lambda: openpyxl_reads(of_another_amount(book, folder), stated)))
    with tempfile.TemporaryDirectory() as folder:
        files = made(program, report, "--ciso-assistant", Path(folder))
        check(f"{report.name} for CISO Assistant", lambda: ciso_assistant.holds(files, stated))
        for what in ciso_assistant.CHANGES:
            copy = ciso_assistant.changed(files, what, Path(folder, "changed"))
            check(f"{report.name} for CISO Assistant is refused {what}", refuses(lambda: ciso_assistant.holds(copy, stated)))


def check_page(folder, program, check, refuses):
    """What the page made of a report is, byte for byte, what the command line makes of it."""
    report = folder / "report.json"
    for form, name in [("--xlsx", "made.xlsx"), ("--page", "made.page.html"), ("--markdown", "made.md")]:
        check(f"{name} of the page is what assay render {form} makes", lambda: _is_rendered(report, program, form, folder / name))
        check(f"another report gives another {name}", refuses(lambda: _is_rendered(_another(folder), program, form, folder / name)))
    for form in ("--oscal", "--ciso-assistant"):
        with tempfile.TemporaryDirectory() as place:
            files = sorted(made(program, report, form, Path(place)).iterdir())
            for file in files:
                check(f"{file.name} of the page is what assay render {form} makes",
                      lambda: _same_bytes(file.read_bytes(), folder / file.name))
            if form == "--oscal":
                check(f"the page made {len(files)} OSCAL documents", lambda: _as_many(files, folder))


def _is_rendered(report, program, form, file):
    with tempfile.TemporaryDirectory() as place:
        _same_bytes(made(program, report, form, Path(place)).read_bytes(), file)


def _another(folder):
    """Another report, signed without a browser."""
    return folder.parent / "signed" / "one.json"


def _same_bytes(rendered, file):
    if rendered != file.read_bytes():
        raise Refused("the bytes differ")


def _as_many(documents, folder):
    there = {path.name for path in folder.glob("*.json")} - {"report.json"}
    if there != {document.name for document in documents}:
        raise Refused(f"it made {sorted(there)}")
