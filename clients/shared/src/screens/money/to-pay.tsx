// What is to be paid, of all sources together; where one of them is gone, of each that is there.
import { Link } from 'wouter';

import { usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { TeBetalen } from '../../gql/documents';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { useMoneyTexts } from './texts';

interface Part {
  bedrag: string;
  aantal: number;
  teLaat: string;
  minstens: boolean;
}

export function ToPay() {
  const texts = useMoneyTexts();
  const { amount, day } = useFormat();
  const { data, faults, loading, again } = usePerson(TeBetalen, {});
  const said = ({ bedrag, minstens }: { bedrag: string; minstens: boolean }) =>
    `${minstens ? `${texts.atLeast} ` : ''}${amount(bedrag)}`;
  // what is late is told of all together, and of each where that can't be
  const part = (part: Part | null, isAlone: boolean) => {
    if (!part || part.aantal === 0) return part && texts.nothing;
    const late = isAlone && Number(part.teLaat) > 0 ? `. ${texts.late(amount(part.teLaat))}` : '';
    return `${said(part)} (${texts.count(part.aantal)})${late}`;
  };
  return (
    <Block
      title={texts.toPay}
      loading={loading}
      value={data?.teBetalen}
      faults={faultsAt(faults, 'teBetalen')}
      again={again}
      isEmpty={({ totaal }) => totaal !== null && Number(totaal.bedrag) === 0}
      empty={texts.nothingToPay}
      rows={4}
    >
      {({ totaal, facturen, belastingen }) => (
        <>
          {totaal && (
            <p className="total">
              {texts.total} <strong>{said(totaal)}</strong>
              {Number(totaal.teLaat) > 0 && <span className="total__late">{texts.late(amount(totaal.teLaat))}</span>}
            </p>
          )}
          <Descriptions
            items={[
              [texts.ofBills, part(facturen, totaal === null)],
              [
                texts.ofTaxes,
                belastingen && (
                  <>
                    {part(belastingen, totaal === null)}
                    {belastingen.aantal > 0 && (
                      <>
                        {' '}
                        <Link href="/belasting">{texts.seeTaxes}</Link>
                      </>
                    )}
                  </>
                ),
              ],
              [texts.byItself, totaal && Number(totaal.automatisch) > 0 && amount(totaal.automatisch)],
              [texts.firstBy, totaal?.eersteVervaldatum && day(totaal.eersteVervaldatum)],
            ]}
          />
        </>
      )}
    </Block>
  );
}
