// Words that components share; a screen has its own beside it.
import { worded } from '../language/language';

export const useWords = worded({
  nl: {
    loading: 'Wordt opgehaald…',
    again: 'Probeer het opnieuw',
    more: 'Toon meer',
    shown: (count: number) => `${count} erbij`,
    newTab: '(opent in een nieuw venster)',
    download: 'Download',
    noConnection: 'U hebt nu geen verbinding. Wat hier staat, kan oud zijn.',
    higher: 'Log in met een hoger niveau',
    unknownFault: 'Dit is nu niet te zien. Probeer het later nog eens.',
    stand: {
      GEWEEST: 'gedaan',
      HUIDIG: 'hier is het nu',
      KOMT: 'komt nog',
      VOORBIJ: 'vervalt',
    },
  },
  en: {
    loading: 'Loading…',
    again: 'Try again',
    more: 'Show more',
    shown: (count) => `${count} more`,
    newTab: '(opens in a new window)',
    download: 'Download',
    noConnection: 'You have no connection now. What is shown may be old.',
    higher: 'Log in at a higher level',
    unknownFault: 'This can’t be shown now. Please try again later.',
    stand: {
      GEWEEST: 'done',
      HUIDIG: 'it is here now',
      KOMT: 'still to come',
      VOORBIJ: 'no longer applies',
    },
  },
});
