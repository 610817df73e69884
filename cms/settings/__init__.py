"""Settings of the ready-to-run site. A host project that plugs the rooms in has its own."""
