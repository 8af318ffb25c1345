"""The master: a whole mission in a few periods, solved for its advice to who builds plans."""
