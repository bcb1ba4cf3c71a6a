// The rest: bills, who I am, language, what only the portal has, and log-out.
import { type Language, useLanguage, worded } from 'mijndenhaag-shared/src/language/language';
import { MENU } from 'mijndenhaag-shared/src/shell/menu';
import { useShellTexts } from 'mijndenhaag-shared/src/shell/texts';
import { Button } from 'mijndenhaag-shared/src/ui/button';
import { Rows } from 'mijndenhaag-shared/src/ui/rows';
import { Title } from 'mijndenhaag-shared/src/ui/title';

import { PortalRow } from '../portal-row';
import { TABS } from '../tabs';
import { Bills, useBills } from './bills';
import { Me, useMe } from './me';

const useTexts = worded({
  nl: { website: 'Op de website' },
  en: { website: 'On the website' },
});

const LANGUAGES: readonly [Language, string][] = [
  ['nl', 'Nederlands'],
  ['en', 'English'],
];

// All is asked at once, and each part is there when those above it are, so that nothing moves.
export function MoreScreen() {
  const bills = useBills();
  const me = useMe();
  return (
    <>
      <Title>{useShellTexts().more}</Title>
      <Bills {...bills} />
      {!bills.loading && <Me {...me} />}
      {!bills.loading && !me.loading && <Rest />}
    </>
  );
}

function Rest() {
  const texts = useTexts();
  const shell = useShellTexts();
  const [language, choose] = useLanguage();
  return (
    <>
      <section className="block">
        <h2>{shell.languageName}</h2>
        <div className="filters languages">
          {LANGUAGES.map(([code, name]) => (
            <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => choose(code)}>
              {name}
            </button>
          ))}
        </div>
      </section>
      <section className="block">
        <h2>{texts.website}</h2>
        <Rows>
          {MENU.filter(({ href }) => !TABS.some((tab) => tab.href === href)).map(({ href, name, icon }) => (
            <PortalRow key={href} icon={icon} title={shell.menu[name]} href={href} />
          ))}
          <PortalRow icon="info" title={shell.privacy} href="/privacy" />
          <PortalRow icon="info" title={shell.accessibility} href="/toegankelijkheid" />
        </Rows>
      </section>
      <form method="post" action="/uitloggen">
        <Button type="submit" kind="secondary">
          {shell.out}
        </Button>
      </form>
    </>
  );
}
