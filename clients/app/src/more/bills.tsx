// What is still to be paid, and by when.
import { usePaged } from 'mijndenhaag-shared/src/client/asked';
import { type Masked, unmasked } from 'mijndenhaag-shared/src/client/document';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { isPast, useFormat } from 'mijndenhaag-shared/src/language/format';
import { worded } from 'mijndenhaag-shared/src/language/language';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { More } from 'mijndenhaag-shared/src/ui/more';
import { Row, Rows } from 'mijndenhaag-shared/src/ui/rows';
import { Tag } from 'mijndenhaag-shared/src/ui/tag';

import { Rekeningen } from '../gql/documents';
import type { RekeningFragment } from '../gql/types';

const useTexts = worded({
  nl: {
    title: 'Te betalen',
    none: 'U hebt geen open rekeningen. Belasting staat op de website bij Belasting en WOZ.',
    pay: 'Bekijken en betalen',
    bill: 'Rekening',
    by: (day: string) => `uiterlijk ${day}`,
    debit: 'Wordt afgeschreven',
    late: 'Te laat',
  },
  en: {
    title: 'To pay',
    none: 'You have no open bills. Taxes are on the website, under Tax and property value.',
    pay: 'View and pay',
    bill: 'Bill',
    by: (day) => `by ${day}`,
    debit: 'By direct debit',
    late: 'Overdue',
  },
});

export const useBills = () => usePaged(Rekeningen, {}, ({ facturen }) => facturen);

export function Bills({ data, items, more, faults, loading, again }: ReturnType<typeof useBills>) {
  const texts = useTexts();
  return (
    <Block
      title={texts.title}
      loading={loading}
      value={data?.facturen}
      faults={faultsAt(faults, 'facturen')}
      again={again}
      empty={texts.none}
      aside={<a href="/rekeningen">{texts.pay}</a>}
    >
      {() => (
        <>
          <Rows>
            {items.map((bill, place) => (
              <Bill key={place} bill={bill} />
            ))}
          </Rows>
          <More {...more} />
        </>
      )}
    </Block>
  );
}

function Bill({ bill }: { bill: Masked<RekeningFragment> }) {
  const { omschrijving, openstaandBedrag, vervaldatum, automatischeIncasso } = unmasked(bill);
  const texts = useTexts();
  const { amount, day } = useFormat();
  return (
    <Row
      title={omschrijving ?? texts.bill}
      tag={vervaldatum && isPast(vervaldatum) && <Tag kind="late">{texts.late}</Tag>}
      side={openstaandBedrag && amount(openstaandBedrag)}
    >
      {automatischeIncasso ? texts.debit : vervaldatum && texts.by(day(vervaldatum))}
    </Row>
  );
}
