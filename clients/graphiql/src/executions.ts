// The last execution of each tab, outside React: the fetcher writes it and the panel shows it.
import { useSyncExternalStore } from 'react';

import type { Execution } from './execution';

export interface Run {
  number: number; // counts the runs of this page, so that two alike are told apart
  execution: Execution | null; // null where the service tells nothing of it
}

export class Executions {
  activeTab = ''; // whose fetcher is called; GraphiQL does not tell the fetcher
  readonly #byTab = new Map<string, Run>();
  readonly #listeners = new Set<() => void>();
  #number = 0;

  record(tab: string, execution: Execution | null): void {
    this.#byTab.set(tab, { number: ++this.#number, execution });
    for (const listener of this.#listeners) listener();
  }

  of(tab: string): Run | undefined {
    return this.#byTab.get(tab);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const executions = new Executions();

export function useRun(tab: string): Run | undefined {
  return useSyncExternalStore(executions.subscribe, () => executions.of(tab));
}
