// A parking permit: where, with which cars, until when, and what is left for visitors.
import { Link } from 'wouter';

import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { ProductStatus, VergunningFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Descriptions } from '../../ui/descriptions';
import { File } from '../../ui/file';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { requestAddress } from '../requests/request-card';
import { Sheet } from './sheet';
import { usePermitTexts } from './permit-texts';

const KINDS = { ACTIEF: 'done', GEWEIGERD: 'late', INGETROKKEN: 'late', IN_AANVRAAG: 'now', GEREED: 'now' } as const;
const OVER: readonly (ProductStatus | null)[] = ['VERLOPEN', 'INGETROKKEN', 'GEWEIGERD'];

export const statusKind = (status: ProductStatus) => (status in KINDS ? KINDS[status as keyof typeof KINDS] : 'neutral');

export function Permit({ permit }: { permit: Masked<VergunningFragment> }) {
  const shown = unmasked(permit);
  const { nummer, naam, status, zone, zoneOmschrijving, kentekens, saldo, saldoGeldigTot, verlengdatum } = shown;
  const { prijs, frequentie, aanvraagId } = shown;
  const texts = usePermitTexts();
  const { amount, day, shortDay } = useFormat();
  const isOver = OVER.includes(status); // then only what it was
  const of = `${naam ?? texts.permit} ${nummer ?? ''}`.trim();
  const documents = present(shown.documenten);
  return (
    <Sheet
      title={naam ? <Dutch>{naam}</Dutch> : texts.permit}
      tag={status && <Tag kind={statusKind(status)}>{texts.status[status]}</Tag>}
    >
      <Descriptions
        items={[
          [texts.left, !isOver && saldo && texts.leftUntil(saldo, saldoGeldigTot && day(saldoGeldigTot))],
          [texts.zone, [zone, zoneOmschrijving].filter(Boolean).join(', ')],
          [
            texts.plates,
            kentekens && kentekens.length > 0 && (
              <ul>
                {kentekens.map(({ kenteken, geldigVan, geldigTot }) => (
                  <li key={kenteken}>
                    <strong>{kenteken}</strong>{' '}
                    {texts.validPlate(geldigVan && shortDay(geldigVan), geldigTot && shortDay(geldigTot))}
                  </li>
                ))}
              </ul>
            ),
          ],
          [texts.validity, texts.valid(shown.geldigVan && day(shown.geldigVan), shown.geldigTot && day(shown.geldigTot))],
          [texts.renewal, !isOver && verlengdatum && texts.renewed(day(verlengdatum), shown.automatischVerlengen)],
          [texts.price, !isOver && prijs && `${amount(prijs)}${frequentie ? texts.often[frequentie] : ''}`],
          [texts.number, nummer],
        ]}
      />
      {aanvraagId && (
        <p>
          <Link href={requestAddress(aanvraagId)}>
            {texts.request} <span className="hidden">({of})</span>
          </Link>
        </p>
      )}
      {documents.length > 0 && (
        <ul className="rows">
          {documents.map(({ id, titel, datum, formaat, grootte, download }) => (
            <File key={id} title={[titel, nummer].filter(Boolean).join(', ')} href={download} format={formaat} size={grootte} date={datum} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
