"""Who and why: who somebody is, how they came in, what they may see, and what is kept of it.

Who may see what: `table` (change it here), `policy`, `decisions`; its words are in `roles` and `groups`.
Who somebody is: `principal`, and from claims `claims`, `parties`, `numbers`, `profiles` with `profielen.toml`.
Access tokens: `tokens`, `signatures`, `keys`; `gate` takes these or a session.
Log-in and log-out: `login`, `logout`, `switch`, `ways`, `pages`, `home`, `cookies`, `failures`, `login_states`,
`sessions`, `replays`; towards the provider `providers`, `provider`, `oidc`, `channel`.
The employee's door: `contacts`, `sealed`, `shielded`, `cautions`. Analysts: `figures`.
What all of them say: `moments`, `language`, `worded`.
`log/` is who looked at whom, `store/` the database, `development/` the identity provider of a workbench.
"""
