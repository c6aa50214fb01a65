"""What `assay render` makes of a signed report for CISO Assistant, read as CISO Assistant documents it: the library by
PyYAML, and the table of the audit as its Data Wizard goes through it."""

import csv
import datetime
import json
import re
from pathlib import Path

import yaml
from outcome import Refused

LIBRARY = "ciso-assistant-library.yaml"
AUDIT = "ciso-assistant-audit.csv"

# What an URN has to be, and what each object has to have, before it is imported.
URN = re.compile(r"urn:([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+)(?::([a-zA-Z0-9_-]+))?:([0-9A-Za-z\[\]\(\)\-\._:]+)")
OF_LIBRARY = {"urn", "locale", "ref_id", "name", "version", "objects"}
OF_OBJECT = {"urn", "ref_id"}

# How many characters its database keeps.
MOST = {"urn": 255, "ref_id": 100, "name": 200, "provider": 200, "copyright": 4096, "packager": 32}

RESULTS = {
    "implemented": ("compliant", "done"),
    "partial": ("partially_compliant", "done"),
    "fails": ("non_compliant", "done"),
    "not-applicable": ("not_applicable", "done"),
    "not-tested": ("not_assessed", "to_do"),
}

# What pandas takes for nothing.
NOTHING = {"", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "<NA>", "#N/A"}


def library_holds(folder, report):
    """The library is one that CISO Assistant loads, and has the controls and the risks of the report."""
    content = (folder / LIBRARY).read_bytes()
    library = yaml.safe_load(content)
    if library != json.loads(content):
        raise Refused("YAML and JSON read something else")
    _has(library, OF_LIBRARY)
    if not isinstance(library["version"], int):
        raise Refused(f"its version is {library['version']!r}")
    datetime.date.fromisoformat(library["publication_date"])
    framework, threats = library["objects"]["framework"], library["objects"]["threats"]
    nodes = framework["requirement_nodes"]
    for each in [framework, *threats]:
        _has(each, OF_OBJECT)
    urns = [each["urn"] for each in [library, framework, *nodes, *threats]]
    for urn in urns:
        if not URN.fullmatch(urn) or urn != urn.lower():
            raise Refused(f"{urn} is no URN")
    if len(urns) != len(set(urns)):
        raise Refused("two are called the same")
    for each in [library, framework, *nodes, *threats]:
        long = [name for name, most in MOST.items() if len(each.get(name, "")) > most]
        if long:
            raise Refused(f"{each['urn']} has too long a {long}")
    _tree(nodes, {threat["urn"] for threat in threats})
    _same_controls(nodes, threats, report)
    return len(nodes) + len(threats)


def _has(thing, names):
    if names - set(thing):
        raise Refused(f"{thing.get('urn')} lacks {names - set(thing)}")


def _tree(nodes, threats):
    depths = {None: 0}
    for node in nodes:
        if depths.get(node.get("parent_urn")) != node["depth"] - 1:
            raise Refused(f"{node['urn']} is not within its parent")
        if not set(node.get("threats", [])) <= threats:
            raise Refused(f"{node['urn']} names a threat that is not there")
        depths[node["urn"]] = node["depth"]


def _same_controls(nodes, threats, report):
    stated = {control["id"]: control for control in _controls(report)}
    own = {risk["id"] for risk in _risks(report) if risk.get("own")}
    names = {threat["urn"]: threat["ref_id"] for threat in threats}
    if set(names.values()) != {risk["id"] for risk in _risks(report)} - own:
        raise Refused("its threats are not the risks of the edition")
    found = {node["ref_id"]: node for node in nodes if node["assessable"]}
    if list(found) != list(stated):
        raise Refused("its controls are not those of the report")
    for name, control in stated.items():
        node = found[name]
        if control["statement"] not in node["description"] or node["name"] != control["shortTitle"]:
            raise Refused(f"{name} does not say what the report quotes of it")
        mitigates = {names[urn] for urn in node.get("threats", [])}
        if mitigates != {risk["id"] for risk in control["risks"]} - own:
            raise Refused(f"{name} mitigates {mitigates}")


