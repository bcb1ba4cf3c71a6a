// How a request stands, in one box: since when, why, by when, what happens next, and what came of it.
import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { AanvraagStandFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Alert } from '../../ui/alert';
import { Dutch } from '../person/dutch';
import { useRequestTexts } from './texts';

export function RequestStanding({ request }: { request: Masked<AanvraagStandFragment> }) {
  const { status, stappen, actieNodig, afgerond, uiterlijkInWoorden, ...rest } = unmasked(request);
  const { verwachteEinddatum, opschorting, verlenging, resultaat } = rest;
  const texts = useRequestTexts();
  const { day } = useFormat();
  const next = afgerond ? undefined : present(stappen).find(({ stand }) => stand === 'KOMT');
  return (
    <div className="standing">
      <p className="standing__status">
        <strong>{status?.naam ? <Dutch>{status.naam}</Dutch> : texts.unknownStatus}</strong>
        {status?.sinds && <span> {texts.since(day(status.sinds))}</span>}
      </p>
      {status?.toelichting && <p lang="nl">{status.toelichting}</p>}
      {uiterlijkInWoorden && (
        <p>
          {!afgerond && texts.when} {sentence(uiterlijkInWoorden)}
        </p>
      )}
      {!afgerond && verwachteEinddatum && <p>{texts.expected(day(verwachteEinddatum))}</p>}
      {next?.naam && (
        <p>
          {texts.next} <Dutch>{next.naam}</Dutch>.
        </p>
      )}
      {opschorting?.opgeschort && <p>{texts.suspended(opschorting.reden)}</p>}
      {opschorting && !opschorting.opgeschort && <p>{texts.wasSuspended(opschorting.reden)}</p>}
      {verlenging && <p>{texts.extended(verlenging.duurInWoorden, verlenging.reden)}</p>}
      {resultaat && (
        <>
          <p>
            {texts.result} <strong lang="nl">{resultaat.naam}</strong>
          </p>
          {resultaat.uitleg && <p lang="nl">{resultaat.uitleg}</p>}
          {resultaat.toelichting && <p lang="nl">{resultaat.toelichting}</p>}
        </>
      )}
      {actieNodig && (
        <Alert kind="warning">
          <p>{actieNodig}</p>
        </Alert>
      )}
    </div>
  );
}

// "uiterlijk op 3 maart 2027" stands on its own here.
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
