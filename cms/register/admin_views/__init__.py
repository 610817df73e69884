"""The admin of register entries: list, edit, sheet, duplicates, changes of many entries at once."""
