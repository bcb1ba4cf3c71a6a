// A message within a page: of a fault, something to know, or something to do.
import type { ReactNode } from 'react';

import { Icon } from './icon';

type Kind = 'info' | 'warning' | 'fault' | 'done';
const ICONS = { info: 'info', warning: 'warning', fault: 'warning', done: 'check' } as const;

// `live` tells it to who can't see it appear: not for what is there from the start.
export function Alert({ kind = 'info', live = false, children }: { kind?: Kind; live?: boolean; children: ReactNode }) {
  return (
    <div className={`alert alert--${kind}`} {...(live && { role: 'status' })}>
      <Icon name={ICONS[kind]} />
      <div className="alert__text">{children}</div>
    </div>
  );
}
