// One request: how far it is, its documents, what was decided, and whom to ask. Parts from other registries come on
// their own.
import { Link, useParams } from 'wouter';

import { present, usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { MijnAanvraag } from '../../gql/documents';
import { Block } from '../../ui/block';
import { Faults } from '../../ui/faults';
import { Rows } from '../../ui/rows';
import { Skeleton } from '../../ui/skeleton';
import { type Step, Steps } from '../../ui/steps';
import { Lead, Title } from '../../ui/title';
import { MessageRow } from './message-row';
import { RequestContact } from './request-contact';
import { RequestDecisions } from './request-decisions';
import { RequestDocuments } from './request-documents';
import { RequestFacts } from './request-facts';
import { RequestHistory } from './request-history';
import { RequestRelatives } from './request-relatives';
import { RequestStanding } from './request-standing';
import { useRequestTexts } from './texts';
import './requests.css';

export default function RequestPage() {
  const { id = '' } = useParams<{ id: string }>();
  return <Request key={id} id={id} />;
}

function Request({ id }: { id: string }) {
  const texts = useRequestTexts();
  const { data, faults, loading, again } = usePerson(MijnAanvraag, { id });
  const request = data?.aanvraag;
  const back = ['/aanvragen', texts.back] as const;
  if (loading)
    return (
      <>
        <Title back={back}>{texts.request}</Title>
        <Skeleton rows={8} />
      </>
    );
  if (!request)
    return (
      <>
        <Title back={back}>{faults.length ? texts.request : texts.notFound}</Title>
        <Faults faults={faults} again={again} />
        {faults.length === 0 && <Lead>{texts.notFoundText}</Lead>}
      </>
    );
  const at = (...path: string[]) => faultsAt(faults, 'aanvraag', ...path);
  const block = { loading, again };
  return (
    <>
      <Title back={back} lang={request.titel === null ? undefined : 'nl'}>
        {request.titel ?? texts.request}
      </Title>
      <RequestStanding request={request} />
      <RequestContact id={id} part="taken" />
      <div className="columns">
        <Block title={texts.steps} value={request.stappen} faults={at('stappen')} {...block}>
          {(steps) => <Steps steps={present(steps).map(passed)} />}
        </Block>
        <RequestDocuments id={id} />
      </div>
      <RequestDecisions decisions={request.besluiten} faults={at('besluiten')} {...block} />
      <Block title={texts.messages} value={request.berichten} faults={at('berichten')} {...block}>
        {({ knopen, heeftVolgende }) => (
          <>
            <Rows>
              {present(knopen).map((message, place) => (
                <MessageRow key={place} message={message} />
              ))}
            </Rows>
            {heeftVolgende && <Link href="/berichten">{texts.allMessages}</Link>}
          </>
        )}
      </Block>
      <RequestContact id={id} part="contactmomenten" />
      <RequestFacts request={request} />
      <RequestHistory
        statuses={request.statushistorie}
        between={request.substatussen}
        faults={[...at('statushistorie'), ...at('substatussen')]}
        {...block}
      />
      <RequestRelatives id={id} />
      <section className="block">
        <h2 className="alone">{texts.questions}</h2>
        <p>
          {texts.callBefore} <a href="tel:14070">14070</a>{request.nummer && ` ${texts.callNumber} `}
          {request.nummer && <strong className="number">{request.nummer}</strong>}.
        </p>
      </section>
    </>
  );
}

// A step of a completed request that it went through is one that was done.
const passed = (step: Step): Step => (step.stand === 'VOORBIJ' && step.sinds ? { ...step, stand: 'GEWEEST' } : step);
