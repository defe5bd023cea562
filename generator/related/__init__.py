"""Which articles belong together: related ones, and the same text printed twice. Pure; knows no HTML."""
