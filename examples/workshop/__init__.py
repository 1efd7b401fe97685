"""Where the example's evidence is made: typed papers, scans, photographs. All of it is fictional."""
