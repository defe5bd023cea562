"""The renderer: Archive in, Outputs out. Knows no disk but its templates, and nothing of the importer."""
