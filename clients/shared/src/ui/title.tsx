// The title of a page: also that of the window, and where the focus goes when somebody came here by a link.
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';

import { Icon } from './icon';

let isFirst = true; // the first page of a visit leaves the focus where the browser has it

export function Title({ children, back }: { children: string; back?: readonly [href: string, text: string]; }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} - Mijn Den Haag`;
  }, [children]);
  useEffect(() => {
    if (!isFirst) heading.current?.focus();
    isFirst = false;
  }, []);
  return (
    <>
      {back && (
        <Link className="back" href={back[0]}>
          <Icon name="back" /> {back[1]}
        </Link>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}

export function Lead({ children }: { children: ReactNode }) {
  return <p className="lead">{children}</p>;
}
