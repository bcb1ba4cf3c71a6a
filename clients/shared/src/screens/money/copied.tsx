// A number that has to be typed elsewhere: to read in groups, and to copy without mistakes.
import { useState } from 'react';

import { Button } from '../../ui/button';
import { useMoneyTexts } from './texts';

const GROUP = /.{1,4}/g; // as on a bank card

export function Copied({ value, what }: { value: string; what: string }) {
  const texts = useMoneyTexts();
  const [told, setTold] = useState('');
  const groups = value.match(GROUP) ?? [];
  const copy = () => navigator.clipboard.writeText(value).then(() => setTold(texts.copied), () => setTold(texts.notCopied));
  return (
    <span className="copied">
      <span className="copied__value">
        {groups.map((group, place) => (
          <span key={place}>{group}</span>
        ))}
      </span>
      {/* not there without https */}
      {'clipboard' in navigator && (
        <Button kind="plain" onClick={copy}>
          {texts.copy} <span className="hidden">{what}</span>
        </Button>
      )}
      <span role="status">{told}</span>
    </span>
  );
}
