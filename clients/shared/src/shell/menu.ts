// The pages of a resident, in the order of the menu; and which of them stand in the bar of a small screen.
import type { IconName } from '../ui/icon';
import type { ShellTexts } from './texts';

export interface Item {
  href: string;
  name: keyof ShellTexts['menu'];
  icon: IconName;
  bar?: boolean;
}

export const MENU: readonly Item[] = [
  { href: '/', name: 'start', icon: 'home', bar: true },
  { href: '/aanvragen', name: 'requests', icon: 'folder', bar: true },
  { href: '/berichten', name: 'messages', icon: 'inbox', bar: true },
  { href: '/taken', name: 'tasks', icon: 'task' },
  { href: '/rekeningen', name: 'bills', icon: 'euro' },
  { href: '/belasting', name: 'taxes', icon: 'building' },
  { href: '/vergunningen', name: 'permits', icon: 'car' },
  { href: '/meldingen', name: 'reports', icon: 'street' },
  { href: '/contact', name: 'contact', icon: 'phone' },
  { href: '/gegevens', name: 'data', icon: 'person' },
  { href: '/wie-keek', name: 'who', icon: 'eye' },
];

// An organisation has no page of its own data: its first page says who it is.
const NOT_OF_ORGANISATIONS = new Set(['/', '/meldingen', '/gegevens']);
export const ORGANISATION_MENU: readonly Item[] = [
  { href: '/', name: 'organisation', icon: 'building', bar: true },
  ...MENU.filter(({ href }) => !NOT_OF_ORGANISATIONS.has(href)),
];
