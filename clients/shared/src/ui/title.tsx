// The title of a page: also that of the window, and where the focus goes when somebody came here by a link.
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { Link } from 'wouter';

import { Icon } from './icon';

// Where pages are shown, one after the other. In the agents' console that is a part of a page with a title of its own.
export class Place {
  isFirst = true; // the first page of a visit leaves the focus where the browser has it

  constructor(readonly isWindow = true) {}
}

export const PlaceContext = createContext(new Place());

interface Props {
  children: string;
  back?: readonly [href: string, text: string];
  lang?: string | undefined; // where that is not the language of the page
}

export function Title({ children, back, lang }: Props) {
  const place = useContext(PlaceContext);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (place.isWindow) document.title = `${children} - Mijn Den Haag`;
  }, [children, place]);
  useEffect(() => {
    if (!place.isFirst) heading.current?.focus();
    place.isFirst = false;
  }, [place]);
  const Heading = place.isWindow ? 'h1' : 'h2';
  return (
    <>
      {back && (
        <Link className="back" href={back[0]}>
          <Icon name="back" /> {back[1]}
        </Link>
      )}
      <Heading ref={heading} className="title" tabIndex={-1} lang={lang}>
        {children}
      </Heading>
    </>
  );
}

export function Lead({ children }: { children: ReactNode }) {
  return <p className="lead">{children}</p>;
}
