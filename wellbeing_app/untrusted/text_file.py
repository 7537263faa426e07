"""Text files that operators bring, as editors and spreadsheets write them."""


def decoded(data: bytes) -> str:
    r"""Return UTF-8 text without its byte order mark, with `\n` at line ends.

    Raises `UnicodeDecodeError`.
    """
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
