// A request in a list, with its status.
import { type Masked, unmasked } from 'mijndenhaag-shared/src/client/document';
import { useFormat } from 'mijndenhaag-shared/src/language/format';
import { Row } from 'mijndenhaag-shared/src/ui/rows';

import type { AanvraagRijFragment } from '../gql/types';
import { useRequestTexts } from './texts';

export function RequestRow({ request }: { request: Masked<AanvraagRijFragment> }) {
  const { id, titel, status } = unmasked(request);
  const texts = useRequestTexts();
  const { day } = useFormat();
  return (
    <Row title={titel ?? texts.request} href={`/aanvragen/${encodeURIComponent(id)}`}>
      <strong className="status">{status?.naam ?? texts.noStatus}</strong>
      {status?.sinds && ` ${texts.since(day(status.sinds))}`}
    </Row>
  );
}
