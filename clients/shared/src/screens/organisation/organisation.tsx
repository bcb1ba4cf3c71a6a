// The entrepreneur's first page: what is to be done, what runs, what is to be paid; who the organisation is, and where.
import { Link } from 'wouter';

import { usePaged, usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { MijnAanvragen, MijnOrganisatie, Rekeningen, Taken, Vestigingen } from '../../gql/documents';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { More } from '../../ui/more';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Title } from '../../ui/title';
import { Bill } from '../money/bill';
import { Sheets } from '../money/sheet';
import { Dutch } from '../person/dutch';
import { RequestCard } from '../requests/request-card';
import { TaskCard } from '../requests/task-card';
import { useStartTexts } from '../start/texts';
import { useOrganisationTexts } from './texts';
import '../requests/requests.css';

export default function OrganisationPage() {
  const texts = useOrganisationTexts();
  return (
    <>
      <Title>{texts.title}</Title>
      <Todo />
      <Requests />
      <Bills />
      <Who />
      <Branches />
    </>
  );
}

function Todo() {
  const texts = useStartTexts();
  const asked = usePaged(Taken, { filter: 'OPEN' }, (organisation) => organisation.taken);
  return (
    <Block
      title={texts.todo}
      loading={asked.loading}
      value={asked.data?.taken}
      faults={faultsAt(asked.faults, 'taken')}
      again={asked.again}
      empty={texts.nothingTodo}
      rows={2}
    >
      {() => (
        <>
          <ul className="entries">
            {asked.items.map((task, place) => (
              <TaskCard key={place} task={task} />
            ))}
          </ul>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}

function Requests() {
  const texts = useStartTexts();
  const asked = usePaged(MijnAanvragen, { filter: 'LOPEND' }, (organisation) => organisation.aanvragen);
  return (
    <Block
      title={texts.running}
      loading={asked.loading}
      value={asked.data?.aanvragen}
      faults={faultsAt(asked.faults, 'aanvragen')}
      again={asked.again}
      empty={texts.noneRunning}
      rows={5}
      aside={<Link href="/aanvragen">{texts.all}</Link>}
    >
      {() => (
        <>
          <ul className="cards">
            {asked.items.map((request, place) => (
              <RequestCard key={place} request={request} />
            ))}
          </ul>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}

function Bills() {
  const texts = useOrganisationTexts();
  const start = useStartTexts();
  const asked = usePaged(Rekeningen, {}, (organisation) => organisation.facturen);
  const faults = faultsAt(asked.faults, 'facturen');
  const isForBranch = faults.some(({ code }) => code === 'GEEN_TOEGANG'); // bills are of the whole organisation
  return (
    <Block
      title={texts.bills}
      loading={asked.loading}
      value={asked.data?.facturen}
      faults={isForBranch ? [] : faults}
      again={asked.again}
      empty={isForBranch ? texts.billsOfWhole : texts.noBills}
      rows={3}
      aside={<Link href="/rekeningen">{start.allBills}</Link>}
    >
      {() => (
        <>
          <Sheets>
            {asked.items.map((bill) => (
              <Bill key={bill.id} bill={bill} />
            ))}
          </Sheets>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}

function Who() {
  const texts = useOrganisationTexts();
  const { data, faults, loading, again } = usePerson(MijnOrganisatie, {});
  const others = (data?.handelsnamen ?? []).filter((name) => name !== data?.naam);
  return (
    <Block title={texts.who} loading={loading} value={data} faults={faults} again={again} empty={texts.unknown} rows={3}>
      {({ nummer, naam, rechtsvorm }) => (
        <Descriptions
          items={[
            [texts.name, naam],
            [texts.tradeNames, others.join(', ')],
            [texts.form, rechtsvorm && <Dutch>{rechtsvorm}</Dutch>],
            [texts.number, nummer],
          ]}
        />
      )}
    </Block>
  );
}

function Branches() {
  const texts = useOrganisationTexts();
  const asked = usePaged(Vestigingen, {}, (organisation) => organisation.vestigingen);
  return (
    <Block
      title={texts.branches}
      loading={asked.loading}
      value={asked.data?.vestigingen}
      faults={faultsAt(asked.faults, 'vestigingen')}
      again={asked.again}
      empty={texts.noBranches}
    >
      {() => (
        <>
          <Rows>
            {asked.items.map(({ nummer, naam, hoofdvestiging, afgeschermd, adres }) => (
              <Row
                key={nummer}
                icon="building"
                title={naam ?? nummer}
                tag={hoofdvestiging && <Tag>{texts.main}</Tag>}
              >
                {adres ?? (afgeschermd && texts.shielded)}
                <span className="row__place">{`${texts.branchNumber} ${nummer}`}</span>
              </Row>
            ))}
          </Rows>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}
