// A link to a question: its text alone, compressed, in the fragment of the address, which a browser sends to nobody.
import { parse } from 'graphql';

const FRAGMENT = '#vraag=';
const LONGEST = 50_000; // bytes of a question; a small link may hold a very large one

export async function linkOf(text: string): Promise<string> {
  const { origin, pathname } = location;
  const packed = await all(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')));
  return `${origin}${pathname}${FRAGMENT}${base64url(packed)}`;
}

// What is in the address and may be a question. Takes it out, so that it is neither kept nor passed on.
export function takeFragment(): string | undefined {
  if (!location.hash.startsWith(FRAGMENT)) return undefined;
  const packed = location.hash.slice(FRAGMENT.length);
  history.replaceState(history.state, '', location.pathname + location.search);
  return packed;
}

// Rejects what is no question.
export async function textOf(packed: string): Promise<string> {
  const bytes = new Blob([unpacked(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await all(bytes));
  parse(text);
  return text;
}

async function all(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > LONGEST) {
      await reader.cancel();
      throw new RangeError('too long');
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const base64url = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const unpacked = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
