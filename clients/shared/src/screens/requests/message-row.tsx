// A message in a list of another page; it opens with the messages.
import { type Masked, unmasked } from '../../client/document';
import type { BerichtRijFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Row } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { useRequestTexts } from './texts';

export const messageAddress = (id: string): string => `/berichten/${encodeURIComponent(id)}`;

export function MessageRow({ message }: { message: Masked<BerichtRijFragment> }) {
  const { id, onderwerp, publicatiedatum, ongelezen } = unmasked(message);
  const texts = useRequestTexts();
  const { day } = useFormat();
  return (
    <Row
      icon="inbox"
      title={
        <>
          {onderwerp ? <Dutch>{onderwerp}</Dutch> : texts.message}
          {publicatiedatum && <span className="hidden">, {day(publicatiedatum)}</span>}
        </>
      }
      href={messageAddress(id)}
      tag={ongelezen && <Tag kind="now">{texts.unread}</Tag>}
    >
      {publicatiedatum && day(publicatiedatum)}
    </Row>
  );
}
