// What the municipality wrote to a resident. A message opens in place; an address with its key opens it at once.
import { useEffect, useRef } from 'react';
import { useParams } from 'wouter';

import { usePaged } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { Berichten } from '../../gql/documents';
import type { BerichtenQuery, BerichtHeelFragment } from '../../gql/types';
import { Alert } from '../../ui/alert';
import { Block } from '../../ui/block';
import { External } from '../../ui/external';
import { More } from '../../ui/more';
import { Skeleton } from '../../ui/skeleton';
import { Lead, Title } from '../../ui/title';
import { Message } from './message';
import { useMessageTexts } from './message-texts';
import { Submitted } from './submitted';
import './requests.css';

const FAR = 200; // messages through which one is looked for

export default function MessagesPage() {
  const { id: wanted } = useParams<{ id?: string }>();
  const texts = useMessageTexts();
  const { data, items, more, faults, loading, again } = usePaged(Berichten, {}, (person) => person.berichten);
  const unread = data?.berichten?.aantalOngelezen;
  const looked = useLookedFor(wanted, items, more);
  return (
    <>
      <Title>{texts.title}</Title>
      {Boolean(unread) && unread !== undefined && <Lead>{texts.unreadCount(unread)}</Lead>}
      {looked === 'gone' && !loading && !faults.length && (
        <Alert kind="warning">
          <p>{texts.gone}</p>
        </Alert>
      )}
      {looked === 'looking' && !loading && <Skeleton rows={1} />}
      <Block
        title={texts.fromUs}
        loading={loading}
        value={data?.berichten && items}
        faults={faultsAt(faults, 'berichten')}
        again={again}
        empty={texts.empty}
        rows={6}
      >
        {() => (
          <>
            <ul className="entries">
              {items.map((message, place) => (
                <Message key={place} message={message} wanted={wanted} />
              ))}
            </ul>
            <More {...more} />
          </>
        )}
      </Block>
      <Submitted />
      <Elsewhere places={data?.verwijzingen} />
    </>
  );
}

// A message that is on a later page is looked for page by page; the graph has no way to ask for one.
function useLookedFor(
  wanted: string | undefined,
  items: readonly Masked<BerichtHeelFragment>[],
  { hasMore, load }: { hasMore: boolean; load: () => Promise<unknown> },
): 'found' | 'looking' | 'gone' {
  const isFound = !wanted || items.some((message) => unmasked(message).id === wanted);
  const goesOn = !isFound && hasMore && items.length < FAR;
  const asked = useRef(-1); // how many there were
  useEffect(() => {
    if (!goesOn || asked.current === items.length) return;
    asked.current = items.length;
    void load();
  }, [goesOn, items.length, load]);
  if (isFound) return 'found';
  return goesOn ? 'looking' : 'gone';
}

type Places = NonNullable<BerichtenQuery['mij']>['verwijzingen'];

function Elsewhere({ places }: { places: Places | undefined }) {
  const texts = useMessageTexts();
  return (
    <Block title={texts.elsewhere} loading={false} value={places} faults={[]} again={() => {}}>
      {(all) => (
        <ul className="entries">
          {all?.map(({ naam, tekst, adres, zonderOpnieuwInloggen }) => (
            <li key={naam} className="entry">
              <External href={adres}>{naam}</External>
              <p>{tekst}</p>
              {zonderOpnieuwInloggen && <p className="entry__when">{texts.noLogin}</p>}
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
