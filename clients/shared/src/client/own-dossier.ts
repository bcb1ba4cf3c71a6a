// The own dossier as the service makes it, beside the graph (docs/documents.md): begun once, looked at until it is there.
export type Form = 'pdf' | 'json';

export interface OwnDossier {
  id: string;
  stand: 'bezig' | 'klaar' | 'mislukt';
  vormen: readonly Form[]; // each can be had once
  geldigTot: string | null; // a moment
}

export type Trouble =
  | 'busy' // one is being made already
  | 'gone' // there is none any more
  | 'refused'
  | 'lost' // the session is over
  | 'away';

const PATH = '/dossier';
const TROUBLE: Readonly<Record<number, Trouble>> = { 401: 'lost', 403: 'refused', 404: 'gone', 409: 'busy' };

export const isTrouble = (told: OwnDossier | Trouble): told is Trouble => typeof told === 'string';

export const formAddress = (id: string, form: Form): string => `${PATH}/${encodeURIComponent(id)}/${form}`;

// Have it made, in this language.
export async function beginDossier(language: string): Promise<OwnDossier | Trouble> {
  return ask(PATH, 'POST', language, (answer) => ({ ...answer, vormen: [], geldigTot: null }));
}

// How far it is.
export async function readDossier(id: string, language: string): Promise<OwnDossier | Trouble> {
  return ask(`${PATH}/${encodeURIComponent(id)}`, 'GET', language, (answer) => ({ ...answer, id }));
}

async function ask(
  path: string,
  method: string,
  language: string,
  told: (answer: OwnDossier) => OwnDossier,
): Promise<OwnDossier | Trouble> {
  try {
    const headers = { 'Accept-Language': language };
    const response = await fetch(path, { method, credentials: 'same-origin', headers, cache: 'no-store' });
    return response.ok ? told((await response.json()) as OwnDossier) : (TROUBLE[response.status] ?? 'away');
  } catch {
    return 'away';
  }
}
