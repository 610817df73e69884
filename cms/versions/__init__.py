"""Published versions: what visitors read, frozen, numbered and chained by hashes."""
