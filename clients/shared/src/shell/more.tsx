// The whole menu as a page, for small screens.
import { Link } from 'wouter';

import { useAsked } from '../client/asked';
import { Themas } from '../gql/documents';
import { Icon } from '../ui/icon';
import { Title } from '../ui/title';
import { MENU, ORGANISATION_MENU } from './menu';
import { useShellTexts } from './texts';
import { useVisitor } from './visitor';

export default function MorePage() {
  const texts = useShellTexts();
  const isOrganisation = useVisitor()?.kind === 'organisation';
  return (
    <>
      <Title>{texts.more}</Title>
      <ul className="rows">
        {(isOrganisation ? ORGANISATION_MENU : MENU).filter(({ bar }) => !bar).map(({ href, name, icon }) => (
          <li key={href} className="row">
            <Icon name={icon} />
            <Link className="row__link" href={href}>
              {texts.menu[name]}
            </Link>
            <Icon name="arrow" />
          </li>
        ))}
      </ul>
      {!isOrganisation && <Themes />}
    </>
  );
}

function Themes() {
  const texts = useShellTexts();
  const themes = useAsked(Themas, {}).data?.mij?.themas ?? [];
  if (themes.length === 0) return null;
  return (
    <section className="block">
      <h2>{texts.themes}</h2>
      <ul className="rows">
        {themes.map(({ naam, titel }) => (
          <li key={naam} className="row">
            <Link className="row__link" href={`/themas/${naam}`}>
              {titel}
            </Link>
            <Icon name="arrow" />
          </li>
        ))}
      </ul>
    </section>
  );
}
