"""Demo content: a made-up health insurer."""
