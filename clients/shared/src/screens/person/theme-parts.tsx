// What stands in a theme of the person; each part has a registry of its own and comes on its own.
import { usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { ThemaAanvragen, ThemaProducten, ThemaTaken } from '../../gql/documents';
import { isPast, useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { requestAddress } from '../requests/request-card';
import { useThemeTexts } from './theme-texts';

export function ThemeTasks({ name }: { name: string }) {
  const texts = useThemeTexts();
  const { day, left } = useFormat();
  const asked = usePaged(ThemaTaken, { naam: name }, ({ thema }) => thema?.taken);
  return (
    <Block
      title={texts.tasks}
      loading={asked.loading}
      value={asked.data?.thema?.taken && asked.items}
      faults={faultsAt(asked.faults, 'thema', 'taken')}
      again={asked.again}
      empty={texts.noTasks}
      rows={1}
    >
      {(tasks) => (
        <>
          <Rows>
            {tasks.map(({ id, titel, uiterlijk, link }) => (
              <Row
                key={id}
                icon="task"
                title={titel ?? texts.task}
                href={link ?? '/taken'}
                external={link !== null}
                tag={uiterlijk && isPast(uiterlijk) && <Tag kind="late">{texts.overdue}</Tag>}
              >
                {uiterlijk && texts.by(day(uiterlijk), left(uiterlijk))}
              </Row>
            ))}
          </Rows>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}

export function ThemeRequests({ name }: { name: string }) {
  const texts = useThemeTexts();
  const asked = usePaged(ThemaAanvragen, { naam: name }, ({ thema }) => thema?.aanvragen);
  return (
    <Block
      title={texts.requests}
      loading={asked.loading}
      value={asked.data?.thema?.aanvragen && asked.items}
      faults={faultsAt(asked.faults, 'thema', 'aanvragen')}
      again={asked.again}
      empty={texts.noRequests}
      rows={3}
    >
      {(requests) => (
        <>
          <Rows>
            {requests.map(({ id, nummer, titel, status, afgerond }) => (
              <Row
                key={id}
                icon="folder"
                title={titel ?? texts.request(nummer)}
                href={requestAddress(id)}
                tag={afgerond && <Tag kind="done">{texts.completed}</Tag>}
              >
                <span className="line">{status?.naam}</span>
                {nummer && (
                  <span className="line">
                    {texts.number} {nummer}
                  </span>
                )}
              </Row>
            ))}
          </Rows>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}

export const useProducts = (name: string) =>
  usePaged(ThemaProducten, { naam: name }, ({ thema }) => thema?.producten);

// Most themes have none: then there is no block, and none while that is not known.
export function ThemeProducts({ asked }: { asked: ReturnType<typeof useProducts> }) {
  const texts = useThemeTexts();
  const { day } = useFormat();
  if (asked.loading) return null;
  return (
    <Block
      title={texts.products}
      loading={false}
      value={asked.data?.thema?.producten && asked.items}
      faults={faultsAt(asked.faults, 'thema', 'producten')}
      again={asked.again}
    >
      {(products) => (
        <>
          <Rows>
            {products.map(({ id, naam, soortNaam, status, geldigTot }) => (
              <Row
                key={id}
                title={naam ?? soortNaam ?? texts.product}
                tag={status && <Tag kind={status === 'ACTIEF' ? 'done' : 'neutral'}>{texts.states[status]}</Tag>}
              >
                {naam && soortNaam && naam !== soortNaam && <span className="line">{soortNaam}</span>}
                {geldigTot && <span className="line">{texts.until(day(geldigTot))}</span>}
              </Row>
            ))}
          </Rows>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}
