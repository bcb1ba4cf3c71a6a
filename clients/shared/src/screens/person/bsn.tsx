// The citizen service number: asked and shown when somebody presses for it, and gone with the next press.
import { useState } from 'react';

import { usePerson } from '../../client/asked';
import { Burgerservicenummer } from '../../gql/documents';
import { Button } from '../../ui/button';
import { Faults } from '../../ui/faults';
import { useWords } from '../../ui/words';
import { useDataTexts } from './texts';

export function Bsn() {
  const texts = useDataTexts();
  const [isShown, setShown] = useState(false);
  return (
    <div className="bsn">
      <div role="status">{isShown && <Number />}</div>
      <Button kind="secondary" onClick={() => setShown(!isShown)}>
        {isShown ? texts.hideBsn : texts.showBsn}
      </Button>
    </div>
  );
}

function Number() {
  const words = useWords();
  const { data, faults, loading, again } = usePerson(Burgerservicenummer, {});
  if (loading) return words.loading;
  return data ? <strong>{data.burgerservicenummer}</strong> : <Faults faults={faults} again={again} />;
}
