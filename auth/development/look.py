"""How the pages of the identity provider look: one style sheet, of our own, that works from 320 pixels."""

__all__ = ["STYLE"]

STYLE = """
:root { --accent: #1d4f73; --ink: #1b1f23; --soft: #565d66; --line: #868e98; --paper: #fff; --ground: #f0f2f4;
  --wrong: #a3122a; color-scheme: light; }
.digid { --accent: #7a3b00; } .eherkenning { --accent: #6b1f5c; } .eidas { --accent: #1f3d8f; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif;
  overflow-wrap: break-word; }
.melding { margin: 0; max-width: none; padding: .5rem 1rem; background: #fff3c4; color: #3d2f00;
  text-align: center; font-size: .9375rem; }
header { background: var(--accent); color: #fff; padding: 1rem; }
header p { max-width: 57rem; margin: 0 auto; font-size: 1.25rem; font-weight: 600; }
main { max-width: 60rem; margin: 1.5rem auto; padding: 1.5rem; background: var(--paper); border-radius: .5rem;
  box-shadow: 0 1px 3px #0003; }
h1 { margin: 0 0 1rem; font-size: 1.625rem; line-height: 1.25; } h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
p, ul, dl { max-width: 42rem; }
fieldset { margin: 0 0 1.5rem; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin-bottom: .5rem; font-size: 1.1875rem; font-weight: 600; }
.keuzes { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
.smal { grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); }
.keuze { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; padding: .625rem .75rem; min-height: 2.75rem;
  border: 1px solid var(--line); border-radius: .375rem; align-items: start;
  align-content: start; cursor: pointer; }
.keuze:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: #f7f9fb; }
.keuze input { width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; accent-color: var(--accent); }
.keuze b { font-weight: 600; }
.keuze small { grid-column: 2; color: var(--soft); font-size: .9375rem; line-height: 1.4; }
.veld { margin: .75rem 0 0; max-width: 24rem; } .veld label { display: block; font-weight: 600; }
.veld input, .veld select { width: 100%; min-height: 2.75rem; padding: .375rem .625rem; font: inherit; color: inherit;
  background: #fff; border: 1px solid var(--line); border-radius: .25rem; }
.veld [aria-invalid] { border: 2px solid var(--wrong); }
.hulp { margin: 0; color: var(--soft); font-size: .9375rem; }
.fout { margin: 0; color: var(--wrong); font-weight: 600; }
.zelf { margin-top: .5rem; padding: .25rem .75rem .75rem; border-left: 4px solid var(--line); }
.fouten { margin: 0 0 1.5rem; padding: .75rem 1rem; border: 2px solid var(--wrong); border-radius: .375rem; }
.fouten h2 { margin: 0; font-size: 1.125rem; } .fouten ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.fouten a { color: var(--wrong); }
details { margin: 0 0 1.5rem; } summary { cursor: pointer; font-weight: 600; padding: .5rem 0; }
.knoppen { display: flex; flex-wrap: wrap; gap: .75rem; }
button { min-height: 2.75rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; border-radius: .25rem;
  border: 2px solid var(--accent); background: #fff; color: var(--accent); cursor: pointer; }
button.eerst { background: var(--accent); color: #fff; } button:hover { text-decoration: underline; }
a { color: var(--accent); } .wegen { list-style: none; padding: 0; display: grid; gap: .5rem; }
.wegen a { display: block; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .375rem;
  font-weight: 600; }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; }
:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
@media (max-width: 40rem) { .knoppen form { width: 100%; } main { margin: 0; padding: 1rem; border-radius: 0; }
  .knoppen button { width: 100%; } }
@media (forced-colors: active) { .keuze:has(:checked) { outline: 2px solid; } }
"""
