// The bar at the bottom: the four screens of the app.
import { useShellTexts } from 'mijndenhaag-shared/src/shell/texts';
import { Icon, type IconName } from 'mijndenhaag-shared/src/ui/icon';
import { worded } from 'mijndenhaag-shared/src/language/language';
import { Link, useLocation } from 'wouter';

const useTexts = worded({
  nl: { start: 'Start', requests: 'Aanvragen', messages: 'Berichten', more: 'Meer' },
  en: { start: 'Start', requests: 'Requests', messages: 'Messages', more: 'More' },
});

interface Tab {
  href: string;
  name: 'start' | 'requests' | 'messages' | 'more';
  icon: IconName;
}

export const TABS: readonly Tab[] = [
  { href: '/', name: 'start', icon: 'home' },
  { href: '/aanvragen', name: 'requests', icon: 'folder' },
  { href: '/berichten', name: 'messages', icon: 'inbox' },
  { href: '/meer', name: 'more', icon: 'menu' },
];

export function Tabs() {
  const texts = useTexts();
  const [at] = useLocation();
  const isHere = (href: string) => at === href || (href !== '/' && at.startsWith(`${href}/`));
  return (
    <nav className="tabs" aria-label={useShellTexts().menuName}>
      <ul>
        {TABS.map(({ href, name, icon }) => (
          <li key={href}>
            <Link href={href} {...(isHere(href) && { 'aria-current': 'page' as const })}>
              <Icon name={icon} />
              <span>{texts[name]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
