// What is to be paid, how, and what was paid.
import { usePaged } from '../../client/asked';
import { unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { Betalingen, Rekeningen } from '../../gql/documents';
import type { BetaaldeRekeningFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Lead, Title } from '../../ui/title';
import { Dutch } from '../person/dutch';
import { Bill } from './bill';
import { Sheets } from './sheet';
import { Referrals } from './referrals';
import { useMoneyTexts } from './texts';
import { ToPay } from './to-pay';

export default function BillsPage() {
  const texts = useMoneyTexts();
  return (
    <>
      <Title>{texts.bills}</Title>
      <Lead>{texts.billsLead}</Lead>
      <ToPay />
      <OpenBills />
      <Paid />
      <Referrals of={['facturen']} />
    </>
  );
}

function OpenBills() {
  const texts = useMoneyTexts();
  const { data, faults, loading, again, items, more } = usePaged(Rekeningen, {}, (person) => person.facturen);
  return (
    <Block
      title={texts.openBills}
      loading={loading}
      value={data?.facturen}
      faults={faultsAt(faults, 'facturen')}
      again={again}
      empty={texts.noOpenBills}
      rows={5}
    >
      {() => (
        <>
          <Sheets>
            {items.map((bill) => (
              <Bill key={bill.id} bill={bill} />
            ))}
          </Sheets>
          <More {...more} />
        </>
      )}
    </Block>
  );
}

function Paid() {
  const texts = useMoneyTexts();
  const { data, faults, loading, again, items, more } = usePaged(Betalingen, {}, (person) => person.betalingen);
  return (
    <Block
      title={texts.paidBills}
      loading={loading}
      value={data?.betalingen}
      faults={faultsAt(faults, 'betalingen')}
      again={again}
      empty={texts.nothingPaid}
      rows={5}
    >
      {() => (
        <>
          <Rows>
            {items.map((payment) => (
              <Payment key={payment.rekeningId} payment={unmasked(payment)} />
            ))}
          </Rows>
          <More {...more} />
        </>
      )}
    </Block>
  );
}

function Payment({ payment }: { payment: BetaaldeRekeningFragment }) {
  const { soort, nummer, omschrijving, datum, bedrag, volledig } = payment;
  const texts = useMoneyTexts();
  const { amount, day } = useFormat();
  return (
    <Row
      title={<Dutch>{omschrijving ?? nummer}</Dutch>}
      tag={<Tag kind={volledig ? 'done' : 'now'}>{volledig ? texts.paidWhole : texts.paidPart}</Tag>}
      side={amount(bedrag)}
    >
      {datum && texts.paidKind[soort](day(datum))}
      {nummer && <span className="row__place">{`${texts.billNumber} ${nummer}`}</span>}
    </Row>
  );
}
