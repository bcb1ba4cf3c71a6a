// The search and the callers as tabs, by the pattern of WAI-ARIA: arrows go from one to the next, Delete closes one.
import { Icon } from 'mijndenhaag-shared/src/ui/icon';
import { type KeyboardEvent, useRef } from 'react';

import type { Caller } from './caller';
import { useAgentTexts } from './texts';

type At = number | null; // the key of a caller; null for the search

const tabOf = (at: At): string => `tab-${at ?? 'search'}`;
export const panelOf = (at: At): string => `panel-${at ?? 'search'}`;

interface Props {
  callers: readonly Caller[];
  at: At;
  choose: (at: At) => void;
  close: (caller: Caller) => void;
}

export function Tabs({ callers, at, choose, close }: Props) {
  const texts = useAgentTexts();
  const list = useRef<HTMLDivElement>(null);
  const order: readonly At[] = [null, ...callers.map(({ key }) => key)];

  const press = (event: KeyboardEvent) => {
    const here = order.indexOf(at);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: order.length - 1 }[event.key];
    const caller = callers.find(({ key }) => key === at);
    if (event.key === 'Delete' && caller) close(caller);
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    const next = order[(to + order.length) % order.length] ?? null;
    choose(next);
    list.current?.querySelector<HTMLElement>(`#${tabOf(next)}`)?.focus();
  };
  const tab = (of: At) => ({
    type: 'button' as const,
    role: 'tab',
    id: tabOf(of),
    className: 'tab',
    'aria-selected': of === at,
    tabIndex: of === at ? 0 : -1,
    onClick: () => choose(of),
    ...(of === at && { 'aria-controls': panelOf(of) }),
  });
  return (
    <div ref={list} role="tablist" aria-label={texts.tabs} className="tabs" onKeyDown={press}>
      <button {...tab(null)}>
        <Icon name="search" /> {texts.searchTab}
      </button>
      {callers.map(({ key, name }, place) => (
        <button key={key} {...tab(key)} {...(place < 9 && { 'aria-keyshortcuts': `Alt+${place + 1}` })}>
          <Icon name="person" /> {name}
        </button>
      ))}
    </div>
  );
}
