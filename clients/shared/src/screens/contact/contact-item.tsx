// One contact: about what, when, what was said and what the answer was.
import { Link } from 'wouter';

import { type Masked, unmasked } from '../../client/document';
import type { ContactRijFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Dutch } from '../person/dutch';
import { requestAddress } from '../requests/request-card';
import { useContactTexts } from './texts';

export function ContactItem({ contact, requests = [] }: { contact: Masked<ContactRijFragment>; requests?: readonly string[] }) {
  const { nummer, kanaal, onderwerp, inhoud, antwoord, moment: when } = unmasked(contact);
  const texts = useContactTexts();
  const { moment } = useFormat();
  const about = [when && moment(when), kanaal && texts.through(kanaal), nummer && `${texts.number} ${nummer}`];
  return (
    <li className="entry">
      <h3>{onderwerp ? <Dutch>{onderwerp}</Dutch> : texts.contact}</h3>
      <p className="entry__when">{about.filter(Boolean).join(' · ')}</p>
      {inhoud && <p lang="nl">{inhoud}</p>}
      {antwoord && (
        <p>
          <strong>{texts.answer}</strong> <Dutch>{antwoord}</Dutch>
        </p>
      )}
      {requests.map((id, place) => (
        <p key={id}>
          <Link href={requestAddress(id)}>
            {requests.length > 1 ? texts.toRequestOf(place + 1) : texts.toRequest}
            <span className="hidden">
              {' '}
              ({onderwerp}, {when && moment(when)})
            </span>
          </Link>
        </p>
      ))}
    </li>
  );
}
