// A code that somebody who calls reads out, so that the employee knows who it is and sees the same page.
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';

import { useGraph } from '../client/asked';
import type { Fault } from '../client/faults';
import { ToonBelcode } from '../gql/documents';
import { useFormat } from '../language/format';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Faults } from '../ui/faults';
import { useShellTexts } from './texts';

interface Shown {
  code: string;
  verlooptOp: string;
}

export function CallCode() {
  const texts = useShellTexts();
  const { graph } = useGraph();
  const { time } = useFormat();
  const [pagina] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);

  const make = async () => {
    setShown(null);
    setFaults([]);
    if (!dialog.current?.open) dialog.current?.showModal();
    const { data, faults: came } = await graph.send(ToonBelcode, { pagina });
    setShown(data?.toonBelcode ?? null);
    setFaults(came);
  };
  return (
    <>
      <button type="button" className="header__way" onClick={() => void make()}>
        {texts.callCode}
      </button>
      <dialog ref={dialog} className="session" aria-labelledby="call-code" onClose={() => setShown(null)}>
        <h2 id="call-code">{texts.callCodeTitle}</h2>
        <div role="status">
          {shown && (
            <>
              <p className="call-code">{[...shown.code].join(' ')}</p>
              <p>{texts.callCodeText(time(shown.verlooptOp))}</p>
            </>
          )}
        </div>
        <Faults faults={faults} again={() => void make()} />
        <Alert kind="warning">{texts.callCodeWarning}</Alert>
        <div className="session__ways">
          <Button onClick={() => dialog.current?.close()}>{texts.close}</Button>
          <Button kind="secondary" onClick={() => void make()}>
            {texts.callCodeNew}
          </Button>
        </div>
      </dialog>
    </>
  );
}
