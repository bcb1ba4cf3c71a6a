// The way to the next page of a list: it grows in place, and says so.
import { useState } from 'react';

import type { Fault } from '../client/faults';
import { Button } from './button';
import { Faults } from './faults';
import { useWords } from './words';

interface Props {
  // Adds the next page; how many came, or what went wrong.
  load: () => Promise<number | readonly Fault[]>;
  hasMore: boolean;
}

export function More({ load, hasMore }: Props) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const press = async () => {
    setBusy(true);
    const came = await load();
    setBusy(false);
    setFaults(typeof came === 'number' ? [] : came);
    setTold(typeof came === 'number' ? words.shown(came) : '');
  };
  return (
    <div className="more">
      <p className="hidden" role="status">
        {told}
      </p>
      <Faults faults={faults} again={press} />
      {hasMore && (
        <Button kind="secondary" onClick={press} aria-disabled={busy}>
          {busy ? words.loading : words.more}
        </Button>
      )}
    </div>
  );
}
