// What was decided, from when to when it holds, and until when somebody can object.
import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { BesluitRijFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { Dutch } from '../person/dutch';
import { useRequestTexts } from './texts';

interface Props {
  decisions: readonly (Masked<BesluitRijFragment> | null)[] | null;
  loading: boolean;
  faults: readonly Fault[];
  again: () => void;
}

export function RequestDecisions({ decisions, ...block }: Props) {
  const texts = useRequestTexts();
  return (
    <Block title={texts.decisions} value={decisions} {...block}>
      {(all) => (
        <ul className="entries">
          {present(all).map((decision, place) => (
            <Decision key={place} decision={unmasked(decision)} />
          ))}
        </ul>
      )}
    </Block>
  );
}

function Decision({ decision }: { decision: BesluitRijFragment }) {
  const { soort, nummer, toelichting, datum, ingangsdatum, vervaldatum, vervalreden, bezwaarMogelijkTot } = decision;
  const texts = useRequestTexts();
  const { day, left } = useFormat();
  const objection =
    bezwaarMogelijkTot &&
    (isPast(bezwaarMogelijkTot)
      ? texts.objectionWas(day(bezwaarMogelijkTot))
      : texts.objection(day(bezwaarMogelijkTot), left(bezwaarMogelijkTot)));
  const end = vervaldatum && [day(vervaldatum), vervalreden && texts.ended[vervalreden]].filter(Boolean).join(': ');
  return (
    <li className="entry">
      <h3>{soort ? <Dutch>{soort}</Dutch> : texts.decision}</h3>
      {toelichting && <p lang="nl">{toelichting}</p>}
      <Descriptions
        items={[
          [texts.decidedOn, datum && day(datum)],
          [texts.holdsFrom, ingangsdatum && day(ingangsdatum)],
          [texts.holdsUntil, end],
          [texts.objecting, objection],
          [texts.number, nummer],
        ]}
      />
    </li>
  );
}
