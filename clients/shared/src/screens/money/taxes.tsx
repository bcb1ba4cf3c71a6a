// What somebody's property is worth, and what is levied.
import { present, usePaged, usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Belasting, Woz, WozElders } from '../../gql/documents';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Lead, Title } from '../../ui/title';
import { Assessment } from './assessment';
import { Property } from './property';
import { Referrals } from './referrals';
import { useTaxTexts } from './tax-texts';
import { Entries } from './entry';

export default function TaxesPage() {
  const texts = useTaxTexts();
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{texts.lead}</Lead>
      <Home />
      <PropertyElsewhere />
      <Assessments />
      <Referrals of={['wozObjecten', 'belastingaanslagen']} />
    </>
  );
}

function Home() {
  const texts = useTaxTexts();
  const { data, faults, loading, again } = usePerson(Woz, {});
  return (
    <Block
      title={texts.home}
      loading={loading}
      value={data?.wozObjecten}
      faults={faultsAt(faults, 'wozObjecten')}
      again={again}
      empty={texts.noHome}
      rows={5}
    >
      {(homes) => (
        <Entries>
          {present(homes).map((home) => (
            <Property key={home.id} property={home} />
          ))}
        </Entries>
      )}
    </Block>
  );
}

function PropertyElsewhere() {
  const texts = useTaxTexts();
  const { data, faults, loading, again, items, more } = usePaged(WozElders, {}, (person) => person.wozObjectenElders);
  return (
    <Block
      title={texts.elsewhere}
      loading={loading}
      value={data?.wozObjectenElders}
      faults={faultsAt(faults, 'wozObjectenElders')}
      again={again}
      empty={texts.nothingElsewhere}
      rows={1}
    >
      {() => (
        <>
          <Entries>
            {items.map((property) => (
              <Property key={property.id} property={property} />
            ))}
          </Entries>
          <More {...more} />
        </>
      )}
    </Block>
  );
}

function Assessments() {
  const texts = useTaxTexts();
  const { data, faults, loading, again, items, more } = usePaged(Belasting, {}, (person) => person.belastingaanslagen);
  return (
    <Block
      title={texts.assessments}
      loading={loading}
      value={data?.belastingaanslagen}
      faults={faultsAt(faults, 'belastingaanslagen')}
      again={again}
      empty={texts.noAssessments}
      rows={6}
    >
      {() => (
        <>
          <Entries>
            {items.map((assessment) => (
              <Assessment key={assessment.id} assessment={assessment} />
            ))}
          </Entries>
          <More {...more} />
        </>
      )}
    </Block>
  );
}
