// How the municipality reaches a resident.
import { usePerson } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { Contactgegevens } from '../../gql/documents';
import type { ContactAdresRijFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { useLanguage } from '../../language/language';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { Tag } from '../../ui/tag';
import { useContactTexts } from './texts';

export function Details() {
  const texts = useContactTexts();
  const [language] = useLanguage();
  const { data, faults, loading, again } = usePerson(Contactgegevens, {});
  return (
    <Block
      title={texts.reach}
      loading={loading}
      value={data?.contactgegevens}
      faults={faultsAt(faults, 'contactgegevens')}
      again={again}
      empty={texts.noDetails}
      rows={4}
    >
      {({ emailadressen, telefoonnummers, voorkeurstaal, postadres }) => (
        <Descriptions
          items={[
            [texts.email, emailadressen.length > 0 && <Addresses addresses={emailadressen} />],
            [texts.phone, telefoonnummers.length > 0 && <Addresses addresses={telefoonnummers} />],
            [texts.language, voorkeurstaal && nameOf(voorkeurstaal, language)],
            [texts.post, postadres && <Lines lines={postadres.regels} />],
          ]}
        />
      )}
    </Block>
  );
}

function Addresses({ addresses }: { addresses: readonly Masked<ContactAdresRijFragment>[] }) {
  const texts = useContactTexts();
  const { day } = useFormat();
  return (
    <ul>
      {addresses
        .map((address) => unmasked(address))
        .map(({ id, adres, standaard, geverifieerdOp }) => (
          <li key={id} className="reached">
            {adres} {standaard && addresses.length > 1 && <Tag>{texts.usual}</Tag>}{' '}
            <span className="entry__when">
              {geverifieerdOp ? texts.verified(day(geverifieerdOp)) : texts.notVerified}
            </span>
          </li>
        ))}
    </ul>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.map((line) => (
    <span key={line} className="row__place">
      {line}
    </span>
  ));

// A language by its code, where the browser knows it.
function nameOf(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  } catch {
    return code; // no code at all
  }
}
