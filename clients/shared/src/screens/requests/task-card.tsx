// Something to do: what, by when, at what cost, and where.
import { Link } from 'wouter';

import { type Masked, unmasked } from '../../client/document';
import type { TaakKaartFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { worded } from '../../language/language';
import { Descriptions } from '../../ui/descriptions';
import { External } from '../../ui/external';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { usePerspectives } from './perspectives';
import { requestAddress } from './request-card';

const useTexts = worded({
  nl: {
    task: 'Taak',
    late: 'Te laat',
    done: { OPEN: '', AFGEROND: 'Gedaan, wij verwerken het nog', VERWERKT: 'Gedaan', GESLOTEN: 'Hoeft niet meer' },
    by: (day: string, left: string) => `Doe dit uiterlijk ${day} (${left}).`,
    was: (day: string) => `Dit moest uiterlijk ${day}.`,
    amount: 'Bedrag',
    account: 'Rekening',
    holder: 'Op naam van',
    reference: 'Vermeld bij het betalen',
    go: 'Doe dit nu',
    toRequest: 'Naar de aanvraag',
  },
  en: {
    task: 'Task',
    late: 'Overdue',
    done: { OPEN: '', AFGEROND: 'Done, we still have to process it', VERWERKT: 'Done', GESLOTEN: 'No longer needed' },
    by: (day, left) => `Do this by ${day} (${left}).`,
    was: (day) => `This had to be done by ${day}.`,
    amount: 'Amount',
    account: 'Account',
    holder: 'In the name of',
    reference: 'Mention when you pay',
    go: 'Do this now',
    toRequest: 'To the request',
  },
});

export function TaskCard({ task, withRequest = true }: { task: Masked<TaakKaartFragment>; withRequest?: boolean }) {
  const { titel, toelichting, status, uiterlijk, handelingsperspectief, link, bedrag, aanvraag, ...rest } = unmasked(task);
  const texts = useTexts();
  const todo = usePerspectives();
  const { amount, day, left } = useFormat();
  const which = [titel, uiterlijk && day(uiterlijk)].filter(Boolean).join(', '); // for who hears a link on its own
  const isOpen = status === 'OPEN';
  const isLate = isOpen && uiterlijk !== null && isPast(uiterlijk);
  return (
    <li className="entry">
      <h3>
        {titel ? <Dutch>{titel}</Dutch> : texts.task} {isLate && <Tag kind="late">{texts.late}</Tag>}
        {!isOpen && <Tag kind="done">{texts.done[status]}</Tag>}
      </h3>
      {toelichting && <p lang="nl">{toelichting}</p>}
      {isOpen && handelingsperspectief && <p>{todo[handelingsperspectief]}</p>}
      {isOpen && uiterlijk && <p>{isLate ? texts.was(day(uiterlijk)) : texts.by(day(uiterlijk), left(uiterlijk))}</p>}
      <Descriptions
        items={[
          [texts.amount, bedrag && amount(bedrag)],
          [texts.account, rest.iban],
          [texts.holder, rest.tenNameVan],
          [texts.reference, rest.betalingskenmerk],
        ]}
      />
      {((isOpen && link) || (withRequest && aanvraag)) && (
        <p className="ways">
          {isOpen && link && (
            <External href={link}>
              {texts.go} <span className="hidden">: {which}</span>
            </External>
          )}
          {withRequest && aanvraag && (
            <Link href={requestAddress(aanvraag)}>
              {texts.toRequest} <span className="hidden">({which})</span>
            </Link>
          )}
        </p>
      )}
    </li>
  );
}
