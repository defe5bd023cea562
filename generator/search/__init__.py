"""The search index: from the Archive to the files that the browser reads. No disk, no HTML."""
