// All requests of a resident, newest first.
import { useState } from 'react';

import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { MijnAanvragen } from '../../gql/documents';
import type { AanvraagFilter } from '../../gql/types';
import { worded } from '../../language/language';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Title } from '../../ui/title';
import { Filters } from './filters';
import { RequestCard } from './request-card';

type Filter = AanvraagFilter | null;

const useTexts = worded({
  nl: {
    title: 'Aanvragen',
    filter: 'Welke aanvragen u ziet',
    all: 'Alle',
    running: 'Lopend',
    completed: 'Afgerond',
    titles: { ALL: 'Alle aanvragen', LOPEND: 'Lopende aanvragen', AFGEROND: 'Afgeronde aanvragen' },
    empty: {
      ALL: 'U hebt nog niets aangevraagd bij de gemeente. Wat u aanvraagt, volgt u daarna hier.',
      LOPEND: 'U hebt geen lopende aanvragen. Wat klaar is, staat bij Afgerond.',
      AFGEROND: 'Er is nog geen aanvraag van u afgerond. Wat nog loopt, staat bij Lopend.',
    },
  },
  en: {
    title: 'Requests',
    filter: 'Which requests you see',
    all: 'All',
    running: 'Running',
    completed: 'Completed',
    titles: { ALL: 'All requests', LOPEND: 'Running requests', AFGEROND: 'Completed requests' },
    empty: {
      ALL: 'You have not requested anything from the municipality yet. What you request, you can follow here.',
      LOPEND: 'You have no running requests. What is ready is under Completed.',
      AFGEROND: 'None of your requests is completed yet. What still runs is under Running.',
    },
  },
});

export default function RequestsPage() {
  const texts = useTexts();
  const [filter, setFilter] = useState<Filter>(null);
  const choices = [
    [null, texts.all],
    ['LOPEND', texts.running],
    ['AFGEROND', texts.completed],
  ] as const;
  const { data, items, more, faults, loading, again } = usePaged(MijnAanvragen, { filter }, (person) => person.aanvragen);
  return (
    <>
      <Title>{texts.title}</Title>
      <Filters<Filter> name={texts.filter} choices={choices} chosen={filter} choose={setFilter} />
      <Block
        title={texts.titles[filter ?? 'ALL']}
        loading={loading}
        value={data?.aanvragen && items}
        faults={faultsAt(faults, 'aanvragen')}
        again={again}
        empty={texts.empty[filter ?? 'ALL']}
        rows={6}
      >
        {() => (
          <>
            <ul className="cards">
              {items.map((request, place) => (
                <RequestCard key={place} request={request} />
              ))}
            </ul>
            <More key={filter} {...more} />
          </>
        )}
      </Block>
    </>
  );
}
