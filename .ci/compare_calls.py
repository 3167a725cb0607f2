"""Two recorded calls on the same client: the empathic one must come further, the pushy one must be warned and hung up on."""

import json
import sys

empathic, pushy = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
for name, call in (("empathic", empathic), ("pushy", pushy)):
    print(
        f"{name}: level {call['highest_level']}, {call['outcome']}, {call['turns']} turns, first reply {call['first_no']!r}"
    )
assert empathic["highest_level"] > pushy["highest_level"], "the empathic call came no further"
assert pushy["outcome"] == "hang_up" and pushy["warned"], "the pushy caller was not warned and hung up on"
assert empathic["first_no"] and pushy["first_no"], "the first reply to the solicitation was no No"
