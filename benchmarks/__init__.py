"""How well and how fast the reader reads: measured, against targets, for people to look at."""
