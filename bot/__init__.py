"""Claude Cost: what the Claude API costs, answered in the second in which it comes up."""
