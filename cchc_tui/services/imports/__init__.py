"""An old report brought onto a kind: headings, figures, citations, tables, and the rest kept."""
