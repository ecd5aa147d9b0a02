"""Documents: one neutral document tree, three renderers (Word, HTML, Markdown). No Flask, no database."""
