"""How cases are compared: one module per question, values in, values out; every formula cites its source."""
