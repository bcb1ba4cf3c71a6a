import { worded } from '../../language/language';

export const useDossierTexts = worded({
  nl: {
    title: 'Alles downloaden',
    lead: 'U kunt alles wat de gemeente van u weet in één bestand downloaden: uw gegevens, aanvragen, rekeningen, berichten en wie naar uw gegevens keek.',
    care: 'Bewaar het bestand goed. Het staat vol met uw gegevens. Doe dit liever niet op een computer van iemand anders.',
    begin: 'Maak mijn bestand',
    anew: 'Maak een nieuw bestand',
    busy: 'Uw bestand wordt gemaakt. Dat duurt meestal minder dan een minuut. U ziet hier vanzelf wanneer het klaar is.',
    ready: 'Uw bestand is klaar. U kunt elk bestand één keer downloaden.',
    taken: 'U hebt dit bestand gedownload. Wilt u het nog eens? Maak dan een nieuw bestand.',
    until: (moment: string) => `Downloaden kan tot ${moment}. Daarna wordt het weggegooid.`,
    failed: 'Het maken van uw bestand is niet gelukt. Probeer het nog eens.',
    lookAgain: 'Kijk opnieuw',
    troubles: {
      busy: 'Uw bestand wordt al gemaakt, misschien in een ander venster. Wacht een minuut en probeer het dan nog eens.',
      gone: 'Dit bestand is er niet meer. U kunt een nieuw bestand maken.',
      refused: 'Met deze manier van inloggen kunt u geen bestand maken.',
      lost: 'U bent uitgelogd.',
      away: 'Dit lukt nu niet. Probeer het over een minuut nog eens.',
    },
    forms: { pdf: 'Download om te lezen (PDF)', json: 'Download voor een computer (JSON)' },
    formTexts: {
      pdf: 'Een document dat u kunt lezen en printen.',
      json: 'Een bestand dat u aan een ander programma kunt geven.',
    },
  },
  en: {
    title: 'Download everything',
    lead: 'You can download everything that the municipality knows of you in one file: your data, requests, bills, messages and who looked at your data.',
    care: 'Keep the file safe. It is full of your data. Better not do this on somebody else’s computer.',
    begin: 'Make my file',
    anew: 'Make a new file',
    busy: 'Your file is being made. That usually takes less than a minute. You see here when it is ready.',
    ready: 'Your file is ready. You can download each file once.',
    taken: 'You have downloaded this file. Do you want it again? Then make a new file.',
    until: (moment) => `You can download it until ${moment}. After that it is thrown away.`,
    failed: 'Your file could not be made. Please try again.',
    lookAgain: 'Look again',
    troubles: {
      busy: 'Your file is being made already, perhaps in another window. Wait a minute and then try again.',
      gone: 'This file is not there any more. You can make a new one.',
      refused: 'You can’t make a file with this way of logging in.',
      lost: 'You have been logged out.',
      away: 'This does not work now. Please try again in a minute.',
    },
    forms: { pdf: 'Download to read (PDF)', json: 'Download for a computer (JSON)' },
    formTexts: {
      pdf: 'A document that you can read and print.',
      json: 'A file that you can give to another program.',
    },
  },
});
