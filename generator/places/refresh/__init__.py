"""Makes the data files of the gazetteer anew from published packages. Run by hand, never by import or build."""
