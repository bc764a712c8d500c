"""What Slack sends, and what is done about it: one file a kind, each with `register(app, ...)`."""
