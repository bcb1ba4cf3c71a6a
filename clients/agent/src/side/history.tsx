// When the caller was in touch before, newest first.
import { present, useAsked } from 'mijndenhaag-shared/src/client/asked';
import { unmasked } from 'mijndenhaag-shared/src/client/document';
import { useFormat } from 'mijndenhaag-shared/src/language/format';
import { Block } from 'mijndenhaag-shared/src/ui/block';

import type { Caller } from '../caller';
import { BellerGeschiedenis } from '../gql/documents';
import type { EerderContactFragment } from '../gql/types';
import { useAgentTexts } from '../texts';
import { Way } from './way';

export function History({ caller: { contact, history } }: { caller: Caller }) {
  const texts = useAgentTexts();
  const { moment } = useFormat();
  const { data, faults, loading, again } = useAsked(BellerGeschiedenis, { contact });
  const found = (data?.klantcontact?.persoon ?? data?.klantcontact?.organisatie)?.contactmomenten;
  return (
    <Block
      title={texts.history}
      loading={loading}
      value={found}
      faults={faults}
      again={again}
      empty={texts.noHistory}
      rows={3}
    >
      {({ knopen, heeftVolgende }) => (
        <>
          <ul className="rows">
            {present(knopen)
              .map((each) => unmasked<EerderContactFragment>(each))
              .map(({ id, kanaal, onderwerp, inhoud, antwoord, moment: at }) => (
                <li key={id} className="row">
                  <div className="row__main">
                    <h3 className="row__title">{onderwerp ?? kanaal}</h3>
                    <div className="row__more">
                      <p>{[at && moment(at), onderwerp && kanaal].filter(Boolean).join(' · ')}</p>
                      {inhoud && (
                        <p>
                          {texts.said}: {inhoud}
                        </p>
                      )}
                      {antwoord && (
                        <p>
                          {texts.answered}: {antwoord}
                        </p>
                      )}
                    </div>
                  </div>
                </li>
              ))}
          </ul>
          {heeftVolgende && (
            <Way to="/contact" history={history}>
              {texts.allHistory}
            </Way>
          )}
        </>
      )}
    </Block>
  );
}
