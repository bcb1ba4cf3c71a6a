// Asks the service as the persona of the tab, and takes what it tells of the execution out of the answer: what is shown
// as answer is what any client gets.
import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { type ExecutionResult, getOperationAST, parse } from 'graphql';

import type { Execution } from './execution';
import type { Executions } from './executions';
import { identityOf, type Identity } from './identity';
import { GRAPH, PRACTICE } from './place';
import { language, texts } from './texts';
import type { Tokens } from './tokens';

type Answer = ExecutionResult<Record<string, unknown>, Record<string, unknown>>;
type Observer = { next(answer: Answer): void; complete(): void };

export function createFetcher(tokens: Tokens, executions: Executions): Fetcher {
  const fetcher = (params: FetcherParams, options?: { headers?: Record<string, unknown> }) => {
    const identity = identityOf(options?.headers);
    if (params.operationName === 'IntrospectionQuery') return answered(params, identity, tokens);
    const tab = executions.activeTab;
    // Something to subscribe to, since GraphiQL does not drop a promise: it would show the answer in another tab when
    // the reader has gone there meanwhile.
    return {
      subscribe(observer: Observer) {
        const stop = new AbortController();
        answered(params, identity, tokens, stop.signal).then((answer) => {
          if (stop.signal.aborted) return;
          const { uitvoering, ...extensions } = answer.extensions ?? {};
          executions.record(tab, (uitvoering as Execution | undefined) ?? null);
          const { extensions: _, ...rest } = answer;
          observer.next(Object.keys(extensions).length ? { ...rest, extensions } : rest);
          observer.complete();
        });
        return { unsubscribe: () => stop.abort() };
      },
    };
  };
  return fetcher as Fetcher; // its type has three ways to subscribe; GraphiQL uses this one
}

// Never rejects: what goes wrong is told as a GraphQL error, the way it is read everywhere else.
async function answered(
  params: FetcherParams,
  identity: Identity,
  tokens: Tokens,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  try {
    let response = await posted(params, identity, tokens, signal);
    if (response.status === 401 && identity.persona && !PRACTICE) {
      tokens.forget(identity); // the service may have another key since it was started anew
      response = await posted(params, identity, tokens, signal);
    }
    return await read(response);
  } catch (error) {
    return { errors: [{ message: texts.failed(error instanceof Error ? error.message : '') }] } as unknown as Answer;
  }
}

async function posted(
  { query, variables, operationName }: FetcherParams,
  identity: Identity,
  tokens: Tokens,
  signal: AbortSignal | null,
): Promise<Response> {
  const headers = new Headers({
    'Content-Type': 'application/json',
    'Accept-Language': language,
    'X-Uitvoering': '1',
  });
  if (PRACTICE) {
    if (identity.persona) headers.set('X-Oefenpersona', identity.persona);
    if (identity.niveau) headers.set('X-Oefenniveau', identity.niveau);
  } else {
    const token = identity.persona && (await tokens.of(identity));
    if (token) headers.set('Authorization', `Bearer ${token}`);
  }
  const body = JSON.stringify({ query, variables, operationName: existing(operationName, query) });
  // Who is logged in in this browser asks trusted documents only; here one asks as the persona of the tab, or as nobody.
  const credentials = PRACTICE ? 'same-origin' : 'omit';
  return fetch(GRAPH, { method: 'POST', headers, body, signal, credentials });
}

async function read(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new Error(`HTTP ${response.status}`); // not of the service, but of something before it
  }
}

// Just after a change of tabs GraphiQL still gives the name of the operation in the tab before.
function existing(name: string | null | undefined, query: string): string | undefined {
  try {
    return getOperationAST(parse(query), name)?.name?.value;
  } catch {
    return undefined; // what does not parse is for the service to tell
  }
}
