// Something that was found, with the way to where it stands.
import type { TrefferSoort, ZoekenQuery } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Row } from '../../ui/rows';
import { Dutch } from '../person/dutch';
import { messageAddress } from './message-row';
import { requestAddress } from './request-card';
import { useSearchTexts } from './search-texts';

type Found = NonNullable<NonNullable<NonNullable<ZoekenQuery['mij']>['zoek']>[number]>;

const PAGES: Readonly<Record<TrefferSoort, (found: Found) => string>> = {
  AANVRAAG: ({ sleutel }) => requestAddress(sleutel),
  DOCUMENT: ({ aanvraag }) => (aanvraag ? requestAddress(aanvraag) : '/aanvragen'),
  FACTUUR: () => '/rekeningen',
  BELASTINGAANSLAG: () => '/belasting',
  MELDING: () => '/',
  BERICHT: ({ sleutel }) => messageAddress(sleutel),
  TAAK: () => '/taken',
  PRODUCT: () => '/vergunningen',
  AFSPRAAK: () => '/contact',
  CONTACTMOMENT: () => '/contact',
  THEMA: ({ sleutel }) => `/themas/${encodeURIComponent(sleutel)}`,
  VERWIJZING: () => '/elders',
};

// What has a title in the language of the page.
const OURS: readonly TrefferSoort[] = ['BELASTINGAANSLAG', 'MELDING', 'THEMA', 'VERWIJZING'];

export function Hit({ hit }: { hit: Found }) {
  const { soort, titel, tekst, datum } = hit;
  const texts = useSearchTexts();
  const { day } = useFormat();
  const kind = texts.kinds[soort];
  return (
    <Row
      title={
        <>
          {titel && !OURS.includes(soort) ? <Dutch>{titel}</Dutch> : (titel ?? tekst ?? kind)}
          <span className="hidden">, {[kind, datum && day(datum), tekst].filter(Boolean).join(', ')}</span>
        </>
      }
      href={PAGES[soort](hit)}
    >
      <span aria-hidden="true">{[kind, datum && day(datum), tekst].filter(Boolean).join(' · ')}</span>
    </Row>
  );
}
