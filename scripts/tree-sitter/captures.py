"""What the tree-sitter parser and a query make of texts.

captures.py LIBRARY QUERY OTHER..., with a JSON list of texts as its input; the answer is a list too: for each
text where its tree has mistakes, and [start, end, name] of everything captured. Places count UTF-16 units.
The other queries have to fit the parser, no more.
"""

import ctypes
import json
import sys
import warnings

from tree_sitter import Language, Parser, Query, QueryCursor, QueryError


def language_of(library):
    function = ctypes.CDLL(library).tree_sitter_cnn
    function.restype = ctypes.c_void_p
    with warnings.catch_warnings():
        # The address as a number serves as well as a capsule.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Language(function())


def query_of(language, path):
    with open(path, encoding="utf-8") as file:
        try:
            return Query(language, file.read())
        except QueryError as error:
            sys.exit(f"{path}: {error}")


def units_before(text):
    """For each byte of UTF-8 how many UTF-16 units come before it."""
    places, units = [], 0
    for character in text:
        places += [units] * len(character.encode())
        units += 2 if ord(character) > 0xFFFF else 1
    return [*places, units]


def mistakes(node):
    if node.is_error or node.is_missing:
        return [node]
    return [found for child in node.children if child.has_error for found in mistakes(child)]


def read(text, parser, query):
    root = parser.parse(text.encode()).root_node
    units = units_before(text)
    captured = [
        [units[node.start_byte], units[node.end_byte], name]
        for name, nodes in QueryCursor(query).captures(root).items()
        if not name.startswith("_")
        for node in nodes
    ]
    return {"mistakes": [units[node.start_byte] for node in mistakes(root)], "captured": sorted(captured)}


def main():
    library, *paths = sys.argv[1:]
    language = language_of(library)
    query, *_ = [query_of(language, path) for path in paths]
    parser = Parser(language)
    json.dump([read(text, parser, query) for text in json.load(sys.stdin)], sys.stdout)


main()
