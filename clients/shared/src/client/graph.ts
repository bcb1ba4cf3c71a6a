// The way to the graph: a document goes out by its id, never as text, and answers are kept in memory for as long as the
// page is open, so that who goes back sees at once what was there and the newest a moment later.
import { currentLanguage } from '../language/language';
import type { Document } from './document';
import { type Fault, faultOf, type Wire } from './faults';

export interface Answer<Data> {
  data: Data | null;
  faults: readonly Fault[];
}

// Where a document goes, and what of its answer is the person, or the organisation that stands in their place: agents
// come through a contact, see clients/agent.
export interface Door {
  asks(document: Document<never, never>): boolean; // whether it can be asked there at all
  id(document: Document<never, never>): string;
  variables(variables: object): object;
  person(data: Record<string, unknown>): unknown;
  steps: number; // how far the person is from the root
}

export const OWN_DOOR: Door = {
  asks: () => true,
  id: (document) => document.id,
  variables: (variables) => variables,
  person: (data) => data.mij,
  steps: 1,
};

type Listener = () => void;

interface Entry {
  answer: Answer<unknown> | null;
  asking: Promise<Answer<unknown>> | null;
  listeners: Set<Listener>;
}

const NOTHING: Answer<never> = { data: null, faults: [] };
const MOST = 50; // answers that are kept

export class Graph {
  readonly #entries = new Map<string, Entry>();

  asked = 0; // when the last question went out, in milliseconds since 1970: the idle time of the session starts there
  // What was last looked for in a dossier, by the door to it, so that who comes back to the results finds them.
  readonly sought = new WeakMap<Door, string>();

  // One request; never rejects.
  async send<Data, Variables extends object>(
    document: Document<Data, Variables>,
    variables: Variables,
    door: Door = OWN_DOOR,
  ): Promise<Answer<Data>> {
    this.asked = Date.now();
    const body = JSON.stringify({ documentId: door.id(document as never), variables: door.variables(variables) });
    try {
      const response = await fetch('/graphql', {
        method: 'POST',
        body,
        credentials: 'same-origin',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/graphql-response+json',
          'Accept-Language': currentLanguage(),
        },
      });
      const { data = null, errors = [] } = (await response.json()) as { data?: Data | null; errors?: Wire[] };
      const faults = errors.map(faultOf);
      if (faults.some(({ code }) => code === 'NIET_INGELOGD')) this.leave();
      return { data, faults };
    } catch {
      return { ...NOTHING, faults: [{ code: 'GEEN_VERBINDING', message: '', path: [], again: true }] };
    }
  }

  // What is known of a question now; null as long as no answer came.
  known<Data>(key: string): Answer<Data> | null {
    return (this.#entries.get(key)?.answer as Answer<Data> | undefined) ?? null;
  }

  isAsking(key: string): boolean {
    return Boolean(this.#entries.get(key)?.asking);
  }

  // Ask, unless the same is being asked already.
  ask<Data, Variables extends object>(
    key: string,
    document: Document<Data, Variables>,
    variables: Variables,
    door: Door,
  ): Promise<Answer<Data>> {
    const entry = this.#entry(key);
    if (!entry.asking) {
      const asking = this.send(document, variables, door);
      entry.asking = asking;
      this.#tell(entry);
      void asking.then((answer) => {
        if (entry.asking !== asking) return; // forgotten meanwhile
        entry.asking = null;
        // what was there is better than nothing where the newest can't be had
        if (answer.data !== null || entry.answer === null) entry.answer = answer;
        this.#tell(entry);
      });
    }
    return entry.asking as Promise<Answer<Data>>;
  }

  subscribe(key: string, listener: Listener): () => void {
    const entry = this.#entry(key);
    entry.listeners.add(listener);
    return () => void entry.listeners.delete(listener);
  }

  // Nothing of anybody is left: at log-out. With a text, of the questions in which it stands: when a contact ends.
  forget(of = ''): void {
    for (const [key, entry] of this.#entries) {
      if (!key.includes(of)) continue;
      this.#entries.delete(key);
      entry.answer = entry.asking = null;
      this.#tell(entry);
    }
  }

  // The session is over: nothing of it stays on the screen.
  leave(): void {
    this.forget();
    location.replace('/uitgelogd?reden=verlopen');
  }

  #tell(entry: Entry): void {
    for (const listener of entry.listeners) listener();
  }

  #entry(key: string): Entry {
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { answer: null, asking: null, listeners: new Set() };
      this.#entries.set(key, entry);
      for (const [old, { listeners }] of this.#entries) {
        if (this.#entries.size <= MOST) break;
        if (listeners.size === 0 && old !== key) this.#entries.delete(old);
      }
    }
    return entry;
  }
}
