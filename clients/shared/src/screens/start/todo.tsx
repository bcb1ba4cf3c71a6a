// What somebody has to do, what is late first; and what is only good to know.
import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { MeldingRijFragment, TaakRijFragment } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { higherLevel } from '../../ui/faults';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { useStartTexts } from './texts';

type Messages = readonly (Masked<MeldingRijFragment> | null)[] | null | undefined;

interface Props {
  loading: boolean;
  tasks: readonly (Masked<TaakRijFragment> | null)[] | null | undefined;
  messages: Messages;
  faults: readonly Fault[];
  again: () => void;
}

const TO_DO: readonly MeldingRijFragment['soort'][] = ['ACTIE_NODIG', 'TERMIJN', 'LIGT_KLAAR', 'DOCUMENT_VERLOOPT'];
// What a rule says of a task stands here already, as the task itself.
const isOfTask = ({ regel }: MeldingRijFragment) => regel?.startsWith('taak-') ?? false;
const isToDo = ({ soort }: MeldingRijFragment) => TO_DO.includes(soort);

export function Todo({ loading, tasks, messages, faults, again }: Props) {
  const texts = useStartTexts();
  const todo = present(messages)
    .map((message) => unmasked(message))
    .filter((message) => isToDo(message) && !(tasks && isOfTask(message)));
  const open = present(tasks).map((task) => unmasked(task));
  const isThere = Boolean(tasks ?? messages);
  return (
    <Block
      title={texts.todo}
      loading={loading}
      value={isThere ? [...open, ...todo] : null}
      faults={faults}
      again={again}
      empty={texts.nothingTodo}
    >
      {() => (
        <Rows>
          {open.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
          {todo.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
        </Rows>
      )}
    </Block>
  );
}

function TaskRow({ task: { titel, uiterlijk, link, bedrag } }: { task: TaakRijFragment }) {
  const texts = useStartTexts();
  const { day, left, amount } = useFormat();
  const isLate = uiterlijk !== null && isPast(uiterlijk);
  return (
    <Row
      icon="task"
      title={titel}
      href={link ?? '/taken'}
      external={link !== null}
      tag={isLate && <Tag kind="late">{texts.overdue}</Tag>}
      side={bedrag && amount(bedrag)}
    >
      {uiterlijk && texts.by(day(uiterlijk), left(uiterlijk))}
    </Row>
  );
}

function MessageRow({ message }: { message: MeldingRijFragment }) {
  const { titel, tekst, geldigTot, actie, locatie, soort, niveau } = message;
  const texts = useStartTexts();
  const { day } = useFormat();
  if (soort === 'HOGER_NIVEAU' && niveau)
    return (
      <Row icon="info" title={titel}>
        {tekst} <a href={higherLevel(niveau)}>{texts.higher}</a>
      </Row>
    );
  return (
    <Row icon={isToDo(message) ? 'warning' : 'info'} title={titel} href={actie} external={actie !== null}>
      {tekst}
      {locatie && <span className="row__place">{locatie}</span>}
      {geldigTot && isToDo(message) && <span className="row__place">{texts.until(day(geldigTot))}</span>}
    </Row>
  );
}

export function News({ loading, messages }: { loading: boolean; messages: Messages }) {
  const texts = useStartTexts();
  const news = present(messages).map((message) => unmasked(message)).filter((message) => !isToDo(message));
  if (loading || news.length === 0) return null;
  return (
    <Block title={texts.news} loading={false} value={news} faults={[]} again={() => {}}>
      {() => (
        <Rows>
          {news.map((message) => (
            <MessageRow key={message.id} message={message} />
          ))}
        </Rows>
      )}
    </Block>
  );
}
