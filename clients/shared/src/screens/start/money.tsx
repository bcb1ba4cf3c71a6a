// What is to be paid, and by when.
import { Link } from 'wouter';

import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { GeldFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { useStartTexts } from './texts';

interface Props {
  loading: boolean;
  person: Masked<GeldFragment> | null;
  faults: readonly Fault[];
  again: () => void;
}

export function Money({ loading, person, faults, again }: Props) {
  const texts = useStartTexts();
  const { amount, day } = useFormat();
  const { teBetalen, facturen, belastingaanslagen } = person ? unmasked(person) : ({} as Partial<GeldFragment>);
  const total = teBetalen?.totaal;
  const bills = present(facturen?.knopen).map(({ id, omschrijving, nummer, ...rest }) => ({
    ...rest,
    key: id,
    href: '/rekeningen',
    title: omschrijving ?? nummer,
  }));
  const assessments = present(belastingaanslagen?.knopen)
    .filter(({ openstaandBedrag }) => Number(openstaandBedrag) > 0)
    .map(({ id, jaar, ...rest }) => ({ ...rest, key: id, href: '/belasting', title: texts.assessment(jaar ?? 0) }));
  const open = [...assessments, ...bills];
  const isThere = Boolean(facturen ?? belastingaanslagen);
  return (
    <Block
      title={texts.pay}
      loading={loading}
      value={isThere ? open : null}
      faults={faults}
      again={again}
      empty={texts.nothingToPay}
      rows={3}
      aside={<Link href="/rekeningen">{texts.allBills}</Link>}
    >
      {() => (
        <>
          {total && (
            <p className="total">
              {texts.total} {total.minstens && texts.atLeast} <strong>{amount(total.bedrag)}</strong>
              {Number(total.teLaat) > 0 && <span className="total__late">{texts.late(amount(total.teLaat))}</span>}
            </p>
          )}
          <Rows>
            {open.map(({ key, title, href, openstaandBedrag, vervaldatum, automatischeIncasso }) => (
              <Row
                key={key}
                title={title}
                href={href}
                tag={vervaldatum && isPast(vervaldatum) && <Tag kind="late">{texts.overdue}</Tag>}
                side={openstaandBedrag && amount(openstaandBedrag)}
              >
                {automatischeIncasso ? texts.directDebit : vervaldatum && texts.before(day(vervaldatum))}
              </Row>
            ))}
          </Rows>
        </>
      )}
    </Block>
  );
}
