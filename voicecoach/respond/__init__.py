"""The client's side of a call: what the rep was heard to do goes in, what the client says comes out.

director, directing, acts    what the client does next; call, situation, facts and ledger are what it goes by
alliance/                    how trust moves: the only place where it does
scripted/, chat/             who words it: the built-in client, or a language model behind the guard
guard/                       what no model's client may say
english/, languages          all that is known of a language
scenarios/                   the files that say whom one calls
"""
