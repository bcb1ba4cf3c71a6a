import type { ReactNode } from 'react';

type Kind = 'neutral' | 'now' | 'late' | 'done';

// A state in a word or two, never by colour alone.
export function Tag({ kind = 'neutral', children }: { kind?: Kind; children: ReactNode }) {
  return <span className={`tag tag--${kind}`}>{children}</span>;
}
