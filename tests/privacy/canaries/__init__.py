"""Strings that occur nowhere else, planted wherever something enters, and looked for wherever something could come out."""
