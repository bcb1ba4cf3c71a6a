// Which registries can be asked now: those that can't come first.
import { useAsked } from 'mijndenhaag-shared/src/client/asked';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { Icon } from 'mijndenhaag-shared/src/ui/icon';

import { Bronnen } from '../gql/documents';
import { useAgentTexts } from '../texts';

export function Sources() {
  const texts = useAgentTexts();
  const { data, faults, loading, again } = useAsked(Bronnen, {});
  return (
    <Block title={texts.sources} loading={loading} value={data?.bronnen} faults={faults} again={again} rows={3}>
      {(all) => (
        <ul className="sources">
          {all
            .toSorted((a, b) => Number(a.beschikbaar) - Number(b.beschikbaar))
            .map(({ naam, titel, beschikbaar }) => (
              <li key={naam} className={beschikbaar ? 'source' : 'source source--down'}>
                <Icon name={beschikbaar ? 'check' : 'warning'} />
                <span>
                  {titel}
                  <span className={beschikbaar ? 'hidden' : ''}>: {beschikbaar ? texts.sourceUp : texts.sourceDown}</span>
                </span>
              </li>
            ))}
        </ul>
      )}
    </Block>
  );
}
