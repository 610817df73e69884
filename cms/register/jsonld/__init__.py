"""The register as JSON-LD with the W3C Data Privacy Vocabulary (DPV); see docs/register-jsonld.md."""
