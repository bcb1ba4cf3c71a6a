import { worded } from 'mijndenhaag-shared/src/language/language';

export const useMessageTexts = worded({
  nl: {
    title: 'Berichten',
    list: 'Uw berichten',
    none: 'U hebt geen berichten. Als de gemeente u een bericht stuurt, ziet u het hier.',
    message: 'Bericht',
    unread: 'Nieuw',
    read: 'Gelezen',
    noText: 'Dit bericht heeft geen tekst.',
  },
  en: {
    title: 'Messages',
    list: 'Your messages',
    none: 'You have no messages. When the municipality sends you one, you see it here.',
    message: 'Message',
    unread: 'New',
    read: 'Read',
    noText: 'This message has no text.',
  },
});
