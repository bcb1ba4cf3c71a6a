// What is to be done for a request, and when there was contact about it: two blocks of one question.
import { Link } from 'wouter';

import { present, usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { ContactOverAanvraag } from '../../gql/documents';
import { Block } from '../../ui/block';
import { ContactItem } from '../contact/contact-item';
import { TaskCard } from './task-card';
import { useRequestTexts } from './texts';

export function RequestContact({ id, part }: { id: string; part: 'taken' | 'contactmomenten' }) {
  const texts = useRequestTexts();
  const { data, faults, loading, again } = usePerson(ContactOverAanvraag, { id });
  const block = { loading, again, faults: faultsAt(faults, 'aanvraag', part) };
  if (part === 'taken')
    return (
      !loading && (
        <Block title={texts.tasks} value={data?.aanvraag?.taken} {...block}>
          {({ knopen, heeftVolgende }) => (
            <>
              <ul className="entries">
                {present(knopen).map((task, place) => (
                  <TaskCard key={place} task={task} withRequest={false} />
                ))}
              </ul>
              {heeftVolgende && <Link href="/taken">{texts.allTasks}</Link>}
            </>
          )}
        </Block>
      )
    );
  return (
    <Block title={texts.contacts} value={data?.aanvraag?.contactmomenten} empty={texts.noContacts} {...block}>
      {({ knopen, heeftVolgende }) => (
        <>
          <ul className="entries">
            {present(knopen).map((contact, place) => (
              <ContactItem key={place} contact={contact} />
            ))}
          </ul>
          {heeftVolgende && <Link href="/contact">{texts.allContacts}</Link>}
        </>
      )}
    </Block>
  );
}
