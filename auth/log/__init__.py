"""The logs of every look: processing log (LDV), decision log (ADL) and audit log, from one durable frame each."""
