// Where somebody lives, with how many; and what it means that the municipality looks into it.
import { type Masked, unmasked } from '../../client/document';
import type { WoonadresFragment } from '../../gql/types';
import { Alert } from '../../ui/alert';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { useDay } from './day';
import { Inquiry } from './inquiry';
import { Lines } from './lines';
import { Origin } from './origin';
import { faultsOf, isToldOnce, type Part } from './part';
import { useDataTexts } from './texts';

const FIELDS = ['adres', 'aantalMedebewoners', 'gemeenteVanInschrijving', 'datumInschrijving'];

export function Address({ loading, person, faults, again }: Part<Masked<WoonadresFragment>>) {
  const texts = useDataTexts();
  const day = useDay();
  const own = faultsOf(faults, ...FIELDS);
  if (isToldOnce(own)) return null;
  return (
    <Block
      title={texts.address}
      loading={loading}
      value={person && unmasked(person)}
      isEmpty={({ adres }) => adres === null}
      faults={own}
      again={again}
      empty={texts.noAddress}
      rows={4}
    >
      {({ adres, aantalMedebewoners, gemeenteVanInschrijving, datumInschrijving }) => (
        <>
          <Inquiry of={adres?.inOnderzoek}>
            <p>{texts.inquiry}</p>
          </Inquiry>
          {adres?.nietOpAdres && (
            <Alert kind="warning">
              <p>{texts.gone}</p>
            </Alert>
          )}
          {adres?.soort === 'ONBEKEND' && (
            <Alert kind="warning">
              <p>{texts.addressUnknown}</p>
            </Alert>
          )}
          <Descriptions
            items={[
              [
                adres?.briefadres ? texts.postal : texts.place[adres?.soort ?? 'ADRES'],
                adres && adres.regels.length > 0 && (
                  <>
                    <Lines of={adres.regels} />
                    {adres.briefadres && texts.postalText}
                  </>
                ),
              ],
              [texts.since, day(adres?.sinds)],
              [texts.household, aantalMedebewoners !== null && household(aantalMedebewoners)],
              [
                texts.registered,
                gemeenteVanInschrijving && texts.registeredSince(gemeenteVanInschrijving, day(datumInschrijving)),
              ],
            ]}
          />
          <Origin of="adres" title={texts.address} />
        </>
      )}
    </Block>
  );

  function household(count: number): string {
    return count === 0 ? texts.alone : texts.others(count);
  }
}
