// When a resident and the municipality meet, how it reaches them, and what was said. Each block asks for itself.
import { Title } from '../../ui/title';
import { Appointments } from './appointments';
import { Contacts } from './contacts';
import { Details } from './details';
import { useContactTexts } from './texts';
import '../requests/requests.css';

export default function ContactPage() {
  const texts = useContactTexts();
  return (
    <>
      <Title>{texts.title}</Title>
      <Appointments />
      <Details />
      <Contacts />
    </>
  );
}
