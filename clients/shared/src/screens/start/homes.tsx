// What the municipality says that a home is worth.
import { Link } from 'wouter';

import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { HuizenFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { useStartTexts } from './texts';

interface Props {
  loading: boolean;
  person: Masked<HuizenFragment> | null;
  faults: readonly Fault[];
  again: () => void;
}

export function Homes({ loading, person, faults, again }: Props) {
  const texts = useStartTexts();
  const { whole, day } = useFormat();
  return (
    <Block
      title={texts.homes}
      loading={loading}
      value={person && unmasked(person).wozObjecten}
      faults={faults}
      again={again}
      empty={texts.noHomes}
      aside={<Link href="/belasting">{texts.taxes}</Link>}
    >
      {(homes) => (
        <Rows>
          {present(homes).map(({ id, adresregels, waarde }) => (
            <Row
              key={id}
              icon="home"
              title={adresregels?.[0] ?? texts.homes}
              href="/belasting"
              side={waarde?.waarde != null && whole(waarde.waarde)}
              tag={waarde?.bezwaar && <Tag kind="now">{texts.objection}</Tag>}
            >
              {waarde?.peildatum && waarde.belastingjaar && texts.valued(waarde.belastingjaar, day(waarde.peildatum))}
            </Row>
          ))}
        </Rows>
      )}
    </Block>
  );
}
