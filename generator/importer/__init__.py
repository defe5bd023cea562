"""From the raw text of one newspaper page to its stories. Knows no HTML and no other page."""
