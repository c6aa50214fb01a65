"""Assay's own verdict, by the program that the library builds without a browser."""

from outcome import run


def verify_with_assay(program, path, *stamp):
    """Accepts a file that is valid with everything in it; `stamp` is a token beside it and its authority's root."""
    run(str(program), "check", str(path), *map(str, stamp))
