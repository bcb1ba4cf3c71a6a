// Access tokens of personas. They are in memory only: what is not stored cannot be read by a script of tomorrow.
import type { Identity } from './identity';
import { TOKEN } from './place';

interface Token {
  text: string; // empty where the service issues none, outside development
  until: number; // milliseconds since 1970
}

const EARLY = 30_000; // milliseconds before its end that a token is not used any more

export class Tokens {
  readonly #tokens = new Map<string, Promise<Token>>();

  // Rejects when no token is to be had; asks anew the next time.
  async of(identity: Identity): Promise<string> {
    const known = await this.#tokens.get(key(identity));
    if (known && Date.now() < known.until - EARLY) return known.text;
    const asked = issued(identity);
    this.#tokens.set(key(identity), asked);
    try {
      return (await asked).text;
    } catch (error) {
      this.forget(identity);
      throw error;
    }
  }

  forget(identity: Identity): void {
    this.#tokens.delete(key(identity));
  }
}

const key = ({ persona, niveau }: Identity) => `${persona} ${niveau}`;

async function issued({ persona, niveau }: Identity): Promise<Token> {
  const response = await fetch(TOKEN, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(niveau ? { persona, niveau } : { persona }),
  });
  if (response.status === 404) return { text: '', until: Infinity };
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const { token, verlooptOver } = (await response.json()) as { token: string; verlooptOver: number };
  return { text: token, until: Date.now() + verlooptOver * 1000 };
}
