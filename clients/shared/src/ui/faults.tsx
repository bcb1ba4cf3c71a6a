// What went wrong in a block, in the words of the service, with what can be done about it.
import type { Fault, FaultCode } from '../client/faults';
import { Alert } from './alert';
import { Button } from './button';
import { useWords } from './words';

// Where a higher level of log-in is got, and back to this page afterwards.
export const higherLevel = (niveau: string): string =>
  `/inloggen/verhogen?${new URLSearchParams({ niveau, terug: location.pathname })}`;

// Nothing is broken: somebody may not see it, or not in this way.
const NO_FAULT: readonly FaultCode[] = ['HOGER_NIVEAU_NODIG', 'GEEN_TOEGANG'];

export function Faults({ faults, again }: { faults: readonly Fault[]; again?: () => void }) {
  const words = useWords();
  const told = new Map(faults.map((fault) => [fault.message || fault.code, fault]));
  return [...told.values()].map(({ code, message, again: worth, niveau }) => (
    <Alert key={code + message} kind={NO_FAULT.includes(code) ? 'info' : 'fault'}>
      <p>{code === 'GEEN_VERBINDING' ? words.noConnection : message || words.unknownFault}</p>
      {niveau && code === 'HOGER_NIVEAU_NODIG' && (
        <p>
          <a href={higherLevel(niveau)}>{words.higher}</a>
        </p>
      )}
      {worth && again && (
        <Button kind="secondary" onClick={again}>
          {words.again}
        </Button>
      )}
    </Alert>
  ));
}
