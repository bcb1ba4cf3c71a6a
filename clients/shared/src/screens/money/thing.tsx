// A thing of which there is more to know than fits in a row: a bill, a home, a permit.
import type { ReactNode } from 'react';

import './thing.css';

export function Things({ children }: { children: ReactNode }) {
  return <ul className="things">{children}</ul>;
}

interface Props {
  title: ReactNode;
  tag?: ReactNode;
  side?: ReactNode; // beside the title: an amount
  children?: ReactNode;
}

export function Thing({ title, tag, side, children }: Props) {
  return (
    <li className="thing">
      <div className="thing__head">
        <h3>{title}</h3>
        {side && <p className="thing__side">{side}</p>}
      </div>
      {tag && <p className="thing__tags">{tag}</p>}
      {children}
    </li>
  );
}

// What a source says, in the only language that it has.
export const Said = ({ children }: { children: ReactNode }) => <span lang="nl">{children}</span>;
