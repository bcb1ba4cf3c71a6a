// What a message or a task means for somebody, as a sentence.
import type { Handelingsperspectief } from '../../gql/types';
import { worded } from '../../language/language';

export const usePerspectives = worded<Record<Handelingsperspectief, string>>({
  nl: {
    BETALEN: 'U moet betalen.',
    INCASSO: 'Er wordt een bedrag van uw rekening afgeschreven.',
    INFORMATIE_GEVEN: 'Wij hebben informatie van u nodig.',
    INFORMATIE_KRIJGEN: 'Dit is informatie voor u.',
    REACTIE_ONTVANGEN: 'Dit is een antwoord aan u.',
    VERNIEUWING_NODIG: 'U moet iets vernieuwen.',
    UITNODIGING_VOOR_AFSPRAAK: 'Maak een afspraak.',
  },
  en: {
    BETALEN: 'You have to pay.',
    INCASSO: 'An amount will be taken from your account.',
    INFORMATIE_GEVEN: 'We need information from you.',
    INFORMATIE_KRIJGEN: 'This is information for you.',
    REACTIE_ONTVANGEN: 'This is an answer to you.',
    VERNIEUWING_NODIG: 'You have to renew something.',
    UITNODIGING_VOOR_AFSPRAAK: 'Make an appointment.',
  },
});
