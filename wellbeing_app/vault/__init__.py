"""Floor 0: keys, codes, derivation and sealing. PyNaCl and HKDF, nothing of its own."""
