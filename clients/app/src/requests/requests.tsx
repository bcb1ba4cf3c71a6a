// All requests.
import { usePaged } from 'mijndenhaag-shared/src/client/asked';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { More } from 'mijndenhaag-shared/src/ui/more';
import { Rows } from 'mijndenhaag-shared/src/ui/rows';
import { Title } from 'mijndenhaag-shared/src/ui/title';

import { Aanvragen } from '../gql/documents';
import { RequestRow } from './request-row';
import { useRequestTexts } from './texts';

export function RequestsScreen() {
  const texts = useRequestTexts();
  const { data, items, more, faults, loading, again } = usePaged(Aanvragen, {}, ({ aanvragen }) => aanvragen);
  return (
    <>
      <Title>{texts.title}</Title>
      <Block
        title={texts.list}
        loading={loading}
        value={data?.aanvragen}
        faults={faultsAt(faults, 'aanvragen')}
        again={again}
        empty={texts.none}
        rows={5}
      >
        {() => (
          <>
            <Rows>
              {items.map((request, place) => (
                <RequestRow key={place} request={request} />
              ))}
            </Rows>
            <More {...more} />
          </>
        )}
      </Block>
    </>
  );
}
