// Who is calling: the question, who was found, and the way into their dossier.
import { useGraph } from 'mijndenhaag-shared/src/client/asked';
import type { Fault } from 'mijndenhaag-shared/src/client/faults';
import { Faults } from 'mijndenhaag-shared/src/ui/faults';
import { useEffect, useRef, useState } from 'react';

import './search.css';

import { type Caller, callerOf } from '../caller';
import { StartKlantcontact, ZoekOrganisaties, ZoekPersonen } from '../gql/documents';
import { useAgentTexts } from '../texts';
import { Found } from './found';
import { NO_QUERY, type Query, SearchForm } from './form';
import { foundOrganisation, foundPerson, type Result } from './result';
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
    const question = questionOf(query.way, query.values);
    if ('person' in question) {
      const { data, faults: came } = await graph.send(ZoekPersonen, { zoek: question.person, doel: query.doel });
      setFound(data?.zoekPersonen?.map(foundPerson) ?? null);
      setFaults(came);
    } else {
      const { data, faults: came } = await graph.send(ZoekOrganisaties, { zoek: question.organisation });
      setFound(data?.zoekOrganisaties?.map(foundOrganisation) ?? null);
      setFaults(came);
    }
    setBusy(false);
  };
  // the next Enter opens the first who was found
  useEffect(() => {
    if (found?.length) list.current?.querySelector('button')?.focus();
  }, [found]);

  const start = async ({ wie, name, isOrganisation }: Result, confirmed: boolean): Promise<readonly Fault[]> => {
    const { doel, verificatie, code } = query;
    if (doel === '' || verificatie === '' || wie === null) return [];
    const { data, faults: came } = await graph.send(StartKlantcontact, {
      wie,
      doel,
      verificatie,
      bevestigGeheim: confirmed,
      code: verificatie === 'CODE_UIT_PORTAAL' ? code.trim() : null,
    });
    if (!data?.startKlantcontact) return came;
    open(callerOf(data.startKlantcontact, name ?? texts.nameless, verificatie, isOrganisation));
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
