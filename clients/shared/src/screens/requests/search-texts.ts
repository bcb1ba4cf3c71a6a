import { worded } from '../../language/language';

export const useSearchTexts = worded({
  nl: {
    title: 'Zoeken',
    lead: 'Zoek in uw aanvragen, documenten, berichten, rekeningen en wat er verder van u bij de gemeente is.',
    label: 'Wat zoekt u?',
    hint: 'Bijvoorbeeld een woord uit de titel, of een nummer.',
    search: 'Zoek',
    tooShort: 'Vul minstens 2 letters of cijfers in.',
    searching: 'Er wordt gezocht…',
    found: (count: number, isMost: boolean) => {
      if (count === 0) return 'Niets gevonden.';
      if (isMost) return `Er is veel gevonden. Dit zijn de eerste ${count}.`;
      return count === 1 ? '1 keer gevonden.' : `${count} keer gevonden.`;
    },
    results: 'Gevonden',
    nothing: 'Er is niets gevonden. Probeer een ander of korter woord. Er is gezocht in het nieuwste van elke soort.',
    kinds: {
      AANVRAAG: 'Aanvraag',
      DOCUMENT: 'Document bij een aanvraag',
      FACTUUR: 'Rekening',
      BELASTINGAANSLAG: 'Belastingaanslag',
      MELDING: 'Melding op uw overzicht',
      BERICHT: 'Bericht',
      TAAK: 'Taak',
      PRODUCT: 'Vergunning of pas',
      AFSPRAAK: 'Afspraak',
      CONTACTMOMENT: 'Contact met de gemeente',
      THEMA: 'Thema',
      VERWIJZING: 'Ergens anders geregeld',
    },
  },
  en: {
    title: 'Search',
    lead: 'Search your requests, documents, messages, bills and what else the municipality has of you.',
    label: 'What are you looking for?',
    hint: 'For example a word of the title, or a number.',
    search: 'Search',
    tooShort: 'Enter at least 2 letters or digits.',
    searching: 'Searching…',
    found: (count, isMost) => {
      if (count === 0) return 'Nothing found.';
      if (isMost) return `Much was found. These are the first ${count}.`;
      return count === 1 ? 'Found once.' : `Found ${count} times.`;
    },
    results: 'Found',
    nothing: 'Nothing was found. Try another or a shorter word. Of each kind the newest was searched.',
    kinds: {
      AANVRAAG: 'Request',
      DOCUMENT: 'Document with a request',
      FACTUUR: 'Bill',
      BELASTINGAANSLAG: 'Tax assessment',
      MELDING: 'Notice on your overview',
      BERICHT: 'Message',
      TAAK: 'Task',
      PRODUCT: 'Permit or pass',
      AFSPRAAK: 'Appointment',
      CONTACTMOMENT: 'Contact with the municipality',
      THEMA: 'Theme',
      VERWIJZING: 'Arranged elsewhere',
    },
  },
});
