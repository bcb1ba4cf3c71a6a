// The pages of the portal, in the order of the menu: which of them stand in the bar of a small screen, and which a person
// has and an organisation has not.
import type { IconName } from '../ui/icon';
import type { ShellTexts } from './texts';

export interface Item {
  href: string;
  name: keyof ShellTexts['menu'];
  icon: IconName;
  bar?: boolean;
  ofPerson?: boolean;
}

export const MENU: readonly Item[] = [
  { href: '/', name: 'start', icon: 'home', bar: true, ofPerson: true },
  { href: '/aanvragen', name: 'requests', icon: 'folder', bar: true },
  { href: '/berichten', name: 'messages', icon: 'inbox', bar: true },
  { href: '/taken', name: 'tasks', icon: 'task' },
  { href: '/rekeningen', name: 'bills', icon: 'euro' },
  { href: '/belasting', name: 'taxes', icon: 'building' },
  { href: '/vergunningen', name: 'permits', icon: 'car' },
  { href: '/meldingen', name: 'reports', icon: 'street', ofPerson: true },
  { href: '/contact', name: 'contact', icon: 'phone' },
  { href: '/gegevens', name: 'data', icon: 'person', ofPerson: true },
  { href: '/wie-keek', name: 'who', icon: 'eye' },
];

export const ORGANISATION_MENU: readonly Item[] = [
  { href: '/', name: 'organisation', icon: 'building', bar: true },
  ...MENU.filter(({ ofPerson }) => !ofPerson),
];
