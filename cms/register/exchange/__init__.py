"""Import and export of the register: XLSX, CSV and JSON. Notation and headings: docs/register-import.md."""
