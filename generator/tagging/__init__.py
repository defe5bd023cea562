"""Tags for articles, out of the whole archive. Pure but for the files that say otherwise."""
