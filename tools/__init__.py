"""What takes more than the app needs: other price lists, sources of data, long checks."""
