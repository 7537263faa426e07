"""Floor 0: questionnaires as frozen data, and what follows from answers. No Flask, no SQL."""
