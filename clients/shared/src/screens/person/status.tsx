// Nationality, the right to stay and to vote, and guardianship.
import type { ReactNode } from 'react';

import { type Masked, unmasked } from '../../client/document';
import type { VerblijfFragment } from '../../gql/types';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { type Day, useDay } from './day';
import { Dutch } from './dutch';
import { Inquiry } from './inquiry';
import { Origin } from './origin';
import { faultsOf, type Part } from './part';
import { useDataTexts } from './texts';

export const STATUS = [
  'nationaliteiten',
  'immigratie',
  'verblijfstitel',
  'europeesKiesrecht',
  'uitsluitingKiesrecht',
  'onderCuratele',
];

type Nationality = NonNullable<VerblijfFragment['nationaliteiten']>[number];

export function Status({ loading, person, faults, again }: Part<Masked<VerblijfFragment>>) {
  const texts = useDataTexts();
  const day = useDay();
  return (
    <Block
      title={texts.status}
      loading={loading}
      value={person && unmasked(person)}
      isEmpty={isEmpty}
      faults={faultsOf(faults, ...STATUS)}
      again={again}
      empty={texts.noStatus}
    >
      {({ nationaliteiten, immigratie, verblijfstitel, europeesKiesrecht, uitsluitingKiesrecht, onderCuratele }) => (
        <>
          {nationaliteiten?.map(({ inOnderzoek }, place) => (
            <Inquiry key={place} of={inOnderzoek} />
          ))}
          <Descriptions
            items={[
              [
                texts.nationality,
                nationaliteiten &&
                  nationaliteiten.length > 0 &&
                  nationaliteiten.map((each, place) => <NationalityLine key={place} nationality={each} />),
              ],
              [texts.arrival, day(immigratie?.sinds)],
              [
                texts.from,
                immigratie && (immigratie.vanuitOnbekend ? texts.unknown : <Dutch>{immigratie.land}</Dutch>),
              ],
              [
                texts.permit,
                verblijfstitel && (
                  <>
                    <Dutch>{verblijfstitel.naam}</Dutch>
                    {period(verblijfstitel.sinds, verblijfstitel.tot)}
                  </>
                ),
              ],
              [
                texts.europeanVote,
                europeesKiesrecht && (
                  <>
                    <Dutch>{europeesKiesrecht.aanduiding}</Dutch>
                    {europeesKiesrecht.uitgeslotenTot &&
                      `, ${texts.excludedUntil(day(europeesKiesrecht.uitgeslotenTot) ?? texts.unknown)}`}
                  </>
                ),
              ],
              [texts.vote, uitsluitingKiesrecht?.uitgesloten && texts.excluded(day(uitsluitingKiesrecht.tot))],
              [texts.guarded, onderCuratele && texts.isGuarded],
            ]}
          />
          <Origin of="nationaliteiten" title={texts.status} />
        </>
      )}
    </Block>
  );

  function period(from: Day, to: Day): ReactNode {
    const [since, until] = [day(from), day(to)];
    const told = [since && texts.sinceDay(since), until && texts.untilDay(until)].filter(Boolean).join(', ');
    return told && <span className="line">{told}</span>;
  }
}

function NationalityLine({ nationality: { soort, naam, sinds } }: { nationality: Nationality }) {
  const texts = useDataTexts();
  const since = useDay()(sinds);
  return (
    <span className="line">
      {naam && soort === 'NATIONALITEIT' ? <Dutch>{naam}</Dutch> : texts.nationalityKind[soort ?? 'ONBEKEND']}
      {since && `, ${texts.sinceDay(since)}`}
    </span>
  );
}

function isEmpty(known: VerblijfFragment): boolean {
  const { nationaliteiten, immigratie, verblijfstitel, europeesKiesrecht, uitsluitingKiesrecht, onderCuratele } = known;
  const all = [immigratie, verblijfstitel, europeesKiesrecht, uitsluitingKiesrecht?.uitgesloten, onderCuratele];
  return !nationaliteiten?.length && !all.some(Boolean);
}
