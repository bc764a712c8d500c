"""The rules of the grammar, a file a subject; `parser` says in which order they are tried."""
