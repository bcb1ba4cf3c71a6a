// The way to a page of the portal, which is outside of the app.
import { Icon, type IconName } from 'mijndenhaag-shared/src/ui/icon';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  href: string;
  icon: IconName;
  tag?: ReactNode;
  children?: ReactNode;
}

export function PortalRow({ title, href, icon, tag, children }: Props) {
  return (
    <li className="row">
      <Icon name={icon} />
      <div className="row__main">
        <a className="row__link" href={href}>
          <span className="row__title">{title}</span>
        </a>{' '}
        {tag}
        {children && <div className="row__more">{children}</div>}
      </div>
      <Icon name="arrow" />
    </li>
  );
}
