// A list of things, each with a title, what to know of it, and a way on.
import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { Icon, type IconName } from './icon';
import { useWords } from './words';

export function Rows({ children }: { children: ReactNode }) {
  return <ul className="rows">{children}</ul>;
}

interface Props {
  title: ReactNode;
  href?: string | null; // a page of ours, or of another site where `external`
  external?: boolean;
  icon?: IconName;
  tag?: ReactNode;
  side?: ReactNode; // at the end of the row: a date, an amount
  children?: ReactNode; // what to know, below the title
}

export function Row({ title, href, external = false, icon, tag, side, children }: Props) {
  const words = useWords();
  const text = <span className="row__title">{title}</span>;
  let link: ReactNode = text;
  if (href && external)
    link = (
      <a className="row__link" href={href} target="_blank" rel="noreferrer noopener">
        {text} <span className="hidden">{words.newTab}</span>
      </a>
    );
  else if (href)
    link = (
      <Link className="row__link" href={href}>
        {text}
      </Link>
    );
  return (
    <li className="row">
      {icon && <Icon name={icon} />}
      <div className="row__main">
        {link} {tag}
        {children && <div className="row__more">{children}</div>}
      </div>
      {side && <div className="row__side">{side}</div>}
      {href && <Icon name={external ? 'external' : 'arrow'} />}
    </li>
  );
}
