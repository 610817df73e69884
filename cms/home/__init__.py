"""Pages of the ready-to-run site around the privacy policy."""