def audit_holds(folder, report):
    """The wizard finds each control, gives it the verdict of the report and no score, and keeps what was stated."""
    library = yaml.safe_load((folder / LIBRARY).read_bytes())
    nodes = library["objects"]["framework"]["requirement_nodes"]
    with (folder / AUDIT).open(encoding="utf-8", newline="") as table:
        records = list(csv.DictReader(table, strict=True))
    stated = {control["id"]: control for control in _controls(report)}
    found = {}
    for record in records:
        node = _looked_up(nodes, record)
        if node["ref_id"] in found or not node["assessable"]:
            raise Refused(f"{node['urn']} is not one control")
        found[node["ref_id"]] = record
        control = stated[node["ref_id"]]
        if (record["compliance_result"], record["requirement_progress"]) != RESULTS[control["status"]]:
            raise Refused(f"{control['id']} is {record['compliance_result']}, {record['requirement_progress']}")
        if record["implementation_score"] or record["documentation_score"] or record["score"]:
            raise Refused(f"{control['id']} is scored")
        _observed(record["observations"], control, report)
    if list(found) != list(stated):
        raise Refused("its rows are not the controls of the report")
    return len(records)


def _looked_up(nodes, record):
    """The node that the wizard finds: by identifier, or else by URN. Numbers it would not find."""
    if record["assessable"] in NOTHING:
        raise Refused(f"{record['urn']} is passed over")
    name = "urn" if record["ref_id"] in NOTHING else "ref_id"
    try:
        float(record[name])
        raise Refused(f"{record[name]} is read as a number")
    except ValueError:
        pass
    node = next((node for node in nodes if node.get(name) == record[name]), None)
    if node is None or node["urn"] != record["urn"]:
        raise Refused(f"{record['urn']} is not found")
    return node


def _observed(said, control, report):
    words = _plain(said)
    evidence = {item["id"]: item for item in report["evidence"]}
    expected = [control["reason"], control["note"], report["id"], report["journal"]["head"]]
    expected += [text for each in control.get("procedures", []) for text in (each["done"], each["exceptions"])]
    for item in map(evidence.get, control["evidence"]):
        content = item["content"]
        expected += [item["label"], content.get("sha256") or content["address"]]
    for finding in report.get("deficiencies", []):
        if control["id"] in finding["controls"]:
            expected += [finding["title"], *finding.get("texts", {}).values()]
    actions = {action["id"]: action for action in report["actions"]}
    expected += [actions[name]["title"] for name in control["actions"]]
    lost = [text for text in expected if _plain(text) not in words]
    if lost:
        raise Refused(f"{control['id']} lacks {lost}")


def _plain(text):
    return " ".join(text.split())


def _controls(report):
    return [control for section in report["sections"] for group in section["groups"] for control in group["controls"]]


def _risks(report):
    return [risk for category in report["register"]["categories"] for risk in category["risks"]]


# What must be refused: a file, and what is changed in its text.
CHANGES = {
    "with a parent that is not there": (LIBRARY, lambda text: re.sub(r'("parent_urn": "[^"]+)', r"\1x", text, count=1)),
    "with a threat that is not there": (LIBRARY, lambda text: re.sub(r'("threats": \[\s*"[^"]+)', r"\1x", text, count=1)),
    "with a version that is a text": (LIBRARY, lambda text: re.sub(r'"version": (\d+)', r'"version": "\1"', text)),
    "with another statement": (LIBRARY, lambda text: text.replace(" MUST ", " MAY ", 1)),
    "with another verdict": (AUDIT, lambda text: text.replace(",compliant,", ",non_compliant,", 1)),
    "with a score": (AUDIT, lambda text: text.replace(",,,\r\n", ",,,3\r\n", 1)),
    "with a control under another name": (AUDIT, lambda text: re.sub(r"\n(urn:[^,]+),[^,]+,", r"\n\1,req-other,", text, count=1)),
}


def holds(folder, report):
    """Both files."""
    return library_holds(folder, report) + audit_holds(folder, report)


def changed(folder, what, copy):
    """A copy of both files, one of them changed."""
    name, change = CHANGES[what]
    copy.mkdir(exist_ok=True)
    for each in (LIBRARY, AUDIT):
        text = (folder / each).read_bytes().decode()
        other = change(text) if each == name else text
        if each == name and other == text:
            raise ValueError(f"nothing to change: {what}")
        Path(copy, each).write_bytes(other.encode())
    return copy
