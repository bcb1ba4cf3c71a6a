// The session as the service tells of it beside the graph: a look at it does not make it last, staying does.
import { useEffect, useState } from 'react';

export interface Session {
  weg: { code: string; naam: string };
  hogerNiveau: string | null; // where a higher level of log-in is got
  alsUzelf: boolean; // whether acting for another can be ended
  seconden: number; // until it ends when nothing more is asked
  uiterlijk: number; // until it ends in any case
}

const PATH = '/sessie';

// null when it is over, undefined when nobody can tell now.
export async function readSession(language: string, stay = false): Promise<Session | null | undefined> {
  try {
    const headers = { 'Accept-Language': language };
    const response = await fetch(PATH, { method: stay ? 'POST' : 'GET', credentials: 'same-origin', headers });
    if (response.status === 401) return null;
    return response.ok ? ((await response.json()) as Session) : undefined;
  } catch {
    return undefined;
  }
}

export function useSession(language: string): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => void readSession(language).then((now) => setSession(now ?? null)), [language]);
  return session;
}
