// The first screen: what must I do, how far are my requests, and is there something to read.
import { present, usePerson } from 'mijndenhaag-shared/src/client/asked';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { worded } from 'mijndenhaag-shared/src/language/language';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { Row, Rows } from 'mijndenhaag-shared/src/ui/rows';
import { Title } from 'mijndenhaag-shared/src/ui/title';
import { Link } from 'wouter';

import { Start } from '../gql/documents';
import { RequestRow } from '../requests/request-row';
import { Action } from './action';

const useTexts = worded({
  nl: {
    title: 'Start',
    todo: 'Dit moet u doen',
    nothingTodo: 'U hoeft nu niets te doen.',
    allTasks: 'Alle taken op de website',
    running: 'Lopende aanvragen',
    noneRunning: 'U hebt geen lopende aanvragen.',
    all: 'Alle aanvragen',
    messages: 'Nieuwe berichten',
    nothingNew: 'U hebt geen nieuwe berichten.',
    unread: (count: number) => (count === 1 ? '1 ongelezen bericht' : `${count} ongelezen berichten`),
  },
  en: {
    title: 'Start',
    todo: 'What you have to do',
    nothingTodo: 'There is nothing you have to do now.',
    allTasks: 'All tasks on the website',
    running: 'Running requests',
    noneRunning: 'You have no running requests.',
    all: 'All requests',
    messages: 'New messages',
    nothingNew: 'You have no new messages.',
    unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  },
});

const useStart = () => usePerson(Start, {});

export function StartScreen() {
  const texts = useTexts();
  const { data, faults, loading, again } = useStart();
  return (
    <>
      <Title>{texts.title}</Title>
      <Block
        title={texts.todo}
        loading={loading}
        value={data?.taken}
        faults={faultsAt(faults, 'taken')}
        again={again}
        empty={texts.nothingTodo}
        rows={6}
      >
        {({ knopen, heeftVolgende }) => (
          <>
            <Rows>
              {present(knopen).map((task, place) => (
                <Action key={place} task={task} />
              ))}
            </Rows>
            {heeftVolgende && (
              <p className="whole">
                <a href="/taken">{texts.allTasks}</a>
              </p>
            )}
          </>
        )}
      </Block>
      {!loading && <Rest data={data} faults={faults} again={again} />}
    </>
  );
}

// Not there before its answer is, so that nothing moves.
function Rest({ data, faults, again }: Omit<ReturnType<typeof useStart>, 'loading'>) {
  const texts = useTexts();
  return (
    <>
      <Block
        title={texts.running}
        loading={false}
        value={data?.aanvragen}
        faults={faultsAt(faults, 'aanvragen')}
        again={again}
        empty={texts.noneRunning}
        aside={<Link href="/aanvragen">{texts.all}</Link>}
      >
        {({ knopen }) => (
          <Rows>
            {present(knopen).map((request, place) => (
              <RequestRow key={place} request={request} />
            ))}
          </Rows>
        )}
      </Block>
      <Block
        title={texts.messages}
        loading={false}
        value={data?.berichten}
        faults={faultsAt(faults, 'berichten')}
        again={again}
        isEmpty={({ aantalOngelezen }) => aantalOngelezen === 0}
        empty={texts.nothingNew}
      >
        {({ aantalOngelezen }) => (
          <Rows>
            <Row icon="inbox" title={texts.unread(aantalOngelezen)} href="/berichten" />
          </Rows>
        )}
      </Block>
    </>
  );
}
