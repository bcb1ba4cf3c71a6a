// How somebody is looked for: per way its fields, with the rules that the service holds them to, so that a slip is told
// before anything is sent.
import type { OrganisatieZoekvraag, PersoonZoekvraag } from '../gql/types';

export type Field =
  | 'bsn'
  | 'postcode'
  | 'huisnummer'
  | 'huisletter'
  | 'toevoeging'
  | 'geslachtsnaam'
  | 'voorvoegsel'
  | 'geboortedatum'
  | 'nummer'
  | 'organisatie'
  | 'code'; // by which somebody is verified, and nobody found
export type Values = Readonly<Partial<Record<Field, string>>>;

interface Way {
  fields: readonly Field[];
  question: (of: (field: Field) => string) => { person: PersoonZoekvraag } | { organisation: OrganisatieZoekvraag };
}

export const WAYS = {
  bsn: {
    fields: ['bsn'],
    question: (of) => ({ person: { burgerservicenummer: of('bsn') } }),
  },
  address: {
    fields: ['postcode', 'huisnummer', 'huisletter', 'toevoeging'],
    question: (of) => ({
      person: {
        postcodeEnHuisnummer: {
          postcode: of('postcode'),
          huisnummer: Number(of('huisnummer')),
          huisletter: of('huisletter') || null,
          toevoeging: of('toevoeging') || null,
        },
      },
    }),
  },
  birth: {
    fields: ['geslachtsnaam', 'voorvoegsel', 'geboortedatum'],
    question: (of) => ({
      person: {
        geslachtsnaamEnGeboortedatum: {
          geslachtsnaam: of('geslachtsnaam'),
          voorvoegsel: of('voorvoegsel') || null,
          geboortedatum: isoDay(of('geboortedatum')) ?? '',
        },
      },
    }),
  },
  request: {
    fields: ['nummer'],
    question: (of) => ({ person: { aanvraagnummer: of('nummer') } }),
  },
  organisation: {
    fields: ['organisatie'],
    question: (of) => ({ organisation: organisationOf(of('organisatie')) }),
  },
} as const satisfies Record<string, Way>;

export type WayName = keyof typeof WAYS;

const NAME = String.raw`[a-zA-Z0-9À-ž .\-']`;
const RULES: Readonly<Record<Field, (value: string) => boolean>> = {
  bsn: isBsn,
  postcode: matches('[1-9][0-9]{3} ?[A-Za-z]{2}'),
  huisnummer: matches('[1-9][0-9]{0,4}'),
  huisletter: matches('[a-zA-Z]'),
  toevoeging: matches(String.raw`[a-zA-Z0-9 \-]{1,4}`),
  geslachtsnaam: matches(`${NAME}{1,200}|${NAME}{3,199}\\*`),
  voorvoegsel: matches("[a-zA-Z ']{1,10}"),
  geboortedatum: (value) => isoDay(value) !== null,
  nummer: (value) => value.length <= 40,
  organisatie: (value) => value.length <= 100,
  code: matches('[0-9]{4}'),
};
const OPTIONAL: ReadonlySet<Field> = new Set(['huisletter', 'toevoeging', 'voorvoegsel']);

// The fields of a way that are missing, or not as they must be.
export function wrong(way: WayName, values: Values): readonly Field[] {
  return WAYS[way].fields.filter((field) => !isRight(field, values[field]));
}

export function isRight(field: Field, given = ''): boolean {
  const value = clean(field, given);
  return value === '' ? OPTIONAL.has(field) : RULES[field](value);
}

export function questionOf(way: WayName, values: Values): ReturnType<Way['question']> {
  return WAYS[way].question((field) => clean(field, values[field]));
}

export const isOptional = (field: Field): boolean => OPTIONAL.has(field);

// A KVK number has eight digits, an RSIN nine, a number of a branch twelve; anything else is a name.
function organisationOf(text: string): OrganisatieZoekvraag {
  if (/^\d{8}$/.test(text)) return { kvkNummer: text };
  if (/^\d{9}$/.test(text)) return { rsin: text };
  return /^\d{12}$/.test(text) ? { vestigingsnummer: text } : { naam: text };
}

// As people write and paste it: 9999.00.006, 2512  aa.
function clean(field: Field, given = ''): string {
  const value = given.trim().replace(/\s+/g, ' ');
  return field === 'bsn' ? value.replace(/[ .\-]/g, '').padStart(value ? 9 : 0, '0') : value;
}

function matches(rule: string): (value: string) => boolean {
  const whole = new RegExp(`^(?:${rule})$`);
  return (value) => whole.test(value);
}

// Nine digits that keep to the eleven-test.
function isBsn(value: string): boolean {
  if (!/^\d{9}$/.test(value) || /^0+$/.test(value)) return false;
  const sum = [...value].reduce((total, digit, place) => total + Number(digit) * (place === 8 ? -1 : 9 - place), 0);
  return sum % 11 === 0;
}

// 31-12-1980, 31/12/1980, 31 12 1980 or 31121980 → 1980-12-31; null for what is no day, or is still to come.
export function isoDay(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/. ]?(\d{1,2})[-/. ]?(\d{4})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isThere = year !== '' && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isThere && date.getTime() <= Date.now() ? date.toISOString().slice(0, 10) : null;
}
