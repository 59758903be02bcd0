"""What the database refuses of each table, by subject: the second net, under the rules."""
