// One request: its status in words, the step it is in and the next, and its documents.
import { present, usePerson } from 'mijndenhaag-shared/src/client/asked';
import { type Masked, unmasked } from 'mijndenhaag-shared/src/client/document';
import { faultsAt } from 'mijndenhaag-shared/src/client/faults';
import { useFormat } from 'mijndenhaag-shared/src/language/format';
import { Alert } from 'mijndenhaag-shared/src/ui/alert';
import { Block } from 'mijndenhaag-shared/src/ui/block';
import { Skeleton } from 'mijndenhaag-shared/src/ui/skeleton';
import { Steps } from 'mijndenhaag-shared/src/ui/steps';
import { Title } from 'mijndenhaag-shared/src/ui/title';
import { useParams } from 'wouter';

import { Aanvraag } from '../gql/documents';
import type { StandFragment } from '../gql/types';
import { DocumentsBlock } from './documents';
import { useRequestTexts } from './texts';

export function RequestScreen() {
  const texts = useRequestTexts();
  const { id = '' } = useParams<{ id: string }>();
  const { data, faults, loading, again } = usePerson(Aanvraag, { id });
  const request = data?.aanvraag;
  const title = <Title back={['/aanvragen', texts.back]}>{request?.titel ?? texts.request}</Title>;
  if (loading)
    return (
      <>
        {title}
        <div aria-busy="true">
          <Skeleton rows={6} />
        </div>
      </>
    );
  return (
    <>
      {title}
      <Block
        title={texts.status}
        loading={false}
        value={request}
        faults={faultsAt(faults, 'aanvraag')}
        again={again}
        empty={texts.notThere}
      >
        {(request) => <HowFar request={request} />}
      </Block>
      {request && (
        <DocumentsBlock id={id}>
          {request.nummer && <p>{texts.ask(request.nummer)}</p>}
          <p className="whole">
            <a href={`/aanvragen/${encodeURIComponent(id)}`}>{texts.whole}</a>
          </p>
        </DocumentsBlock>
      )}
    </>
  );
}

function HowFar({ request }: { request: Masked<StandFragment> }) {
  const { status, stappen, actieNodig } = unmasked(request);
  const texts = useRequestTexts();
  const { day } = useFormat();
  const steps = present(stappen);
  const at = steps.findIndex(({ stand }) => stand === 'HUIDIG');
  const next = steps.slice(at + 1).find(({ stand }) => stand === 'KOMT');
  return (
    <>
      <p className="state">
        <strong>{status?.naam ?? texts.noStatus}</strong>
        {status?.sinds && ` ${texts.since(day(status.sinds))}`}
      </p>
      {status?.toelichting && <p className="state__why">{status.toelichting}</p>}
      {actieNodig && (
        <Alert kind="warning">
          <p>{actieNodig}</p>
        </Alert>
      )}
      {at >= 0 && (
        <div className="state__steps">
          <p>{texts.step(at + 1, steps.length)}</p>
          <Steps steps={[...steps.slice(at, at + 1), ...(next ? [next] : [])]} />
        </div>
      )}
    </>
  );
}
