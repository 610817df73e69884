"""Yearly editions of the public register: requested, approved, frozen, chained, compared, downloaded, redacted."""
