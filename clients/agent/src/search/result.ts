// Who was found, a person or an organisation: enough to pick the right one.
import type { KlantcontactWie, Waarschuwing, ZoekOrganisatiesQuery, ZoekPersonenQuery } from '../gql/types';

export interface Result {
  wie: KlantcontactWie | null; // how the dossier is opened
  name: string | null; // null of who is shielded
  born: string | null;
  lines: readonly string[];
  cautions: readonly Waarschuwing[];
  isOrganisation: boolean;
}

type Person = NonNullable<ZoekPersonenQuery['zoekPersonen']>[number];
type Organisation = NonNullable<ZoekOrganisatiesQuery['zoekOrganisaties']>[number];

export function foundPerson({ sleutel, naam, geboortedatum, adresregels, waarschuwingen }: Person): Result {
  return {
    wie: sleutel === null ? null : { zoekresultaat: sleutel },
    name: naam,
    born: geboortedatum?.tekst ?? null,
    lines: adresregels ?? [],
    cautions: waarschuwingen ?? [],
    isOrganisation: false,
  };
}

export function foundOrganisation({ nummer, vestigingsnummer, naam, soort, straat, plaats }: Organisation): Result {
  return {
    wie: { kvkNummer: nummer },
    name: naam,
    born: null,
    lines: [`KVK ${nummer}`, joined(' ', soort, vestigingsnummer), joined(', ', straat, plaats)].filter(Boolean),
    cautions: [],
    isOrganisation: true,
  };
}

const joined = (by: string, ...parts: (string | null)[]): string => parts.filter(Boolean).join(by);
