import { worded } from '../language/language';
import { Lead, Title } from '../ui/title';

const useTexts = worded({
  nl: {
    title: 'Hier staat nog niets van u',
    text: 'U hebt geen Nederlands burgerservicenummer, of het hoort niet bij uw inlogmiddel. Daarom weten wij niet welke gegevens van u zijn.',
    call: 'Bel de gemeente: 14070',
  },
  en: {
    title: 'There is nothing of you here yet',
    text: 'You have no Dutch citizen service number (BSN), or it is not linked to your means of login. That is why we can’t tell which data is yours.',
    call: 'Call the municipality: 14070',
  },
});

// For who came without a citizen service number.
export function NoPerson() {
  const texts = useTexts();
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{texts.text}</Lead>
      <p>
        <a href="tel:14070">{texts.call}</a>
      </p>
    </>
  );
}
