"""Jianbao: raw newspaper pages in, a static news archive out."""
