// A thing of which there is more to know than fits in a row: a bill, a home, a permit.
import type { ReactNode } from 'react';

import './entry.css';

export function Entries({ children }: { children: ReactNode }) {
  return <ul className="entries">{children}</ul>;
}

interface Props {
  title: ReactNode;
  tag?: ReactNode;
  side?: ReactNode; // beside the title: an amount
  children?: ReactNode;
}

export function Entry({ title, tag, side, children }: Props) {
  return (
    <li className="entry">
      <div className="entry__head">
        <h3>{title}</h3>
        {side && <p className="entry__side">{side}</p>}
      </div>
      {tag && <p className="entry__tags">{tag}</p>}
      {children}
    </li>
  );
}
