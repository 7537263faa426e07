"""The five-minute brief: what a therapist reads first of what a client shared."""
