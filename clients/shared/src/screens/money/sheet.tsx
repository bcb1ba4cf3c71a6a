// A thing of which there is more to know than fits in a row: a bill, a home, a permit.
import type { ReactNode } from 'react';

import './sheet.css';

export function Sheets({ children }: { children: ReactNode }) {
  return <ul className="sheets">{children}</ul>;
}

interface Props {
  title: ReactNode;
  tag?: ReactNode;
  side?: ReactNode; // beside the title: an amount
  children?: ReactNode;
}

export function Sheet({ title, tag, side, children }: Props) {
  return (
    <li className="sheet">
      <div className="sheet__head">
        <h3>{title}</h3>
        {side && <p className="sheet__side">{side}</p>}
      </div>
      {tag && <p className="sheet__tags">{tag}</p>}
      {children}
    </li>
  );
}
