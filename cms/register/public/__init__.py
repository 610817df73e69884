"""The public register: what visitors see. Nothing here reads more than `PublicEntry` and `EntryFacet`."""
