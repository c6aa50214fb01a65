"""Renames a subset: a changed font may not carry the reserved name (SIL OFL 1.1, clause 3)."""
import sys
from fontTools.ttLib import TTFont

path, family, style = sys.argv[1:]
font = TTFont(path)
full = f"{family} {style}"
names = {1: family, 2: style, 3: f"{full} (subset)", 4: full, 6: full.replace(" ", "-")}
table = font["name"]
table.names = [n for n in table.names if n.nameID in (0, 13, 14)]
for identifier, text in names.items():
    table.setName(text, identifier, 3, 1, 0x409)
font["head"].modified = font["head"].created
font.recalcTimestamp = False
font.save(path)
