// Where somebody lived, the present address included.
import type { Paged } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { AdresRijFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { useDay } from './day';
import { Dutch } from './dutch';
import { Origin } from './origin';
import { useDataTexts } from './texts';

interface Props {
  paged: Paged<{ adresHistorie: object | null }, Masked<AdresRijFragment>>;
  faults: readonly Fault[];
}

export function History({ paged: { data, loading, items, more, again }, faults }: Props) {
  const texts = useDataTexts();
  return (
    <Block
      title={texts.history}
      loading={loading}
      value={data?.adresHistorie && items}
      faults={faults}
      again={again}
      empty={texts.noHistory}
    >
      {(places) => (
        <>
          <Rows>
            {places.map((each, place) => (
              <Place key={place} place={unmasked(each)} />
            ))}
          </Rows>
          <More {...more} />
          <Origin of="adresHistorie" title={texts.history} />
        </>
      )}
    </Block>
  );
}

function Place({ place: { soort, regels, briefadres, van, tot, gemeente } }: { place: AdresRijFragment }) {
  const texts = useDataTexts();
  const day = useDay();
  return (
    <Row
      icon="home"
      title={soort === 'ONBEKEND' ? texts.unknown : regels.join(', ')}
      tag={briefadres && <Tag>{texts.postal}</Tag>}
    >
      <span className="line">{texts.period(day(van), day(tot))}</span>
      {gemeente && (
        <span className="line">
          {texts.registered} <Dutch>{gemeente}</Dutch>
        </span>
      )}
    </Row>
  );
}
