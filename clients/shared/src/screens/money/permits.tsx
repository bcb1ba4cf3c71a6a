// Parking permits, and what else the municipality gave.
import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Producten, Vergunningen } from '../../gql/documents';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Lead, Title } from '../../ui/title';
import { Dutch } from '../person/dutch';
import { requestAddress } from '../requests/request-card';
import { Sheets } from './sheet';
import { Permit, statusKind } from './permit';
import { usePermitTexts } from './permit-texts';
import { Referrals } from './referrals';

export default function PermitsPage() {
  const texts = usePermitTexts();
  const permits = usePaged(Vergunningen, {}, (person) => person.parkeervergunningen);
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{texts.lead}</Lead>
      <Block
        title={texts.parking}
        loading={permits.loading}
        value={permits.data?.parkeervergunningen}
        faults={faultsAt(permits.faults, 'parkeervergunningen')}
        again={permits.again}
        empty={texts.noParking}
        rows={6}
      >
        {() => (
          <>
            <Sheets>
              {permits.items.map((permit) => (
                <Permit key={permit.id} permit={permit} />
              ))}
            </Sheets>
            <More {...permits.more} />
          </>
        )}
      </Block>
      <Products permits={new Set(permits.items.map(({ id }) => id))} />
      <Referrals of={['parkeervergunningen', 'producten']} />
    </>
  );
}

// A parking permit is a product too where both are kept in one place: what stands above is not told twice, and neither
// are others of its kind that come with a next page.
function Products({ permits }: { permits: ReadonlySet<string> }) {
  const texts = usePermitTexts();
  const { shortDay } = useFormat();
  const { data, faults, loading, again, items, more } = usePaged(Producten, {}, (person) => person.producten);
  const parking = new Set(items.filter(({ id }) => permits.has(id)).map(({ soort }) => soort));
  const others = items.filter(({ soort }) => !parking.has(soort));
  return (
    <Block
      title={texts.others}
      loading={loading}
      value={data?.producten && { others, hasMore: more.hasMore }}
      faults={faultsAt(faults, 'producten')}
      again={again}
      isEmpty={({ others, hasMore }) => others.length === 0 && !hasMore}
      empty={texts.noOthers}
    >
      {() => (
        <>
          <Rows>
            {others.map(({ id, naam, soortNaam, status, geldigVan, geldigTot, aanvraagId }) => (
              <Row
                key={id}
                title={<Dutch>{naam ?? soortNaam}</Dutch>}
                href={aanvraagId && requestAddress(aanvraagId)}
                tag={status && <Tag kind={statusKind(status)}>{texts.status[status]}</Tag>}
              >
                {texts.validity} {texts.valid(geldigVan && shortDay(geldigVan), geldigTot && shortDay(geldigTot))}
              </Row>
            ))}
          </Rows>
          <More {...more} />
        </>
      )}
    </Block>
  );
}
