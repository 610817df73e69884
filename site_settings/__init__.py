"""Who is responsible: contacts and the settings of a site. Values and links only, no legal text."""
