// What a screen asks of the graph: at once when it appears, and again when somebody comes back to the page.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import { useLanguage } from '../language/language';
import type { Document } from './document';
import type { Fault } from './faults';
import { type Answer, type Door, type Graph, OWN_DOOR } from './graph';

const GraphContext = createContext<{ graph: Graph; door: Door } | null>(null);

export function GraphProvider({ graph, door = OWN_DOOR, children }: { graph: Graph; door?: Door; children: ReactNode }) {
  const value = useMemo(() => ({ graph, door }), [graph, door]);
  return <GraphContext.Provider value={value}>{children}</GraphContext.Provider>;
}

export function useGraph(): { graph: Graph; door: Door } {
  const value = useContext(GraphContext);
  if (!value) throw new Error('no graph');
  return value;
}

// Whether a document can be asked of whom a page is about: an organisation has not all that a resident has.
export function useAsks<Data, Variables extends object>(document: Document<Data, Variables>): boolean {
  return useGraph().door.asks(document as never);
}

export interface Asked<Data> {
  data: Data | null;
  faults: readonly Fault[];
  loading: boolean; // and nothing to show yet
  again: () => void;
}

// Longer ago than this, an answer is asked anew when the page gets the focus back: until changes are told live.
const STALE = 30_000; // milliseconds

function useAnswer<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
  door: Door,
): { answer: Answer<Data> | null; again: () => void } {
  const { graph } = useGraph();
  const [language] = useLanguage();
  const id = door.id(document as never);
  const sent = JSON.stringify(door.variables(variables));
  const key = `${id} ${sent} ${language}`;
  const answer = useSyncExternalStore(
    useCallback((listener: () => void) => graph.subscribe(key, listener), [graph, key]),
    () => graph.known<Data>(key),
  );
  const again = useCallback(() => void graph.ask(key, document, variables, door), [graph, key]);
  useEffect(() => {
    again();
    let asked = Date.now();
    const look = () => {
      if (window.document.visibilityState !== 'visible' || Date.now() - asked < STALE) return;
      asked = Date.now();
      again();
    };
    window.addEventListener('focus', look);
    window.document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.document.removeEventListener('visibilitychange', look);
    };
  }, [again]);
  return { answer, again };
}

// Asked of the graph itself.
export function useAsked<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): Asked<Data> {
  const { answer, again } = useAnswer(document, variables, OWN_DOOR);
  return { data: answer?.data ?? null, faults: answer?.faults ?? [], loading: answer === null, again };
}

type PersonOf<Data> = Data extends { mij: infer P } ? NonNullable<P> : never;

// Asked of the person whose dossier it is, through whatever door this client comes; faults have paths from the person.
export function usePerson<Data extends { mij: unknown }, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): Asked<PersonOf<Data>> {
  const { door } = useGraph();
  const { answer, again } = useAnswer(document, variables, door);
  const faults = useMemo(
    () => (answer?.faults ?? []).map((fault) => ({ ...fault, path: fault.path.slice(door.steps) })),
    [answer, door],
  );
  const data = answer?.data ? (door.person(answer.data as Record<string, unknown>) as PersonOf<Data> | null) : null;
  // An answer without a person and without a fault says nothing of anybody: that is no empty dossier.
  return { data, faults, loading: answer === null || (data === null && faults.length === 0), again };
}

export interface Connection<Item> {
  knopen: readonly (Item | null)[]; // null where one could not be had
  heeftVolgende: boolean;
  volgende: string | null;
}

// The things of a list without those that could not be had; a fault tells of these.
export function present<Item>(items: readonly (Item | null)[] | null | undefined): readonly Item[] {
  return (items ?? []).filter((item) => item !== null);
}

export interface Paged<Data, Item> extends Asked<Data> {
  items: readonly Item[];
  more: { hasMore: boolean; load: () => Promise<number | readonly Fault[]> }; // for <More>
}

// A list of which the first page comes with the screen, and each next one (`$na`) when more is asked for.
export function usePaged<Data extends { mij: unknown }, Variables extends { na?: string | null | undefined }, Item>(
  document: Document<Data, Variables>,
  variables: Variables,
  of: (person: PersonOf<Data>) => Connection<Item> | null | undefined,
): Paged<PersonOf<Data>, Item> {
  const { graph, door } = useGraph();
  const asked = usePerson(document, variables);
  const first = asked.data === null ? null : of(asked.data);
  const [added, setAdded] = useState<{ to: string; items: readonly Item[]; next: string | null }>();
  const text = useMemo(() => JSON.stringify(first), [first]);
  const now = added?.to === text ? added : undefined; // of a first page that has changed nothing goes on
  const next = now ? now.next : first?.heeftVolgende ? first.volgende : null;
  const load = async (): Promise<number | readonly Fault[]> => {
    const { data, faults } = await graph.send(document, { ...variables, na: next }, door);
    const page = data && of(door.person(data as Record<string, unknown>) as PersonOf<Data>);
    if (!page) return faults;
    const items = [...(now?.items ?? []), ...present(page.knopen)];
    setAdded({ to: text, items, next: page.heeftVolgende ? page.volgende : null });
    return page.knopen.length;
  };
  return { ...asked, items: [...present(first?.knopen), ...(now?.items ?? [])], more: { hasMore: next !== null, load } };
}
