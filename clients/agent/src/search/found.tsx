// Who was found: enough to pick the right one, what to know before the dossier opens, and the button that opens it.
import type { Fault } from 'mijndenhaag-shared/src/client/faults';
import { Button } from 'mijndenhaag-shared/src/ui/button';
import { Faults } from 'mijndenhaag-shared/src/ui/faults';
import { Tag } from 'mijndenhaag-shared/src/ui/tag';
import { type KeyboardEvent, useId, useRef, useState } from 'react';

import { useAgentTexts } from '../texts';
import type { Result } from './result';

type Start = (result: Result, confirmed: boolean) => Promise<readonly Fault[]>;

interface Props {
  results: readonly Result[];
  canOpen: boolean; // whether it was said how the caller was verified
  start: Start;
}

export function Found({ results, canOpen, start }: Props) {
  const texts = useAgentTexts();
  const id = useId();
  if (results.length === 0)
    return (
      <div className="empty">
        <p>{texts.nobody}</p>
        <p>{texts.nobodyWhy}</p>
      </div>
    );
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="results__title">
        {texts.found(results.length)}
      </h2>
      <ul className="rows" onKeyDown={step}>
        {results.map((result, place) => (
          <FoundRow key={place} result={result} canOpen={canOpen} start={start} />
        ))}
      </ul>
    </section>
  );
}

// Arrows go from one to the next.
function step(event: KeyboardEvent<HTMLUListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.found__open')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  if (by === undefined || at < 0) return;
  event.preventDefault();
  buttons[at + by]?.focus();
}

function FoundRow({ result, canOpen, start }: { result: Result; canOpen: boolean; start: Start }) {
  const texts = useAgentTexts();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [confirmed, setConfirmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string | null>(null); // what still has to be done
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { born, lines, cautions, isOrganisation } = result;
  const isSecret =
    cautions.includes('GEHEIMHOUDING') || faults.some(({ waarschuwing }) => waarschuwing === 'GEHEIMHOUDING');
  const name = result.name ?? (isOrganisation ? texts.nameless : texts.shieldedName);

  const press = async () => {
    if (busy) return;
    if (!canOpen) return setTold(texts.chooseVerification);
    if (isSecret && !confirmed) {
      setTold(texts.confirmFirst);
      box.current?.focus();
      return;
    }
    setTold(null);
    setBusy(true);
    const came = await start(result, confirmed);
    setBusy(false);
    setFaults(came);
  };
  return (
    <li className="row found">
      <div className="row__main">
        <h3 className="row__title">{name}</h3>
        <div className="row__more">
          {born && <p>{texts.born(born)}</p>}
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {cautions.length > 0 && (
          <ul className="cautions">
            {cautions.map((each) => (
              <li key={each}>
                <Tag kind="late">{texts.cautionTags[each]}</Tag> {texts.cautions[each]}
              </li>
            ))}
          </ul>
        )}
        {isSecret && (
          <label className="found__confirm">
            <input
              ref={box}
              type="checkbox"
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
              {...(told && !confirmed && { 'aria-invalid': true, 'aria-describedby': id })}
            />
            <span>{texts.confirm}</span>
          </label>
        )}
        <p id={id} className="field__mistake" role="status">
          {told}
        </p>
        <Faults faults={faults} again={press} />
      </div>
      <div className="row__side">
        <Button kind="secondary" className="button button--secondary found__open" onClick={press} aria-disabled={busy}>
          {texts.open} <span className="hidden">{texts.dossierOf([name, born ?? lines[0]].filter(Boolean).join(', '))}</span>
        </Button>
      </div>
    </li>
  );
}
