// The workplace of agents: a tab to search by, and one for each caller whose dossier is open.
import { GraphProvider } from 'mijndenhaag-shared/src/client/asked';
import { Graph } from 'mijndenhaag-shared/src/client/graph';
import { SessionEnds } from 'mijndenhaag-shared/src/shell/session-ends';
import { useShellTexts } from 'mijndenhaag-shared/src/shell/texts';
import { useEffect, useRef, useState } from 'react';

import type { Caller } from './caller';
import { Desk } from './desk/desk';
import { EindigKlantcontact } from './gql/documents';
import { Header } from './header';
import { Keys } from './keys';
import { Search } from './search/search';
import { panelOf, Tabs } from './tabs';
import { useAgentTexts } from './texts';

const graph = new Graph();

export function Workplace() {
  const texts = useAgentTexts();
  const shell = useShellTexts();
  const [callers, setCallers] = useState<readonly Caller[]>([]);
  const [at, setAt] = useState<number | null>(null); // the key of the caller who is shown; null for the search
  const [slash, setSlash] = useState(true);
  const panel = useRef<HTMLDivElement>(null);
  const [moves, setMoves] = useState(0); // how often somebody came to a panel otherwise than by its tab, and goes on in it

  useEffect(() => {
    document.title = `${texts.part} - ${texts.name}`;
  }, [texts]);
  useEffect(() => {
    if (moves > 0) panel.current?.querySelector<HTMLElement>(at === null ? '[data-first]' : '.about h1')?.focus();
  }, [moves]);

  const go = (key: number | null) => {
    setAt(key);
    setMoves((count) => count + 1);
  };
  const change = (caller: Caller) => setCallers((all) => all.map((each) => (each.key === caller.key ? caller : each)));
  const close = ({ key, contact }: Caller) => {
    void graph.send(EindigKlantcontact, { id: contact });
    graph.forget(contact);
    setCallers((all) => all.filter((each) => each.key !== key));
    if (at === key) go(null);
  };
  const open = (caller: Caller) => {
    setCallers((all) => [...all, caller]);
    go(caller.key);
  };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const field = (event.target as Element).closest('input, select, textarea, [contenteditable]');
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      const caller = event.altKey && !event.ctrlKey && digit ? callers[Number(digit) - 1] : undefined;
      const toSearch = slash && event.key === '/' && !event.ctrlKey && !event.altKey && !event.metaKey && !field;
      if (document.querySelector('dialog[open]') || (!caller && !toSearch)) return;
      event.preventDefault();
      go(caller ? caller.key : null);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [callers, slash]);

  const caller = callers.find(({ key }) => key === at);
  return (
    <GraphProvider graph={graph}>
      <a className="skip" href="#inhoud">
        {shell.skip}
      </a>
      <Header />
      <main id="inhoud" className="workplace" tabIndex={-1}>
        <Tabs callers={callers} at={at} choose={setAt} close={close} />
        <div ref={panel}>
          <div role="tabpanel" id={panelOf(null)} aria-label={texts.searchTab} hidden={Boolean(caller)}>
            <h1 tabIndex={-1}>{texts.title}</h1>
            <Search open={open} />
            <Keys slash={slash} choose={setSlash} />
          </div>
          {caller && (
            <div role="tabpanel" id={panelOf(caller.key)} aria-label={caller.name}>
              <Desk
                key={caller.key}
                caller={caller}
                change={change}
                close={() => close(caller)}
                search={() => go(null)}
              />
            </div>
          )}
        </div>
      </main>
      <SessionEnds />
    </GraphProvider>
  );
}
