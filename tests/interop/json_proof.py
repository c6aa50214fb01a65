"""The W3C Data Integrity proof in a signed JSON report."""

import copy
import json
from pathlib import Path

from openvc.did.did_key import DidKeyResolver
from openvc.errors import OpenvcError
from openvc.proof.di_jcs import EcdsaJcsProofSuite

from outcome import Refused


def verify_with_openvc(document):
    """Accepts a document whose every proof is good; a document may carry several, each over the rest."""
    if not proofs(document):
        raise Refused("there is no proof")
    for proof in proofs(document):
        alone = {**document, "proof": proof}
        method = proof["verificationMethod"]
        try:
            resolved = DidKeyResolver().resolve(method.split("#")[0])
            keys = [found.public_key_jwk for found in resolved.verification_methods if found.id == method]
            if not keys:
                raise Refused(f"{method} is not a key of its own document")
            EcdsaJcsProofSuite().verify(alone, public_key_jwk=keys[0])
        except OpenvcError as error:
            raise Refused(f"openvc: {error}") from error


def proofs(document):
    """The proofs of a document, whether it carries one or several."""
    found = document.get("proof", [])
    return found if isinstance(found, list) else [found]


def changed(document):
    """The same document with one word of its content changed."""
    other = copy.deepcopy(document)
    for name, value in other.items():
        if isinstance(value, str) and name != "proof":
            other[name] = value + " "
            return other
    raise Refused("the document has no text to change")


def changed_file(path, folder):
    """The file of such a document."""
    copy = Path(folder, path.name)
    copy.write_text(json.dumps(changed(read(path))), encoding="utf-8")
    return copy


def read(path):
    """The document, with every object's names seen only once."""
    def unique(pairs):
        names = [name for name, _ in pairs]
        if len(names) != len(set(names)):
            raise Refused(f"a name appears twice: {names}")
        return dict(pairs)

    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=unique)
