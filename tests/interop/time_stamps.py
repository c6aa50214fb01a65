"""Time stamps (RFC 3161), beside a file and in the last signature of a PDF."""

import asyncio
import tempfile
from pathlib import Path

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from outcome import Refused, run


def verify_detached(path, token, authority):
    """OpenSSL: the answer beside a file is over its bytes, and by an authority that the root vouches for."""
    run("openssl", "ts", "-verify", "-data", str(path), "-in", str(token), "-CAfile", str(authority))


def verify_in_pdf_with_openssl(path, authority):
    """OpenSSL: the token in the last signature is over that signature's value (RFC 3161, appendix A)."""
    with path.open("rb") as file:
        signer = last_signature(file).signer_info
        tokens = [attribute for attribute in signer["unsigned_attrs"] if attribute["type"].native == "signature_time_stamp_token"]
        if len(tokens) != 1 or len(tokens[0]["values"]) != 1:
            raise Refused("the last signature has not exactly one time stamp")
        token, signed = tokens[0]["values"][0].dump(), signer["signature"].native
    with tempfile.TemporaryDirectory() as folder:
        answer, value = Path(folder, "token.der"), Path(folder, "signature")
        answer.write_bytes(token)
        value.write_bytes(signed)
        run("openssl", "ts", "-verify", "-data", str(value), "-token_in", "-in", str(answer), "-CAfile", str(authority))


def verify_in_pdf_with_pyhanko(path, authority):
    """pyHanko: the same, with the authority's root as the only trust for time stamps."""
    with path.open("rb") as file:
        signature = last_signature(file)
        signer = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        stamps = ValidationContext(trust_roots=[load_cert_from_pemder(str(authority))], allow_fetching=False)
        status = asyncio.run(async_validate_pdf_signature(
            signature, signer, ts_validation_context=stamps, key_usage_settings=KeyUsageConstraints()
        ))
        stamp = status.timestamp_validity
        if stamp is None:
            raise Refused("pyHanko finds no time stamp")
        if not (status.bottom_line and stamp.valid and stamp.intact and stamp.trusted):
            raise Refused(f"pyHanko: {status.pretty_print_details()}")


def last_signature(file):
    """pyHanko's view of the last signature of a PDF."""
    signatures = PdfFileReader(file, strict=True).embedded_signatures
    if not signatures:
        raise Refused("pyHanko finds no signature")
    return signatures[-1]


def changed_token(path, folder):
    """A copy of a PDF with the last digit of its last signature's container changed: the authority's signature."""
    data = bytearray(path.read_bytes())
    start = data.rfind(b"/Contents<") + len(b"/Contents<")
    end = data.index(b">", start)
    last = start + len(data[start:end].rstrip(b"0")) - 1
    data[last] = ord("1") if data[last] != ord("1") else ord("2")
    copy = Path(folder, path.name)
    copy.write_bytes(data)
    return copy


def changed_middle(path, folder):
    """A copy of any file with one byte changed in its middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x01
    copy = Path(folder, path.name)
    copy.write_bytes(data)
    return copy
