// What a resident has to do for the municipality, or has done.
import { useState } from 'react';

import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Taken } from '../../gql/documents';
import type { TaakFilter } from '../../gql/types';
import { worded } from '../../language/language';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Title } from '../../ui/title';
import { Filters } from './filters';
import { TaskCard } from './task-card';
import './requests.css';

const useTexts = worded({
  nl: {
    title: 'Taken',
    filter: 'Welke taken u ziet',
    open: 'Te doen',
    done: 'Gedaan',
    titles: { OPEN: 'Dit moet u doen', AFGEROND: 'Dit is gedaan' },
    empty: {
      OPEN: 'U hoeft nu niets te doen. Hebben wij iets van u nodig, dan staat het hier.',
      AFGEROND: 'Hier komt te staan wat u hebt gedaan.',
    },
  },
  en: {
    title: 'Tasks',
    filter: 'Which tasks you see',
    open: 'To do',
    done: 'Done',
    titles: { OPEN: 'What you have to do', AFGEROND: 'What is done' },
    empty: {
      OPEN: 'There is nothing you have to do now. When we need something from you, it is here.',
      AFGEROND: 'What you have done will be here.',
    },
  },
});

export default function TasksPage() {
  const texts = useTexts();
  const [filter, setFilter] = useState<TaakFilter>('OPEN');
  const choices = [
    ['OPEN', texts.open],
    ['AFGEROND', texts.done],
  ] as const;
  const { data, items, more, faults, loading, again } = usePaged(Taken, { filter }, (person) => person.taken);
  return (
    <>
      <Title>{texts.title}</Title>
      <Filters<TaakFilter> name={texts.filter} choices={choices} chosen={filter} choose={setFilter} />
      <Block
        title={texts.titles[filter]}
        loading={loading}
        value={data?.taken && items}
        faults={faultsAt(faults, 'taken')}
        again={again}
        empty={texts.empty[filter]}
        rows={4}
      >
        {() => (
          <>
            <ul className="entries">
              {items.map((task, place) => (
                <TaskCard key={place} task={task} />
              ))}
            </ul>
            <More key={filter} {...more} />
          </>
        )}
      </Block>
    </>
  );
}
