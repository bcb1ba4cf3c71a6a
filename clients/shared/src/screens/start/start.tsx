// The start page: what must I do, how far are my requests, what is new, what do I pay, and what is my home worth.
import { Link } from 'wouter';

import { present, usePerson } from '../../client/asked';
import { type Fault, faultsAt } from '../../client/faults';
import { NieuweDocumenten, Overzicht } from '../../gql/documents';
import { Block } from '../../ui/block';
import { Title } from '../../ui/title';
import { RequestCard } from '../requests/request-card';
import { Homes } from './homes';
import { Money } from './money';
import { NewDocuments } from './new-documents';
import { useStartTexts } from './texts';
import { News, Todo } from './todo';

export function StartPage() {
  const texts = useStartTexts();
  const { data, faults, loading, again } = usePerson(Overzicht, {});
  const documents = usePerson(NieuweDocumenten, {});
  const of = (...names: string[]): Fault[] => [...new Set(names.flatMap((name) => faultsAt(faults, name)))];
  return (
    <>
      <Title>{texts.title}</Title>
      <p className="greeting">{data?.naam?.volledigeNaam && texts.welcome(data.naam.volledigeNaam)}</p>
      <Todo
        loading={loading}
        tasks={data?.taken?.knopen}
        messages={data?.meldingen}
        faults={of('taken', 'meldingen')}
        again={again}
      />
      <Block
        title={texts.running}
        loading={loading}
        value={data?.aanvragen}
        faults={of('aanvragen')}
        again={again}
        empty={texts.noneRunning}
        rows={4}
        aside={<Link href="/aanvragen">{texts.all}</Link>}
      >
        {({ knopen }) => (
          <ul className="cards">
            {present(knopen).map((request, place) => (
              <RequestCard key={place} request={request} />
            ))}
          </ul>
        )}
      </Block>
      <div className="columns" key={String(loading)}>
        <NewDocuments person={documents.data} {...documents} />
        <Money loading={loading} person={data} faults={of('teBetalen', 'facturen', 'belastingaanslagen')} again={again} />
        <Homes loading={loading} person={data} faults={of('wozObjecten')} again={again} />
        <News loading={loading} messages={data?.meldingen} />
      </div>
    </>
  );
}
