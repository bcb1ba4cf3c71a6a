// An invoice on which something is to be paid: how much, by when, and how.
import { Link } from 'wouter';

import { type Masked, unmasked } from '../../client/document';
import type { RekeningFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { Descriptions } from '../../ui/descriptions';
import { File } from '../../ui/file';
import { Tag } from '../../ui/tag';
import { Dutch } from '../person/dutch';
import { requestAddress } from '../requests/request-card';
import { Copied } from './copied';
import { Sheet } from './sheet';
import { useHowToPay } from './how-to-pay';
import { Instalments } from './instalments';
import { useMoneyTexts } from './texts';

export function Bill({ bill }: { bill: Masked<RekeningFragment> }) {
  const texts = useMoneyTexts();
  const { amount, day } = useFormat();
  const howToPay = useHowToPay();
  const shown = unmasked(bill);
  const { nummer, omschrijving, datum, vervaldatum, bedrag, openstaandBedrag, betaaldBedrag, status } = shown;
  const of = `${omschrijving ?? texts.bill} ${nummer ?? ''}`.trim();
  const isWithOthers = status === 'OVERGEDRAGEN';
  const isTransferred = shown.betaalwijze !== 'AUTOMATISCHE_INCASSO' && !isWithOthers;
  const isReminded = status === 'HERINNERING' || status === 'AANMANING' || isWithOthers;
  return (
    <Sheet
      title={omschrijving ? <Dutch>{omschrijving}</Dutch> : texts.bill}
      side={openstaandBedrag && amount(openstaandBedrag)}
      tag={
        <>
          {vervaldatum && isPast(vervaldatum) && <Tag kind="late">{texts.overdue}</Tag>}
          {status && status !== 'OPEN' && <Tag kind={isReminded ? 'late' : 'neutral'}>{texts.billStatus[status]}</Tag>}
        </>
      }
    >
      <p>{isWithOthers ? texts.withOthers : howToPay(shown)}</p>
      <Descriptions
        items={[
          [texts.iban, isTransferred && shown.iban && <Copied value={shown.iban} what={`${texts.iban}, ${of}`} />],
          [
            texts.reference,
            isTransferred && shown.betalingskenmerk && (
              <Copied value={shown.betalingskenmerk} what={`${texts.reference}, ${of}`} />
            ),
          ],
          [texts.whole, bedrag !== openstaandBedrag && bedrag && amount(bedrag)],
          [texts.paidUpToNow, Number(betaaldBedrag) > 0 && betaaldBedrag && amount(betaaldBedrag)],
          [texts.billDate, datum && day(datum)],
          [texts.billNumber, nummer],
        ]}
      />
      <Instalments parts={shown.termijnen} of={of} />
      {shown.aanvraagId && (
        <p>
          <Link href={requestAddress(shown.aanvraagId)}>
            {texts.request} <span className="hidden">({of})</span>
          </Link>
        </p>
      )}
      {shown.download && (
        <ul className="rows">
          <File title={texts.billFile(nummer ?? '')} href={shown.download} format="application/pdf" />
        </ul>
      )}
    </Sheet>
  );
}
