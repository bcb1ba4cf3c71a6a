// The entrepreneur's page: who the organisation is, where it is, what runs and what is to be paid.
import { usePaged, usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { AanvragenOrganisatie, MijnOrganisatie, RekeningenOrganisatie, Vestigingen } from '../../gql/documents';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { More } from '../../ui/more';
import { Row, Rows } from '../../ui/rows';
import { Tag } from '../../ui/tag';
import { Title } from '../../ui/title';
import { Bill } from '../money/bill';
import { Entries } from '../money/entry';
import { Dutch } from '../person/dutch';
import { useOrganisationTexts } from './texts';

export default function OrganisationPage() {
  const texts = useOrganisationTexts();
  return (
    <>
      <Title>{texts.title}</Title>
      <Requests />
      <Bills />
      <Who />
      <Branches />
    </>
  );
}

function Requests() {
  const texts = useOrganisationTexts();
  const { day } = useFormat();
  const asked = usePaged(AanvragenOrganisatie, {}, (organisation) => organisation.aanvragen);
  return (
    <Block
      title={texts.running}
      loading={asked.loading}
      value={asked.data?.aanvragen}
      faults={faultsAt(asked.faults, 'aanvragen')}
      again={asked.again}
      empty={texts.noneRunning}
      rows={5}
    >
      {() => (
        <>
          <Rows>
            {asked.items.map(({ id, nummer, titel, status, actieNodig, uiterlijkInWoorden }) => (
              <Row
                key={id}
                icon="folder"
                title={<Dutch>{titel ?? nummer}</Dutch>}
                tag={actieNodig && <Tag kind="late">{texts.action}</Tag>}
                side={status?.naam && <Dutch>{status.naam}</Dutch>}
              >
                {[nummer, status?.sinds && texts.since(day(status.sinds)), uiterlijkInWoorden].filter(Boolean).join(' · ')}
              </Row>
            ))}
          </Rows>
          <More {...asked.more} />
        </>
      )}
    </Block>
  );
}

function Bills() {
  const texts = useOrganisationTexts();
  const asked = usePaged(RekeningenOrganisatie, {}, (organisation) => organisation.facturen);
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
    >
      {() => (
        <>
          <Entries>
            {asked.items.map((bill) => (
              <Bill key={bill.id} bill={bill} linked={false} />
            ))}
          </Entries>
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
