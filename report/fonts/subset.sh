#!/bin/sh
# Makes the bundled subsets anew. Needs npm, tar, and fonttools from PyPI (pyftsubset).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent source-sans@3.52.0 source-code-pro@2.42.0
for archive in *.tgz; do mkdir "x-$archive" && tar xzf "$archive" -C "x-$archive"; done

text="U+0020-007E,U+00A0-017F,U+0192,U+01A0,U+01A1,U+01AF,U+01B0,U+01CD-01DC,U+01E6-01E9,U+01F4-01F5,U+01FA-021B,U+0259,\
U+02BB,U+02BC,U+02C6-02DD,U+0300-030C,U+0311,U+0323-0328,U+0337,U+0338,U+0370-03CE,U+03D1,\
U+03D5,U+0400-045F,U+0490-04F9,U+1E80-1E85,U+1E9E,U+1EA0-1EF9,U+1F00-1FFF,U+2000-200A,U+2010-2026,U+202F,\
U+2030-203E,U+2044,U+2070-2094,U+20A0-20BF,U+2113,U+2116,U+2117,U+2122,U+2126,U+212E,U+2150-215F,\
U+2190-2199,U+2200-22FF,U+25A0-25FF,U+2600-26FF,U+2700-27BF,U+FB00-FB04,U+FFFD"
code="U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01A0,U+01A1,U+01AF,U+01B0,U+0218-021B,U+0300-030C,U+0370-03CE,U+0400-045F,\
U+0490-0491,U+1EA0-1EF9,U+1F00-1FFF,U+2010-2026,U+2030-203A,U+2044,U+20AC,U+20B4,U+20BD,U+2190-2193,U+2212,U+2248,U+2260,\
U+2264,U+2265,U+2500-25FF,U+FFFD"

subset() { # source, characters, target, features, family, style
    pyftsubset "$1" --unicodes="$2" --output-file="$here/$3" --layout-features="$4" \
        --no-hinting --desubroutinize --name-IDs='0,13,14' --drop-tables+=DSIG,meta,BASE
    python3 "$here/rename.py" "$here/$3" "$5" "$6"
}
sans=x-source-sans-3.52.0.tgz/package/TTF
mono=x-source-code-pro-2.42.0.tgz/package/TTF
subset $sans/SourceSans3-Regular.ttf "$text" AssaySans-Regular.ttf kern,mark,mkmk,ccmp "Assay Sans" Regular
subset $sans/SourceSans3-Semibold.ttf "$text" AssaySans-Semibold.ttf kern,mark,mkmk,ccmp "Assay Sans" Semibold
subset $mono/SourceCodePro-Regular.ttf "$code" AssayMono-Regular.ttf mark,mkmk,ccmp "Assay Mono" Regular
