// Shows the running requests of who is logged in, with their status.
interface Trusted<Data> {
  id: string; // of the file in documents/: "sha256:" and what `sha256sum` says of it
  data?: Data;
}

interface Lopend {
  mij: { aanvragen: { knopen: ({ id: string; titel: string | null; status: { naam: string | null } | null } | null)[] } | null } | null;
}

const LOPEND: Trusted<Lopend> = {
  id: 'sha256:a0c0c9614118bc9675ba270c51337b0f6eef23ebfda3ff2e36bc0ac3c670accc',
};

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions: { code: string; opnieuw: boolean } }[];
}

async function ask<Data>(document: Trusted<Data>, variables = {}): Promise<Answer<Data>> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'nl' },
    body: JSON.stringify({ documentId: document.id, variables }),
  });
  return response.json();
}

function say(tag: 'li' | 'p', text: string): void {
  const line = document.createElement(tag);
  line.textContent = text; // never as HTML: it was written by others
  document.querySelector(tag === 'li' ? 'ul' : 'main')?.append(line);
}

async function show(): Promise<void> {
  const { data, errors = [] } = await ask(LOPEND);
  if (errors.some(({ extensions }) => extensions.code === 'NIET_INGELOGD'))
    return location.assign(`/inloggen?terug=${location.pathname}`);
  const requests = data?.mij?.aanvragen?.knopen;
  for (const request of requests ?? [])
    if (request) say('li', `${request.titel ?? 'Aanvraag'}: ${request.status?.naam ?? 'status niet bekend'}`);
  if (requests?.length === 0) say('p', 'U hebt geen lopende aanvragen.');
  // what is missing is said, and is not the same as nothing
  for (const { message, extensions } of errors)
    say('p', extensions.opnieuw ? `${message} Probeer het later opnieuw.` : message);
}

show().catch(() => say('p', 'U hebt nu geen verbinding. Probeer het later opnieuw.'));
