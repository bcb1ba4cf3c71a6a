// What somebody's property is worth, and what is levied.
import { present, useAsks, usePaged } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Belasting, Woz } from '../../gql/documents';
import { Block } from '../../ui/block';
import { More } from '../../ui/more';
import { Lead, Title } from '../../ui/title';
import { Assessment } from './assessment';
import { Sheets } from './sheet';
import { Property } from './property';
import { Referrals } from './referrals';
import { useTaxTexts } from './tax-texts';

export default function TaxesPage() {
  const texts = useTaxTexts();
  const hasProperties = useAsks(Woz); // that is told by the person
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>{hasProperties ? texts.lead : texts.leadOfTaxes}</Lead>
      {hasProperties && <Properties />}
      <Assessments />
      <Referrals of={['wozObjecten', 'belastingaanslagen']} />
    </>
  );
}

// What is at home and what is elsewhere are one question: the second can't be known without the first.
function Properties() {
  const texts = useTaxTexts();
  const { data, faults, loading, again, items, more } = usePaged(Woz, {}, (person) => person.wozObjectenElders);
  return (
    <>
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
          <Sheets>
            {present(homes).map((home) => (
              <Property key={home.id} property={home} />
            ))}
          </Sheets>
        )}
      </Block>
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
            <Sheets>
              {items.map((property) => (
                <Property key={property.id} property={property} />
              ))}
            </Sheets>
            <More {...more} />
          </>
        )}
      </Block>
    </>
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
          <Sheets>
            {items.map((assessment) => (
              <Assessment key={assessment.id} assessment={assessment} />
            ))}
          </Sheets>
          <More {...more} />
        </>
      )}
    </Block>
  );
}
