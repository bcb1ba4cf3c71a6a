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
    running: 'Running requests',
    noneRunning: 'You have no running requests.',
    all: 'All requests',
    messages: 'New messages',
    nothingNew: 'You have no new messages.',
    unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  },
});

export function StartScreen() {
  const texts = useTexts();
  const { data, faults, loading, again } = usePerson(Start, {});
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
      >
        {({ knopen }) => (
          <Rows>
            {present(knopen).map((task, place) => (
              <Action key={place} task={task} />
            ))}
          </Rows>
        )}
      </Block>
      <Block
        title={texts.running}
        loading={loading}
        value={data?.aanvragen}
        faults={faultsAt(faults, 'aanvragen')}
        again={again}
        empty={texts.noneRunning}
        rows={3}
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
        loading={loading}
        value={data?.berichten}
        faults={faultsAt(faults, 'berichten')}
        again={again}
        isEmpty={({ aantalOngelezen }) => aantalOngelezen === 0}
        empty={texts.nothingNew}
        rows={1}
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
