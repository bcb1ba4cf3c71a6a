// A request in a list: its status first, for that is what people come for.
import { Link } from 'wouter';

import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { AanvraagKaartFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { worded } from '../../language/language';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';

const useTexts = worded({
  nl: {
    unknown: 'Status niet bekend',
    since: (day: string) => `sinds ${day}`,
    step: (at: number, of: number) => `Stap ${at} van ${of}`,
    action: 'U moet iets doen',
    unread: 'Nieuw',
    number: 'Nummer',
  },
  en: {
    unknown: 'Status unknown',
    since: (day) => `since ${day}`,
    step: (at, of) => `Step ${at} of ${of}`,
    action: 'You have to do something',
    unread: 'New',
    number: 'Number',
  },
});

export const requestAddress = (id: string): string => `/aanvragen/${encodeURIComponent(id)}`;

export function RequestCard({ request }: { request: Masked<AanvraagKaartFragment> }) {
  const { id, nummer, titel, status, stappen, actieNodig, ongelezen, afgerond, uiterlijkInWoorden } = unmasked(request);
  const texts = useTexts();
  const { day } = useFormat();
  const steps = present(stappen);
  const at = steps.findIndex(({ stand }) => stand === 'HUIDIG');
  return (
    <li className="card">
      <p className="card__status">
        <strong>{status?.naam ? <Dutch>{status.naam}</Dutch> : texts.unknown}</strong>
        {status?.sinds && <span> {texts.since(day(status.sinds))}</span>}
      </p>
      <h3 className="card__title">
        <Link href={requestAddress(id)}>
          <Dutch>{titel ?? nummer}</Dutch>
          <span className="hidden">
            , {texts.number} {nummer}
          </span>
        </Link>
      </h3>
      <p className="card__tags">
        {actieNodig && <Tag kind="late">{texts.action}</Tag>}
        {ongelezen && <Tag kind="now">{texts.unread}</Tag>}
      </p>
      {!afgerond && at >= 0 && (
        <p className="card__progress">
          <span className="progress" aria-hidden="true">
            {steps.map((_, place) => (
              <span key={place} className={place <= at ? 'progress__done' : ''} />
            ))}
          </span>
          {texts.step(at + 1, steps.length)}
        </p>
      )}
      {!afgerond && uiterlijkInWoorden && <p className="card__by">{uiterlijkInWoorden}</p>}
      <p className="card__number">
        {texts.number} {nummer}
      </p>
    </li>
  );
}
