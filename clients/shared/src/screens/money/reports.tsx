// What somebody reported about the street, and how far it is.
import { usePaged } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import { faultsAt } from '../../client/faults';
import { Straat } from '../../gql/documents';
import type { StraatMeldingFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Descriptions } from '../../ui/descriptions';
import { More } from '../../ui/more';
import { type Step, Steps } from '../../ui/steps';
import { Tag } from '../../ui/tag';
import { Lead, Title } from '../../ui/title';
import { Dutch } from '../person/dutch';
import { Sheet, Sheets } from './sheet';
import { Referrals } from './referrals';
import { useReportTexts } from './report-texts';

export default function ReportsPage() {
  const texts = useReportTexts();
  const { data, faults, loading, again, items, more } = usePaged(Straat, {}, (person) => person.meldingenOpenbareRuimte);
  return (
    <>
      <Title>{texts.title}</Title>
      <Lead>
        {texts.lead} {texts.unsaid}
      </Lead>
      <Block
        title={texts.own}
        loading={loading}
        value={data?.meldingenOpenbareRuimte}
        faults={faultsAt(faults, 'meldingenOpenbareRuimte')}
        again={again}
        empty={texts.none}
        rows={6}
      >
        {() => (
          <>
            <Sheets>
              {items.map((report) => (
                <Report key={report.id} report={report} />
              ))}
            </Sheets>
            <More {...more} />
          </>
        )}
      </Block>
      <Referrals of={['meldingenOpenbareRuimte']} />
    </>
  );
}

function Report({ report }: { report: Masked<StraatMeldingFragment> }) {
  const { nummer, categorie, hoofdcategorie, omschrijving, locatie, gebied, status, open, ...rest } = unmasked(report);
  const { ingediendOp, gewijzigdOp, afgehandeldOp, stappen } = rest;
  const texts = useReportTexts();
  const { moment, day } = useFormat();
  const what = categorie ?? hoofdcategorie;
  const steps = stappen.map(({ naam, bereikt, huidig, op }): Step => {
    const stand = huidig && open !== false ? 'HUIDIG' : bereikt ? 'GEWEEST' : 'KOMT';
    return { naam, stand, sinds: op };
  });
  const kind = status === 'REACTIE_GEVRAAGD' ? 'late' : open ? 'now' : 'neutral';
  return (
    <Sheet
      title={what ? <Dutch>{what}</Dutch> : texts.report}
      tag={status && <Tag kind={kind}>{texts.status[status]}</Tag>}
    >
      {status === 'REACTIE_GEVRAAGD' && <p>{texts.answer}</p>}
      {omschrijving && (
        <blockquote className="quote" lang="nl">
          {omschrijving}
        </blockquote>
      )}
      <Descriptions
        items={[
          [texts.place, locatie ?? gebied],
          [texts.reported, ingediendOp && moment(ingediendOp)],
          [texts.changed, open && gewijzigdOp && day(gewijzigdOp)],
          [texts.settled, afgehandeldOp && day(afgehandeldOp)],
          [texts.number, nummer],
        ]}
      />
      <Steps steps={steps} />
    </Sheet>
  );
}
