// Who is calling: the question, who was found, and the way into their dossier.
import { useGraph } from 'mijndenhaag-shared/src/client/asked';
import type { Fault } from 'mijndenhaag-shared/src/client/faults';
import { Faults } from 'mijndenhaag-shared/src/ui/faults';
import { useEffect, useRef, useState } from 'react';

import { type Caller, callerOf } from '../caller';
import { StartKlantcontact, ZoekPersonen } from '../gql/documents';
import { useAgentTexts } from '../texts';
import { Found, type Result } from './found';
import { NO_QUERY, type Query, SearchForm } from './form';
import { questionOf } from './ways';

export function Search({ open }: { open: (caller: Caller) => void }) {
  const texts = useAgentTexts();
  const { graph } = useGraph();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState<Query>(NO_QUERY);
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<readonly Result[] | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);

  const change = (next: Query) => {
    setQuery(next);
    if (next.doel === query.doel && next.way === query.way) return;
    setFound(null); // who was found was found for another purpose
    setFaults([]);
  };
  const send = async () => {
    if (query.doel === '') return;
    setBusy(true);
    setFound(null);
    setFaults([]);
    const { data, faults: came } = await graph.send(ZoekPersonen, {
      zoek: questionOf(query.way, query.values),
      doel: query.doel,
    });
    setBusy(false);
    setFound(data?.zoekPersonen ?? null);
    setFaults(came);
  };
  // the next Enter opens the first who was found
  useEffect(() => {
    if (found?.length) list.current?.querySelector('button')?.focus();
  }, [found]);

  const start = async ({ sleutel, naam }: Result, confirmed: boolean): Promise<readonly Fault[]> => {
    const { doel, verificatie, code } = query;
    if (doel === '' || verificatie === '' || sleutel === null) return [];
    const { data, faults: came } = await graph.send(StartKlantcontact, {
      wie: { zoekresultaat: sleutel },
      doel,
      verificatie,
      bevestigGeheim: confirmed,
      code: verificatie === 'CODE_UIT_PORTAAL' ? code.trim() : null,
    });
    if (!data?.startKlantcontact) return came;
    open(callerOf(data.startKlantcontact, naam ?? texts.nameless, verificatie));
    setQuery({ ...NO_QUERY, way: query.way }); // the next caller is another
    setFound(null);
    return [];
  };
  return (
    <>
      <SearchForm query={query} change={change} busy={busy} send={() => void send()} />
      <p className="hidden" role="status">
        {busy ? texts.searching : found && texts.found(found.length)}
      </p>
      <div ref={list} className="results">
        <Faults faults={faults} again={() => void send()} />
        {found && <Found results={found} canOpen={query.verificatie !== ''} start={start} />}
      </div>
    </>
  );
}
