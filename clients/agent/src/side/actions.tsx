// What the municipality waits for from the caller: tasks, and requests that need something. Each leads to its page.
import { present, useAsked } from 'mijndenhaag-shared/src/client/asked';
import { unmasked } from 'mijndenhaag-shared/src/client/document';
import { useFormat } from 'mijndenhaag-shared/src/language/format';
import { Block } from 'mijndenhaag-shared/src/ui/block';

import type { Caller } from '../caller';
import { BellerActies } from '../gql/documents';
import type { OpenTaakFragment, WachtendeAanvraagFragment } from '../gql/types';
import { useAgentTexts } from '../texts';
import { Way } from './way';

export function Actions({ caller: { contact, history } }: { caller: Caller }) {
  const texts = useAgentTexts();
  const { day } = useFormat();
  const { data, faults, loading, again } = useAsked(BellerActies, { contact });
  const person = data?.klantcontact?.persoon ?? data?.klantcontact?.organisatie;
  const tasks = present(person?.taken?.knopen).map((task) => unmasked<OpenTaakFragment>(task));
  const waiting = present(person?.aanvragen?.knopen)
    .map((request) => unmasked<WachtendeAanvraagFragment>(request))
    .filter(({ actieNodig }) => actieNodig !== null);
  const isThere = Boolean(person?.taken ?? person?.aanvragen);
  return (
    <Block
      title={texts.actions}
      loading={loading}
      value={isThere ? [...tasks, ...waiting] : null}
      faults={faults}
      again={again}
      empty={texts.noActions}
    >
      {() => (
        <ul className="rows">
          {tasks.map(({ id, titel, uiterlijk }) => (
            <li key={id} className="row">
              <div className="row__main">
                <Way to="/taken" history={history}>
                  {titel ?? ''}
                </Way>
                {uiterlijk && <div className="row__more">{texts.byDay(day(uiterlijk))}</div>}
              </div>
            </li>
          ))}
          {waiting.map(({ id, titel, nummer, actieNodig }) => (
            <li key={id} className="row">
              <div className="row__main">
                <Way to={`/aanvragen/${encodeURIComponent(id)}`} history={history}>
                  {titel ?? nummer ?? ''}
                </Way>
                <div className="row__more">{actieNodig}</div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}
