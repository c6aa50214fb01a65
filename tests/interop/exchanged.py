"""What `assay render` makes of a signed report for other programs: OSCAL, read by compliance-trestle, and a workbook, read
by openpyxl."""

import datetime
import json
import shutil
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

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
    """OSCAL and the workbook of a report, and that a change of either is seen."""
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
        check(f"{report.name} as XLSX: another amount is seen", refuses(lambda: openpyxl_reads(of_another_amount(book, folder), stated)))
