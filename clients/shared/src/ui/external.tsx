import type { ReactNode } from 'react';

import { Icon } from './icon';
import { useWords } from './words';

// A link to another site, which opens beside this one.
export function External({ href, children }: { href: string; children: ReactNode }) {
  const words = useWords();
  return (
    <a className="external" href={href} target="_blank" rel="noreferrer noopener">
      {children} <span className="hidden">{words.newTab}</span>
      <Icon name="external" />
    </a>
  );
}
