// Passports and identity cards.
import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { ReisdocumentRijFragment } from '../../gql/types';
import { isPast } from '../../language/format';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { useDay } from './day';
import { Dutch } from './dutch';
import { Origin } from './origin';
import type { Part } from './part';
import { useDataTexts } from './texts';

interface Person {
  reisdocumenten: readonly (Masked<ReisdocumentRijFragment> | null)[] | null;
}

export function Travel({ loading, person, faults, again }: Part<Person>) {
  const texts = useDataTexts();
  return (
    <Block
      title={texts.travel}
      loading={loading}
      value={person?.reisdocumenten}
      faults={faults}
      again={again}
      empty={texts.noTravel}
    >
      {(documents) => (
        <>
          <Rows>
            {present(documents).map((each, place) => (
              <TravelDocument key={place} document={unmasked(each)} />
            ))}
          </Rows>
          <Origin of="reisdocumenten" title={texts.travel} />
        </>
      )}
    </Block>
  );
}

function TravelDocument({ document }: { document: ReisdocumentRijFragment }) {
  const { nummer, soort, geldigTot, inhouding } = document;
  const texts = useDataTexts();
  const day = useDay();
  const until = day(geldigTot);
  const isOver = geldigTot?.datum !== null && geldigTot?.datum !== undefined && isPast(geldigTot.datum);
  return (
    <Row
      icon="document"
      title={soort ? <Dutch>{soort}</Dutch> : texts.travelDocument}
      tag={(inhouding && <Tag>{texts.handedIn}</Tag>) || (isOver && <Tag kind="late">{texts.expired}</Tag>)}
    >
      {nummer && (
        <span className="line">
          {texts.number} {nummer}
        </span>
      )}
      {until && (
        <span className="line">{isOver ? texts.wasValidUntil(until) : texts.validUntil(until)}</span>
      )}
      {inhouding && (
        <span className="line">
          <Dutch>{inhouding.reden}</Dutch> {day(inhouding.datum)}
        </span>
      )}
    </Row>
  );
}
