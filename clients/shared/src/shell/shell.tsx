// What stands around every page: header, menu, content and footer.
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

import { useAsked } from '../client/asked';
import { useSession } from '../client/session';
import { KopOrganisatie, Themas } from '../gql/documents';
import { useLanguage } from '../language/language';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { CallCode } from './call-code';
import { type Item, MENU, ORGANISATION_MENU } from './menu';
import { SessionEnds } from './session-ends';
import { useShellTexts } from './texts';
import { useVisitor } from './visitor';

export function Shell({ children }: { children: ReactNode }) {
  const texts = useShellTexts();
  const visitor = useVisitor();
  const isPerson = !visitor || visitor.kind === 'person';
  const items = isPerson ? MENU : visitor.kind === 'organisation' ? ORGANISATION_MENU : [];
  return (
    <>
      <a className="skip" href="#inhoud">
        {texts.skip}
      </a>
      <Header name={visitor?.kind === 'organisation' ? <OrganisationName /> : visitor?.name} isPerson={isPerson} />
      {visitor?.forOther && <ForOther name={visitor.name} />}
      <div className="page">
        <div className="menu">
          {items.length > 0 && (
            <nav aria-label={texts.menuName}>
              <ul>
                {items.map((item) => (
                  <MenuItem key={item.href} item={item} />
                ))}
              </ul>
            </nav>
          )}
          {visitor?.kind === 'person' && <Themes />}
        </div>
        <main id="inhoud" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Footer isPerson={isPerson} canCall={visitor?.kind === 'person' && !visitor.forOther} />
      {items.length > 0 && <Bar items={items.filter(({ bar }) => bar)} />}
      <SessionEnds />
    </>
  );
}

function Header({ name, isPerson }: { name: ReactNode; isPerson: boolean }) {
  const texts = useShellTexts();
  const [language, choose] = useLanguage();
  const other = language === 'nl' ? 'en' : 'nl';
  return (
    <header className="header">
      <div className="header__inner">
        <Link className="header__name" href="/">
          {texts.name}
        </Link>
        <span className="header__person">{name}</span>
        {isPerson && (
          <Link className="header__way" href="/zoeken">
            <Icon name="search" />
            <span className="header__word">{texts.search}</span>
          </Link>
        )}
        <button type="button" className="header__way" lang={other} onClick={() => choose(other)}>
          {texts.language}
        </button>
        <form method="post" action="/uitloggen">
          <button className="header__way">{texts.out}</button>
        </form>
      </div>
    </header>
  );
}

function OrganisationName() {
  return useAsked(KopOrganisatie, {}).data?.mijnOrganisatie?.naam;
}

export function ForOther({ name }: { name: string | null }) {
  const texts = useShellTexts();
  const session = useSession(useLanguage()[0]);
  return (
    <div className="for-other">
      <Alert>
        <p>{name ? texts.forOther(name) : texts.forOtherUnknown}</p>
        {session?.alsUzelf && (
          <form method="post" action="/vertegenwoordiging/beeindigen">
            <Button type="submit" kind="secondary">
              {texts.alone}
            </Button>
          </form>
        )}
      </Alert>
    </div>
  );
}

export function MenuItem({ item: { href, name, icon } }: { item: Item }) {
  const texts = useShellTexts();
  const [at] = useLocation();
  const isHere = href === '/' ? at === '/' : at === href || at.startsWith(`${href}/`);
  return (
    <li>
      <Link href={href} {...(isHere && { 'aria-current': 'page' as const })}>
        <Icon name={icon} />
        <span>{texts.menu[name]}</span>
      </Link>
    </li>
  );
}

// Below the menu; a small screen has them on the page "more".
function Themes() {
  const texts = useShellTexts();
  const [at] = useLocation();
  const themes = useAsked(Themas, {}).data?.mij?.themas ?? [];
  if (themes.length === 0) return null;
  return (
    <nav className="themes" aria-labelledby="themes">
      <Link id="themes" href="/themas" {...(at === '/themas' && { 'aria-current': 'page' as const })}>
        {texts.themes}
      </Link>
      <ul>
        {themes.map(({ naam, titel }) => {
          const href = `/themas/${encodeURIComponent(naam)}`;
          return (
            <li key={naam}>
              <Link href={href} {...(at === href && { 'aria-current': 'page' as const })}>
                {titel}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Bar({ items }: { items: readonly Item[] }) {
  const texts = useShellTexts();
  const [at] = useLocation();
  return (
    <nav className="bar" aria-label={`${texts.menuName}, ${texts.more}`}>
      <ul>
        {items.map((item) => (
          <MenuItem key={item.href} item={item} />
        ))}
        <li>
          <Link href="/meer" {...(at === '/meer' && { 'aria-current': 'page' as const })}>
            <Icon name="menu" />
            <span>{texts.more}</span>
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function Footer({ isPerson, canCall }: { isPerson: boolean; canCall: boolean }) {
  const texts = useShellTexts();
  return (
    <footer className="footer">
      <nav aria-label={texts.footer}>
        <ul>
          <li>
            <a href="tel:14070">{texts.phone}</a>
          </li>
          {canCall && (
            <li>
              <CallCode />
            </li>
          )}
          {isPerson && (
            <>
              <li>
                <Link href="/elders">{texts.elsewhere}</Link>
              </li>
              <li>
                <Link href="/mijn-dossier">{texts.dossier}</Link>
              </li>
            </>
          )}
          <li>
            <a href="/toegankelijkheid">{texts.accessibility}</a>
          </li>
          <li>
            <a href="/privacy">{texts.privacy}</a>
          </li>
        </ul>
      </nav>
    </footer>
  );
}
