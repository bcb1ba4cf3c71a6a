// The name, and how the municipality writes to somebody; the birth.
import { type Masked, unmasked } from '../../client/document';
import type { GeboortegegevensFragment, NaamgegevensFragment } from '../../gql/types';
import { Alert } from '../../ui/alert';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { Bsn } from './bsn';
import { useDay } from './day';
import { Dutch } from './dutch';
import { Inquiry } from './inquiry';
import { Origin } from './origin';
import { faultsOf, type Part } from './part';
import { useDataTexts } from './texts';

// The registry's word for a surname is one that nobody uses.
const ordinary = (text: string) => text.replaceAll('geslachtsnaam', 'achternaam');

const NAME = ['naam', 'aanschrijfwijze', 'geslacht', 'geheimhouding'];

export function Names({ loading, person, faults, again }: Part<Masked<NaamgegevensFragment>>) {
  const texts = useDataTexts();
  return (
    <Block
      title={texts.name}
      loading={loading}
      value={person && unmasked(person)}
      isEmpty={({ naam }) => naam === null}
      faults={faultsOf(faults, ...NAME)}
      again={again}
      empty={texts.noName}
      rows={5}
    >
      {({ naam, aanschrijfwijze, geslacht, geheimhouding }) => (
        <>
          {geheimhouding && (
            <Alert>
              <p>{texts.secret}</p>
            </Alert>
          )}
          <Inquiry of={naam?.inOnderzoek} />
          <Descriptions
            items={[
              [texts.fullName, naam?.volledigeNaam],
              [texts.givenNames, naam?.voornamen],
              [texts.surname, [naam?.voorvoegsel, naam?.geslachtsnaam].filter(Boolean).join(' ')],
              [texts.nobility, naam?.titel],
              [texts.nameUse, naam?.naamgebruik && <Dutch>{ordinary(naam.naamgebruik)}</Dutch>],
              [texts.envelope, aanschrijfwijze?.naam],
              [texts.salutation, aanschrijfwijze?.aanhef && <Dutch>{aanschrijfwijze.aanhef}</Dutch>],
              [texts.sex, geslacht && <Dutch>{geslacht}</Dutch>],
              [texts.bsn, <Bsn />],
            ]}
          />
          <Origin of="naam" title={texts.name} />
        </>
      )}
    </Block>
  );
}

export function Birth({ loading, person, faults, again }: Part<Masked<GeboortegegevensFragment>>) {
  const texts = useDataTexts();
  const day = useDay();
  return (
    <Block
      title={texts.birth}
      loading={loading}
      value={person && unmasked(person)}
      isEmpty={({ geboorte, overlijden }) => geboorte === null && overlijden === null}
      faults={faultsOf(faults, 'geboorte', 'leeftijd', 'overlijden')}
      again={again}
      empty={texts.unknown}
      rows={3}
    >
      {({ geboorte, leeftijd, overlijden }) => (
        <>
          <Inquiry of={geboorte?.inOnderzoek} />
          <Descriptions
            items={[
              [texts.bornOn, day(geboorte?.datum) ?? texts.unknown],
              [texts.age, leeftijd !== null && texts.years(leeftijd)],
              [texts.bornIn, geboorte?.plaats && <Dutch>{geboorte.plaats}</Dutch>],
              [texts.bornCountry, geboorte?.land && <Dutch>{geboorte.land}</Dutch>],
              [texts.died, overlijden && texts.diedAt(day(overlijden.datum) ?? texts.unknown, overlijden.plaats)],
            ]}
          />
          <Origin of="geboorte" title={texts.birth} />
        </>
      )}
    </Block>
  );
}
