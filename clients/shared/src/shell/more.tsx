// The whole menu as a page, for small screens.
import { Link } from 'wouter';

import { usePerson } from '../client/asked';
import { Themas } from '../gql/documents';
import { Icon } from '../ui/icon';
import { Title } from '../ui/title';
import { MENU } from './menu';
import { useShellTexts } from './texts';

export default function MorePage() {
  const texts = useShellTexts();
  const { data } = usePerson(Themas, {});
  const themes = data?.themas ?? [];
  return (
    <>
      <Title>{texts.more}</Title>
      <ul className="rows">
        {MENU.filter(({ bar }) => !bar).map(({ href, name, icon }) => (
          <li key={href} className="row">
            <Icon name={icon} />
            <Link className="row__link" href={href}>
              {texts.menu[name]}
            </Link>
            <Icon name="arrow" />
          </li>
        ))}
      </ul>
      {themes.length > 0 && (
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
      )}
    </>
  );
}
