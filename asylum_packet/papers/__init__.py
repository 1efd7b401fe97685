"""Court papers: templates to Markdown to typeset pages."""
