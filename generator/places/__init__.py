"""Places: divisions by code and name, and finding them in text. Knows nothing of page files or web pages."""
