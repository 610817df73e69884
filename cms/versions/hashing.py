"""How versions are hashed. The form is fixed by a number kept with each version: old hashes stay verifiable for ever.

Form 1: SHA-256 over the UTF-8 bytes of a JSON object with sorted keys, no white space between tokens and non-ASCII
characters as they are.
"""

import hashlib
import json
from typing import Any

HASH_FORM = 1
GENESIS_HASH = "0" * 64


def digest(value: Any) -> str:
    """SHA-256 (hex) of a value made of JSON types."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
