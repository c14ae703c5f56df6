"""Report kinds, their questions, the answers, and the wording they give."""
