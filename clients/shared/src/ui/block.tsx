// A part of a page that loads, fails and explains itself on its own.
import { type ReactNode, useId } from 'react';

import type { Fault } from '../client/faults';
import { Faults } from './faults';
import { Skeleton } from './skeleton';

interface Props<Value> {
  title: string;
  loading: boolean;
  value: Value | null | undefined; // null where it could not be had
  faults: readonly Fault[]; // those of this block
  again: () => void;
  isEmpty?: (value: Value) => boolean;
  empty?: ReactNode; // why there is nothing, and what to do; without it an empty block is not there
  rows?: number; // of the skeleton, as high as what comes
  aside?: ReactNode; // beside the title
  children: (value: Value) => ReactNode;
}

export function Block<Value>(props: Props<Value>) {
  const { title, loading, value, faults, again, isEmpty = nothing, empty, rows = 2, aside, children } = props;
  const id = useId();
  const isThere = value !== null && value !== undefined;
  if (!loading && !faults.length && (!isThere || isEmpty(value)) && !empty) return null;
  let content: ReactNode = null;
  if (loading) content = <Skeleton rows={rows} />;
  else if (isThere) content = isEmpty(value) ? !faults.length && <div className="empty">{empty}</div> : children(value);
  else if (!faults.length) content = <div className="empty">{empty}</div>;
  // What comes is another element than what was there for it: nothing that is seen is pushed away.
  return (
    <section key={String(loading)} className="block" aria-labelledby={id} aria-busy={loading}>
      <div className="block__head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {content}
      {!loading && <Faults faults={faults} again={again} />}
    </section>
  );
}

function nothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && 'knopen' in value && (value.knopen as []).length === 0;
}
