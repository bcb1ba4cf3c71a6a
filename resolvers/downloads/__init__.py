"""Documents on their way out: links, what a link still opens, and the door that sends it."""
