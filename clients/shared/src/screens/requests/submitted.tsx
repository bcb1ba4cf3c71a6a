// What somebody sent in and what is no request yet; of organisations nobody tells that.
import { useAsks, usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Ingediend } from '../../gql/documents';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { File } from '../../ui/file';
import { More } from '../../ui/more';
import { Dutch } from '../person/dutch';
import { useMessageTexts } from './message-texts';

export function Submitted() {
  return useAsks(Ingediend) && <All />;
}

function All() {
  const texts = useMessageTexts();
  const { amount, day } = useFormat();
  const { data, items, more, faults, loading, again } = usePaged(Ingediend, {}, (person) => person.ingediend);
  const paid = (betaald: boolean | null, bedrag: string | null, op: string | null) => {
    if (betaald === null) return null;
    const costs = bedrag ? amount(bedrag) : '';
    if (!betaald) return costs && texts.notPaid(costs);
    return op ? texts.paidOn(costs, day(op)) : texts.paid;
  };
  return (
    <Block
      title={texts.submitted}
      loading={loading}
      value={data?.ingediend && items}
      faults={faultsAt(faults, 'ingediend')}
      again={again}
    >
      {() => (
        <>
          <p className="alone">{texts.submittedText}</p>
          <ul className="entries">
            {items.map(({ id, nummer, soort, bedrag, betaald, betaaldOp, document }) => (
              <li key={id} className="entry">
                <h3>{soort ? <Dutch>{soort}</Dutch> : texts.something}</h3>
                <p className="entry__when">
                  {[nummer && `${texts.number} ${nummer}`, paid(betaald, bedrag, betaaldOp)].filter(Boolean).join(' · ')}
                </p>
                {document && (
                  <ul className="rows" aria-label={texts.whatYouSent}>
                    <File
                      title={[document.titel ?? texts.whatYouSent, nummer && `(${nummer})`].filter(Boolean).join(' ')}
                      href={document.download}
                      format={document.formaat}
                      size={document.grootte}
                    />
                  </ul>
                )}
              </li>
            ))}
          </ul>
          <More {...more} />
        </>
      )}
    </Block>
  );
}
