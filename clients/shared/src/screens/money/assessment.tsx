// The taxes of a year: how much, what for, how it is paid, and until when one can object.
import { Link } from 'wouter';

import { type Masked, unmasked } from '../../client/document';
import type { AanslagFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { Descriptions } from '../../ui/descriptions';
import { File } from '../../ui/file';
import { Tag } from '../../ui/tag';
import { requestAddress } from '../requests/request-card';
import { Copied } from './copied';
import { Sheet } from './sheet';
import { useHowToPay } from './how-to-pay';
import { Instalments } from './instalments';
import { useTaxTexts } from './tax-texts';
import { useMoneyTexts } from './texts';

export function Assessment({ assessment }: { assessment: Masked<AanslagFragment> }) {
  const shown = unmasked(assessment);
  const { nummer, jaar, bedrag, openstaandBedrag, betaaldBedrag, status, vervaldatum, betalingskenmerk } = shown;
  const texts = useTaxTexts();
  const money = useMoneyTexts();
  const { amount, day } = useFormat();
  const howToPay = useHowToPay();
  const until = shown.bezwaarMogelijkTot;
  const isOpen = Number(openstaandBedrag) > 0;
  const title = texts.assessment(jaar ?? nummer ?? '');
  const isTransferred = isOpen && shown.betaalwijze !== 'AUTOMATISCHE_INCASSO';
  return (
    <Sheet
      title={title}
      side={bedrag && amount(bedrag)}
      tag={
        <>
          {isOpen && vervaldatum && isPast(vervaldatum) && <Tag kind="late">{money.overdue}</Tag>}
          {status && <Tag kind={status === 'BETAALD' ? 'done' : 'now'}>{texts.status[status]}</Tag>}
        </>
      }
    >
      {isOpen && <p>{howToPay(shown)}</p>}
      {until && shown.bezwaarMogelijk && <p>{texts.canObject(day(until))}</p>}
      <Descriptions
        items={[
          [money.stillOpen, isOpen && openstaandBedrag && amount(openstaandBedrag)],
          [money.paidUpToNow, betaaldBedrag && betaaldBedrag !== bedrag && amount(betaaldBedrag)],
          [
            money.reference,
            isTransferred && betalingskenmerk && (
              <Copied value={betalingskenmerk} what={`${money.reference}, ${title}`} />
            ),
          ],
          [texts.object, until && !shown.bezwaarMogelijk && texts.couldObject(day(until))],
          [texts.dated, shown.dagtekening && day(shown.dagtekening)],
          [texts.assessmentNumber, nummer],
        ]}
      />
      {shown.regels.length > 0 && <Lines lines={shown.regels} of={title} />}
      <Instalments parts={shown.termijnen} of={title} />
      {shown.aanvraagId && (
        <p>
          <Link href={requestAddress(shown.aanvraagId)}>
            {texts.request} <span className="hidden">({title})</span>
          </Link>
        </p>
      )}
      {shown.download && (
        <ul className="rows">
          <File title={texts.file(nummer ?? '')} href={shown.download} format="application/pdf" />
        </ul>
      )}
    </Sheet>
  );
}

function Lines({ lines, of }: { lines: AanslagFragment['regels']; of: string }) {
  const texts = useTaxTexts();
  const { amount, whole, day } = useFormat();
  return (
    <details>
      <summary>
        {texts.lines} <span className="hidden">({of})</span>
      </summary>
      <table className="table">
        <caption className="hidden">{texts.linesOf(of)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.what}</th>
            <th scope="col" className="table__amount">
              {texts.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ soort, omschrijving, bedrag, tarief, peildatum, waarde }, place) => (
            <tr key={place}>
              <th scope="row" className="table__words">
                {omschrijving ? <span lang="nl">{omschrijving}</span> : soort && texts.kinds[soort]}
                {tarief && <small lang="nl">{tarief}</small>}
                {waarde !== null && peildatum && <small>{texts.onValue(whole(waarde), day(peildatum))}</small>}
              </th>
              <td className="table__amount">{bedrag && amount(bedrag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
