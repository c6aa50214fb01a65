"""The manual pages of the command line, rendered by what is installed of groff, mandoc and man."""

import os
import re
import shutil
import subprocess
import tempfile

from outcome import Refused, run

# How each renders a page, and says on its standard error what it does not understand.
RENDERERS = {
    "groff": ["groff", "-man", "-Tutf8", "-ww", "-rLL=100n"],
    "mandoc": ["mandoc", "-T", "utf8", "-W", "warning"],
    "man": ["man", "--local-file", "--warnings"],
}
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "PAGER": "cat", "MANPAGER": "cat"}


def rendered(tool, page):
    """The page as a reader sees it; raises Refused if the renderer complains."""
    with tempfile.NamedTemporaryFile("w", suffix=".1", encoding="utf-8") as file:
        file.write(page)
        file.flush()
        done = subprocess.run([*RENDERERS[tool], file.name], capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode or done.stderr.strip():
        raise Refused(f"{tool} ended with {done.returncode}: {done.stderr.strip()[:600]}")
    # Bold and underlined letters, by escapes or as if typed over each other.
    return re.sub("\x1b\\[[0-9;]*m|.\x08", "", done.stdout)


def shows(tool, page, words):
    """Nothing is complained of, and the page has its parts and these words."""
    text = re.sub(r"\s+", " ", rendered(tool, page))
    for word in ("NAME", "SYNOPSIS", "OPTIONS", *words):
        if word not in text:
            raise Refused(f"{tool} does not show {word!r}")


def check_all(program, check, refuses):
    """Each page, and one with a request that there is not."""
    run_program = lambda *arguments: run(str(program), *arguments)
    commands = re.findall(r"^  ([a-z]+)  ", run_program("--help").split("Commands:", 1)[1], re.MULTILINE)
    if "table" not in commands:
        raise Refused(f"the commands are {commands}")
    for tool in RENDERERS:
        if not shutil.which(tool):
            check(f"manual pages: {tool} is not installed, so that it renders none", lambda: None)
            continue
        for command in ["", *commands]:
            page = run_program("man", *command.split())
            words = ["--parquet", "which DuckDB and Spark take as one table"] if command == "table" else [command]
            check(f"manual page {command or 'assay'}: {tool}", lambda: shows(tool, page, words))
        broken = run_program("man", "table").replace(".SH NAME", ".nosuchrequest NAME")
        check(f"manual page table: {tool} refuses it without its name", refuses(lambda: shows(tool, broken, [])))
