"""The section "Many reports" of the README: its command over many reports, and its queries by DuckDB, whose answers are
compared with what the JSON of the reports says."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import duckdb

from outcome import Refused

SECTION = "## Many reports"
# The queries, each named by a part of it.
ABOUT = {
    "views": "CREATE VIEW",
    "SLS1": "'SLS1'",
    "trend": "mandatory_not_tested",
    "weak": "count(DISTINCT operator)",
    "evidence": "INTERVAL 1 YEAR",
}
TABLES = ("reports", "controls", "risks", "evidence")
WEAK = ("fails", "partial")
# What other software must take the columns for.
TYPES = {
    ("reports", "verdict"): "VARCHAR",
    ("reports", "example"): "BOOLEAN",
    ("reports", "period_to"): "DATE",
    ("reports", "generated_at"): "TIMESTAMP WITH TIME ZONE",
    ("reports", "inherent"): "BIGINT",
    ("reports", "year"): "BIGINT",
    ("controls", "risks"): "VARCHAR[]",
    ("controls", "edition"): "VARCHAR",
    ("evidence", "captured_on"): "DATE",
}


def printed(readme):
    """The command of the section, and its queries by name."""
    parts = readme.read_text(encoding="utf-8").split(f"{SECTION}\n", 1)
    if len(parts) != 2:
        raise Refused(f"there is no section {SECTION!r}")
    section = parts[1].split("\n## ", 1)[0]
    commands = re.findall(r"^    (assay table .*)$", section, re.MULTILINE)
    found = re.findall(r"^```sql\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    named = {name: [block for block in found if word in block] for name, word in ABOUT.items()}
    if len(commands) != 1 or len(found) != len(ABOUT) or any(len(each) != 1 for each in named.values()):
        raise Refused("there is not one command and one query for each of: " + ", ".join(ABOUT))
    return commands[0], {name: each[0] for name, each in named.items()}


def short_name(edition):
    """The name by which tables are divided, of an edition that is named in ASCII."""
    whole = f"{edition['name']} {edition['version']}".lower().replace("'", "")
    return re.sub("[^a-z0-9]+", "-", whole).strip("-")


def read(folder):
    """What the JSON of each valid report says, by the path that the tables have."""
    reports = {}
    for path in sorted(Path(folder, "reports").glob("*.json")):
        if path.name.startswith("forged"):
            continue
        whole = json.loads(path.read_bytes())
        # All of 1,000 reports would be gigabytes.
        report = {name: whole[name] for name in ("operator", "period", "conformance")}
        groups = (group for section in whole["sections"] for group in section["groups"])
        report["controls"] = [{name: control[name] for name in ("id", "shortTitle", "status")}
                              | {"risks": [sys.intern(risk["id"]) for risk in control["risks"]]}
                              for group in groups for control in group["controls"]]
        report["evidence"] = [{name: item[name] for name in ("label", "capturedOn")} for item in whole["evidence"]]
        risks = (risk for category in whole["register"]["categories"] for risk in category["risks"])
        report["residual"] = sum(risk["residual"]["exposure"] or 0 for risk in risks)
        report["currency"] = whole["scales"]["currency"]["code"]
        report["short"] = short_name(whole["edition"])
        report["year"] = int(report["period"]["to"][:4])
        reports[f"reports/{path.name}"] = report
    return reports


def expected_sls1(reports):
    rows = [
        (report["operator"]["name"], report["year"], control["id"], control["shortTitle"], control["status"])
        for report in reports.values() for control in report["controls"]
        if control["status"] in WEAK and "SLS1" in control["risks"]
    ]
    # DuckDB orders texts by their bytes.
    return sorted(rows, key=lambda row: [part if isinstance(part, int) else part.encode() for part in row])


def expected_trend(reports):
    sums = defaultdict(Counter)
    for report in reports.values():
        conformance = report["conformance"]
        mandatory = conformance["mandatory"]
        sums[report["short"], report["year"]].update(
            reports=1, conform=int(conformance["verdict"] == "conforms"), fails=mandatory["fails"],
            partial=mandatory["partial"], not_tested=mandatory["notTested"])
    names = ("reports", "conform", "fails", "partial", "not_tested")
    return [(*key, *(sums[key][name] for name in names)) for key in sorted(sums)]


def expected_weak(reports):
    operators = defaultdict(set)
    for report in reports.values():
        for control in report["controls"]:
            if control["status"] in WEAK:
                operators[report["short"], control["id"], control["shortTitle"]].add(report["operator"]["name"])
    rows = [(*key, len(names)) for key, names in operators.items()]
    return sorted(rows, key=lambda row: (-row[3], row[0], row[1]))[:10]


def expected_evidence(reports):
    rows = []
    for report in reports.values():
        until = date.fromisoformat(report["period"]["to"])
        for item in report["evidence"]:
            captured = item["capturedOn"] and date.fromisoformat(item["capturedOn"])
            if captured and captured < until.replace(year=until.year - 1):
                rows.append((report["operator"]["name"], report["year"], item["label"], captured, until))
    return sorted(rows, key=lambda row: (row[0].encode(), row[1], row[2].encode(), row[3]))


EXPECTED = {"SLS1": expected_sls1, "trend": expected_trend, "weak": expected_weak, "evidence": expected_evidence}


def forge(folder):
    """A report that nobody signed as it is, which would change every answer."""
    whole = min(Path(folder, "reports").glob("*.json")).read_bytes()
    forged = whole.replace(b'"status":"implemented"', b'"status":"fails"').replace(b'"name":"', b'"name":"Forged ')
    Path(folder, "reports/forged.json").write_bytes(forged)


def write_tables(command, folder, programs):
    """The command as typed, where `reports/` and the list of known signers are."""
    forge(folder)
    party = json.loads(min(Path(folder, "reports").glob("[0-9]*.json")).read_bytes())["signingParties"][0]
    signer = {"name": party["name"], "fingerprint": party["fingerprint"], "since": "2026-11-22T09:30:00Z", "why": "a test"}
    known = {"format": "assay-known-signers", "version": 1, "signers": [signer]}
    Path(folder, "known-signers.json").write_text(json.dumps(known), encoding="utf-8")
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(shlex.split(command), cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    if done.returncode != 1 or "forged.json: Not valid" not in done.stderr:
        raise Refused(f"it ended with {done.returncode}, although one report is not valid: {done.stderr}")


def opened(queries, folder):
    """DuckDB in a folder with the tables, with the views of the README."""
    database = duckdb.connect()
    database.execute(f"SET file_search_path = '{folder}'")
    database.execute(queries["views"])
    return database


def answers_agree(name, queries, folder, reports):
    """DuckDB answers what the reports say; gives the number of rows."""
    found = opened(queries, folder).execute(queries[name]).fetchall()
    expected = EXPECTED[name](reports)
    if not expected:
        raise Refused("no report says anything to it")
    if found != expected:
        differs = [pair for pair in zip(found, expected) if pair[0] != pair[1]]
        raise Refused(f"{len(found)} rows, expected {len(expected)}; first that differ: {differs[:1]}")
    return len(found)


def all_rows_are_there(queries, folder, reports):
    """Each table has a row for each thing, and each column the type that it is written as."""
    database = opened(queries, folder)
    every = {name: f"read_parquet('tables/{name}/**/*.parquet', hive_partitioning = true)" for name in TABLES}
    for (table, column), kind in TYPES.items():
        found = database.execute(f"SELECT any_value(typeof({column})) FROM {every[table]}").fetchone()[0]
        if found != kind:
            raise Refused(f"{table}.{column} is {found}")
    verdicts = dict(database.execute(f"SELECT verdict, count(*) FROM {every['reports']} GROUP BY ALL").fetchall())
    if verdicts != {"valid": len(reports), "notValid": 1}:
        raise Refused(f"{verdicts}")
    controls = database.execute("SELECT file, control, status, risks FROM controls ORDER BY file").fetchall()
    expected = [(file, control["id"], control["status"], control["risks"])
                for file, report in reports.items() for control in report["controls"]]
    if sorted(controls) != sorted(expected):
        raise Refused("the controls are others than those of the reports")
    exposure = database.execute(f"SELECT currency, sum(residual_exposure) FROM {every['risks']} GROUP BY ALL").fetchall()
    sums = Counter()
    for report in reports.values():
        sums[report["currency"]] += report["residual"]
    if dict(exposure) != dict(sums):
        raise Refused(f"the exposure is {exposure}, expected {sums}")


def check_all(readme, folder, programs, check, refuses):
    """Writes the tables, and asks every query; once more after those of an edition were lost."""
    command, queries = printed(readme)
    written = []
    check(f"README: {command}", lambda: written.append(write_tables(command, folder, programs)))
    if not written:
        return
    reports = read(folder)
    check("README: the tables have all rows, for DuckDB", lambda: all_rows_are_there(queries, folder, reports))
    for name in EXPECTED:
        check(f"README: DuckDB, {name}", lambda: answers_agree(name, queries, folder, reports) and None)
    # The one that all answers are about.
    for table in ("reports", "controls", "evidence"):
        shutil.rmtree(max(Path(folder, "tables", table).glob("edition=valos*")))
    for name in EXPECTED:
        check(f"README: DuckDB, {name}, without an edition", refuses(lambda: answers_agree(name, queries, folder, reports)))
