// What the resident sees, by the same screens and the same questions, asked through the contact. Which page is shown is
// in memory, so that nothing of anybody comes into the address bar.
import { GraphProvider, useGraph } from 'mijndenhaag-shared/src/client/asked';
import { OrganisationScreens } from 'mijndenhaag-shared/src/screens/organisation/screens';
import { Screens } from 'mijndenhaag-shared/src/screens/screens';
import { MENU, ORGANISATION_MENU } from 'mijndenhaag-shared/src/shell/menu';
import { MenuItem } from 'mijndenhaag-shared/src/shell/shell';
import { useShellTexts } from 'mijndenhaag-shared/src/shell/texts';
import { Icon } from 'mijndenhaag-shared/src/ui/icon';
import { Place, PlaceContext } from 'mijndenhaag-shared/src/ui/title';
import { useMemo } from 'react';
import { Link, Router } from 'wouter';

import type { Caller } from '../caller';
import { doorOf } from '../door';
import { useAgentTexts } from '../texts';

// What a resident finds beside the menu.
const MORE = [
  { href: '/themas', icon: 'folder', name: 'themes' },
  { href: '/zoeken', icon: 'search', name: 'search' },
] as const;

export function View({ caller: { contact, name, history, isOrganisation } }: { caller: Caller }) {
  const texts = useAgentTexts();
  const shell = useShellTexts();
  const { graph } = useGraph();
  const door = useMemo(() => doorOf(contact, isOrganisation), [contact, isOrganisation]);
  const place = useMemo(() => new Place(false), []);
  return (
    <section className="view" aria-label={texts.seenBy(name)}>
      <p className="view__label" aria-hidden="true">
        <Icon name="eye" /> {texts.seenBy(name)}
      </p>
      <p className="view__less">{texts.less}</p>
      <GraphProvider graph={graph} door={door}>
        <Router hook={history.hook} searchHook={history.searchHook}>
          <PlaceContext.Provider value={place}>
            <nav className="menu view__menu" aria-label={texts.menuOf}>
              <ul>
                {(isOrganisation ? ORGANISATION_MENU : MENU).map((item) => (
                  <MenuItem key={item.href} item={item} />
                ))}
                {(isOrganisation ? [] : MORE).map(({ href, icon, name }) => (
                  <li key={href}>
                    <Link href={href}>
                      <Icon name={icon} />
                      <span>{shell[name]}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <div className="view__page">
              {isOrganisation ? <OrganisationScreens /> : <Screens />}
            </div>
          </PlaceContext.Provider>
        </Router>
      </GraphProvider>
    </section>
  );
}
