// When there was contact, by whatever channel, and what the answer was.
import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Contactmomenten } from '../../gql/documents';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { ContactItem } from './contact-item';
import { useContactTexts } from './texts';

export function Contacts() {
  const texts = useContactTexts();
  const { data, items, more, faults, loading, again } = usePaged(Contactmomenten, {}, (person) => person.contactmomenten);
  return (
    <Block
      title={texts.contacts}
      loading={loading}
      value={data?.contactmomenten && items}
      faults={faultsAt(faults, 'contactmomenten')}
      again={again}
      empty={texts.noContacts}
      rows={4}
    >
      {() => (
        <>
          <ul className="entries">
            {items.map((contact, place) => (
              <ContactItem key={place} contact={contact} requests={contact.aanvraagIds} />
            ))}
          </ul>
          <More {...more} />
        </>
      )}
    </Block>
  );
}
