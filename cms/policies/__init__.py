"""The privacy policy: the page, and taking an existing text into it."""
