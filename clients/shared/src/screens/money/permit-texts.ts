import { worded } from '../../language/language';

type Day = string | null;
const between = (from: string, to: string) => (start: Day, end: Day) =>
  [start && `${from} ${start}`, end && `${to} ${end}`].filter(Boolean).join(' ');

export const usePermitTexts = worded({
  nl: {
    title: 'Vergunningen',
    lead: 'Uw parkeervergunningen, en wat u verder van de gemeente hebt, zoals passen.',
    parking: 'Parkeren',
    noParking: 'U hebt geen parkeervergunning.',
    others: 'Andere vergunningen en passen',
    noOthers: 'U hebt geen andere vergunningen of passen.',
    permit: 'Parkeervergunning',
    status: {
      INITIEEL: 'Nog niet aangevraagd',
      IN_AANVRAAG: 'Aangevraagd',
      GEREED: 'Klaar, gaat nog in',
      ACTIEF: 'Geldig',
      INGETROKKEN: 'Ingetrokken',
      GEWEIGERD: 'Geweigerd',
      VERLOPEN: 'Niet meer geldig',
    },
    left: 'Over voor bezoekers',
    leftUntil: (left: string, day: Day) => (day ? `${left}, te gebruiken tot ${day}` : left),
    zone: 'Zone',
    plates: 'Kentekens',
    validPlate: between('van', 'tot'),
    validity: 'Geldig',
    valid: between('van', 'tot'),
    renewal: 'Verlengen',
    renewed: (day: string, automatic: boolean | null) => {
      if (automatic === null) return `op ${day}`;
      return automatic ? `De gemeente verlengt vanzelf op ${day}.` : `Doe dit zelf vóór ${day}.`;
    },
    price: 'Prijs',
    often: { EENMALIG: ', één keer', MAANDELIJKS: ' per maand', JAARLIJKS: ' per jaar' },
    number: 'Nummer',
    request: 'Bekijk de aanvraag',
  },
  en: {
    title: 'Permits',
    lead: 'Your parking permits, and what else you have of the municipality, such as passes.',
    parking: 'Parking',
    noParking: 'You have no parking permit.',
    others: 'Other permits and passes',
    noOthers: 'You have no other permits or passes.',
    permit: 'Parking permit',
    status: {
      INITIEEL: 'Not requested yet',
      IN_AANVRAAG: 'Requested',
      GEREED: 'Ready, not started yet',
      ACTIEF: 'Valid',
      INGETROKKEN: 'Withdrawn',
      GEWEIGERD: 'Refused',
      VERLOPEN: 'No longer valid',
    },
    left: 'Left for visitors',
    leftUntil: (left, day) => (day ? `${left}, to be used until ${day}` : left),
    zone: 'Zone',
    plates: 'Licence plates',
    validPlate: between('from', 'until'),
    validity: 'Valid',
    valid: between('from', 'until'),
    renewal: 'Renewal',
    renewed: (day, automatic) => {
      if (automatic === null) return `on ${day}`;
      return automatic ? `The municipality renews it by itself on ${day}.` : `Do this yourself before ${day}.`;
    },
    price: 'Price',
    often: { EENMALIG: ', once', MAANDELIJKS: ' a month', JAARLIJKS: ' a year' },
    number: 'Number',
    request: 'See the request',
  },
});
