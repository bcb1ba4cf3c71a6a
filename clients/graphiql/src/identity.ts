// Who asks in a tab. GraphiQL keeps for each tab a text of request headers and hands it to the fetcher, also when a tab
// comes back from the history. That text holds the name of a persona here, and never a token: see `fetcher.ts`.
export interface Identity {
  persona: string; // empty is nobody
  niveau: string; // of DigiD; empty is what the persona has
}

export const NOBODY: Identity = { persona: '', niveau: '' };
export const NIVEAUS = ['LAAG', 'MIDDEN', 'SUBSTANTIEEL', 'HOOG'] as const;

export function identityOf(headers: Record<string, unknown> | undefined): Identity {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { persona: text(headers?.persona), niveau: text(headers?.niveau) };
}

export function parsed(text: string): Identity {
  try {
    return identityOf(JSON.parse(text));
  } catch {
    return NOBODY;
  }
}

export function written({ persona, niveau }: Identity): string {
  return persona ? JSON.stringify(niveau ? { persona, niveau } : { persona }) : '{}';
}
