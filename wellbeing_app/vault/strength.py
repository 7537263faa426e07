"""How much work it takes to try one password of a member of staff."""

from dataclasses import dataclass

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE


@dataclass(frozen=True, slots=True)
class Strength:
    """What new hashes and wraps cost. Older rows keep theirs until the next whole sign-in."""

    bcrypt_cost: int = 12
    """Rounds of bcrypt as a power of two."""
    passes: int = 3
    memory: int = 64 * MEBIBYTE
    """Argon2id: passes over the memory, and its size in bytes."""

    def holds(self, least: "Strength") -> bool:
        """Whether this is at least as strong as `least` in every part."""
        return (
            self.bcrypt_cost >= least.bcrypt_cost
            and self.passes >= least.passes
            and self.memory >= least.memory
        )


LEAST = Strength()
"""What production accepts."""
