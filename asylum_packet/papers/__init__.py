"""The papers we typeset ourselves: templates become Markdown, Markdown becomes pages."""
