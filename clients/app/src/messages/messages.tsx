// The messages of the municipality; what one says is asked when it is opened.
import { usePaged } from 'mijndenhaag-shared/src/client/asked';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { More } from 'mijndenhaag-shared/src/ui/more';
import { Title } from 'mijndenhaag-shared/src/ui/title';

import { Berichten } from '../gql/documents';
import { Message } from './message';
import { useMessageTexts } from './texts';

export function MessagesScreen() {
  const texts = useMessageTexts();
  const { data, items, more, faults, loading, again } = usePaged(Berichten, {}, ({ berichten }) => berichten);
  return (
    <>
      <Title>{texts.title}</Title>
      <Block
        title={texts.list}
        loading={loading}
        value={data?.berichten}
        faults={faultsAt(faults, 'berichten')}
        again={again}
        empty={texts.none}
        rows={5}
      >
        {() => (
          <>
            <ul className="messages">
              {items.map((message, place) => (
                <Message key={place} message={message} />
              ))}
            </ul>
            <More {...more} />
          </>
        )}
      </Block>
    </>
  );
}
