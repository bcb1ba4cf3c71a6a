// A caller: a contact that is open, and what the agent keeps of it. All of this is in memory and nowhere else.
import { memoryLocation } from 'wouter/memory-location';

import type { Doel, StartKlantcontactMutation, Verificatie, Waarschuwing } from './gql/types';

export interface Caller {
  readonly key: number; // stays when the contact is renewed
  readonly contact: string;
  readonly name: string;
  readonly doel: Doel;
  readonly verificatie: Verificatie;
  readonly until: string;
  readonly cautions: readonly Waarschuwing[];
  readonly history: ReturnType<typeof newHistory>; // which page of the resident is shown
  readonly isOrganisation: boolean;
  readonly notes: string;
}

type Started = NonNullable<StartKlantcontactMutation['startKlantcontact']>;

let last = 0;
const newHistory = (path: string) => memoryLocation({ path });

export function callerOf(started: Started, name: string, verificatie: Verificatie, isOrganisation: boolean): Caller {
  last += 1;
  const { id: contact, doel, verlooptOp: until, waarschuwingen: cautions } = started;
  const history = newHistory(started.pagina ?? '/'); // the page that the caller has before them, where a code told
  return { key: last, contact, name, doel, verificatie, until, cautions, history, isOrganisation, notes: '' };
}

export function renewed(caller: Caller, { id: contact, verlooptOp: until, waarschuwingen: cautions }: Started): Caller {
  return { ...caller, contact, until, cautions };
}
