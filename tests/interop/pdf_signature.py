"""The signatures in a PDF report."""

import asyncio
import re
import tempfile
from pathlib import Path

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from outcome import Refused, run

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def verify_with_pdfsig(path):
    """Poppler: every signature valid, the last one over the whole file."""
    printed = run("pdfsig", "-nocert", str(path))
    verdicts = re.findall(r"Signature Validation: (.*)", printed)
    if not verdicts:
        raise Refused("pdfsig finds no signature")
    if any(verdict != "Signature is Valid." for verdict in verdicts):
        raise Refused(f"pdfsig: {verdicts}")
    # Fields that nobody has signed yet are listed too, without a verdict.
    signed = [part for part in printed.split("Signature #")[1:] if "Signature Validation" in part]
    if "Total document signed" not in signed[-1]:
        raise Refused("pdfsig: the last signature does not cover the whole file")


def verify_with_pyhanko(path, root=None, authority=None):
    """pyHanko: every signature intact, its changes afterwards allowed; its own certificate or the root as trust, and for
    time stamps the authority's root where there is one."""
    stamps = [load_cert_from_pemder(str(authority))] if authority and authority.is_file() else []
    known = ValidationContext(trust_roots=stamps, allow_fetching=False)
    with path.open("rb") as file:
        # Strict reading: a file that only a lenient reader understands is refused.
        reader = PdfFileReader(file, strict=True)
        signatures = reader.embedded_signatures
        if not signatures:
            raise Refused("pyHanko finds no signature")
        for signature in signatures:
            trusted = load_cert_from_pemder(str(root)) if root else signature.signer_cert
            # What an organisation issued is judged at the time of signing, which may lie ahead of this clock.
            moment = signature.self_reported_timestamp if root else None
            context = ValidationContext(trust_roots=[trusted], allow_fetching=False, moment=moment)
            status = asyncio.run(
                async_validate_pdf_signature(
                    signature, context, ts_validation_context=known, key_usage_settings=KeyUsageConstraints()
                )
            )
            if not status.bottom_line:
                raise Refused(f"pyHanko: {status.pretty_print_details()}")


def verify_with_openssl(path, root=None):
    """OpenSSL: each CMS container over the bytes that its signature names, CAdES attributes included; every certificate
    of it or the root as trust."""
    data = path.read_bytes()
    ranges = [tuple(map(int, found.groups())) for found in BYTE_RANGE.finditer(data)]
    if not ranges:
        raise Refused("there is no ByteRange")
    for start, length, resumed, rest in ranges:
        # Between the two ranges stands the container, in hexadecimal digits between < and >.
        gap = data[start + length:resumed]
        if not (gap.startswith(b"<") and gap.endswith(b">")):
            raise Refused("what a ByteRange leaves out is not the container alone")
        container = der_without_padding(bytes.fromhex(gap[1:-1].decode("ascii")))
        with tempfile.TemporaryDirectory() as folder:
            signature, content = Path(folder, "signature.der"), Path(folder, "content")
            signature.write_bytes(container)
            content.write_bytes(data[start:start + length] + data[resumed:resumed + rest])
            if root:
                trust = ["-CAfile", str(root), "-no_check_time"]
            else:
                # Who the signer is cannot be known here; that the signature is theirs can. So the
                # certificates in the container are what is trusted.
                certificates = Path(folder, "certificates.pem")
                run("openssl", "pkcs7", "-inform", "DER", "-in", str(signature), "-print_certs", "-out", str(certificates))
                trust = ["-CAfile", str(certificates), "-partial_chain"]
            run("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", str(signature),
                "-content", str(content), *trust, "-purpose", "any", "-out", "/dev/null")
    if max(resumed + rest for _, _, resumed, rest in ranges) != len(data):
        raise Refused("no signature covers the file to its end")


def der_without_padding(padded):
    """The DER object at the start; what follows it in the placeholder must be zeros."""
    if padded[0] != 0x30 or padded[1] < 0x80:
        raise Refused("the container is not a long DER sequence")
    digits = padded[1] & 0x7F
    length = 2 + digits + int.from_bytes(padded[2:2 + digits], "big")
    if any(padded[length:]):
        raise Refused("the container is followed by something else than zeros")
    return padded[:length]


def changed(path, folder):
    """A copy with one byte changed in the middle of what the first signature covers."""
    data = bytearray(path.read_bytes())
    found = BYTE_RANGE.search(data)
    if not found:
        raise Refused("there is no ByteRange")
    data[int(found.group(2)) // 2] ^= 0x01
    copy = Path(folder, "changed.pdf")
    copy.write_bytes(data)
    return copy


def check_structure(path):
    """qpdf: the file's structure has neither errors nor warnings."""
    run("qpdf", "--check", str(path))
