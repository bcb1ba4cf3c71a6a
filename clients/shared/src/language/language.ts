// The language of a client: what the visitor chose in this browser, else what the browser prefers. The choice is no
// personal data and the only thing that a client keeps.
import { useSyncExternalStore } from 'react';

export type Language = 'nl' | 'en';

const KEY = 'taal';
const listeners = new Set<() => void>();
let language: Language = chosen() ?? (navigator.language.startsWith('nl') ? 'nl' : preferred());

function preferred(): Language {
  const known = navigator.languages.map((each) => each.slice(0, 2)).find((each) => each === 'nl' || each === 'en');
  return (known as Language | undefined) ?? 'nl';
}

function chosen(): Language | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'nl' || value === 'en' ? value : null;
  } catch {
    return null; // a browser may forbid it
  }
}

export const currentLanguage = (): Language => language;

export function chooseLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {} // then for this page only
  for (const listener of listeners) listener();
}

export function useLanguage(): [Language, (next: Language) => void] {
  const now = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, currentLanguage);
  return [now, chooseLanguage];
}

// Texts of a screen in both languages; what is missing in one is an error of types. `const useTexts = worded({ nl, en })`.
export function worded<Texts extends object>(texts: { nl: Texts; en: NoInfer<Texts> }): () => Texts {
  return () => texts[useLanguage()[0]];
}

document.documentElement.lang = language;
