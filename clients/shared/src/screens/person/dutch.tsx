import type { ReactNode } from 'react';

// What registries have in Dutch only, also on an English page.
export function Dutch({ children }: { children: ReactNode }) {
  return children === null || children === undefined ? null : <span lang="nl">{children}</span>;
}
